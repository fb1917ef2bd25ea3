import RegularExpressions
import Rules

/// A rule prepared for comparison with many tasks.
struct RuleProfile: Sendable {
  let rule: Rule
  /// The name of the project it holds in; nil when it holds everywhere.
  let project: String?
  private let language: String?
  private let path: String?
  private let activity: Concepts.Activity?
  private let pattern: RegularExpression?
  private let keywords: [Set<String>]
  /// What the rule is about, as its criteria and its description say it: concepts that not every program has.
  private let topics: [Set<String>]
  /// Whether it is about things that all code has.
  private let isGeneral: Bool

  init(_ rule: Rule) {
    self.rule = rule
    let criteria = rule.matchCriteria
    project = rule.project.flatMap(ProjectName.of(directory:))
    language = criteria.language.map { LanguageName.canonical($0) ?? $0 }
    path = criteria.path
    activity = criteria.activity.flatMap(Concepts.activity(named:))
    pattern = criteria.type == .pattern ? try? RegularExpression(criteria.value, ignoringCase: true) : nil
    keywords =
      criteria.type == .keyword
      ? criteria.value.split(separator: ",").map { Set(WordStems.stems(of: String($0))) }.filter { !$0.isEmpty } : []
    let texts = [criteria.value, rule.action.description, rule.action.text(.target) ?? ""]
    topics = texts.filter { !$0.isEmpty }.map(Self.topics)
    let concernsForm = Self.formKeys.contains { rule.action.parameters?[$0.rawValue] != nil }
    // What is said of a language is said of all code in it, unless it names one of the things that not all code has.
    let namesThing = topics.contains { !$0.isDisjoint(with: Concepts.all) }
    let isAboutLanguage = criteria.language != nil && rule.action.type != .behavior && !namesThing
    isGeneral = topics.contains(where: \.isEmpty) || concernsForm || isAboutLanguage
  }

  /// Parameters of rules about what all code has: names and form.
  private static let formKeys: [ParameterKey] = [
    .convention, .quotes, .semicolons, .indent, .exports, .maxLineLength, .trailingCommas, .imports, .typeAnnotations,
    .docComments,
  ]

  private static func topics(of text: String) -> Set<String> {
    let stems = WordStems.stems(of: TaskProfile.spaced(text))
    return Set(stems.filter { !Concepts.isGeneral($0) && LanguageName.canonical($0) == nil }.map(Concepts.concept))
  }

  /// How well the rule fits a task, 0…1. A condition that is not met, or a trigger that is absent, gives 0.
  func fit(_ task: TaskProfile) -> Double {
    if let project, project != task.project { return 0 }
    if let language, language != task.language { return 0 }
    if let path, !(task.path.map { PathCondition.admits(path, path: $0) } ?? false) { return 0 }
    switch rule.matchCriteria.type {
    case .pattern: return pattern?.matches(task.text) == true ? 0.95 : 0
    case .keyword: return keywords.contains { $0.isSubset(of: task.stems) } ? 0.9 : 0
    case .context: return contextFit(task)
    }
  }

  private func contextFit(_ task: TaskProfile) -> Double {
    if let activity, !task.activities.contains(activity) { return 0 }
    let overlap = topics.map { shared($0, task) }.max() ?? 0
    let conditions = [language != nil, path != nil, activity != nil].count { $0 }
    let concernsCode = rule.action.type != .behavior || activity == .editing || language != nil
    // Rules about code are silent where none is written, unless a condition says that this is their place; a language
    // says so only of tasks that write something.
    let isPlace = activity != nil || path != nil || (language != nil && task.writes)
    if concernsCode, !task.isCode, !isPlace { return 0.3 * overlap }
    let base: Double
    if isGeneral {
      base = concernsCode || activity != nil ? 0.86 : 0.82
    } else if activity != nil || path != nil {
      base = 0.82
    } else {
      // A rule about something special is silent where that is not mentioned.
      base = 0.62
    }
    return min(1, base + 0.03 * Double(conditions) + 0.3 * overlap)
  }

  private func shared(_ topics: Set<String>, _ task: TaskProfile) -> Double {
    topics.isEmpty ? 0 : Double(topics.intersection(task.concepts).count) / Double(topics.count)
  }
}
