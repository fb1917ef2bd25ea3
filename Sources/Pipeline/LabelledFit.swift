import RetrievalApplication
import RuleExtraction
import Rules

/// A project's rules and tasks, and which rule has to be obeyed in which task: one line of the data that a model of
/// fits is trained on.
struct LabelledFit: Hashable, Sendable, Decodable {
  /// A rule as it was said, and as a person would write it down.
  struct Statement: Hashable, Sendable, Decodable {
    var text: String
    var description: String
    var type: Action.Kind
    var match: [String: JSONValue]?
  }

  struct Task: Hashable, Sendable, Decodable {
    var type: String
    var language: String?
    var description: String
    var context: [String: JSONValue]?
    var relevant: Set<Int>
  }

  var id: String
  var rules: [Statement]
  var tasks: [Task]

  /// The examples: each task with the rules as extraction reads them, and as a person would write them down.
  func examples(_ extractor: RuleExtractor) -> [FitTrainer.Example] {
    let language = mainLanguage
    let read = rules.compactMap { extractor.rule(in: $0.text, project: id, language: language) }
    let written = zip(rules, read).map { statement, rule in
      var rule = rule
      rule.action = Action(type: statement.type, description: statement.description)
      rule.matchCriteria = MatchCriteria(type: .context, value: "", context: statement.match ?? [:])
      return rule
    }
    guard read.count == rules.count else { return [] }
    return tasks.enumerated().flatMap { number, task in
      let request = TaskRequest(
        id: "\(id)_\(number)", type: task.type, language: task.language, description: task.description,
        context: (task.context ?? [:]).merging(["project": .string(id)]) { own, _ in own })
      return [read, written].map {
        FitTrainer.Example(rules: $0, task: request, relevant: task.relevant, group: id)
      }
    }
  }

  /// The language of most tasks.
  private var mainLanguage: String? {
    let counts = Dictionary(tasks.compactMap(\.language).map { ($0, 1) }, uniquingKeysWith: +)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
