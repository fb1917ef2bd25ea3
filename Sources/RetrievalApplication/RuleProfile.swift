import RegularExpressions
import Rules

/// A rule prepared for comparison with many tasks.
struct RuleProfile: Sendable {
  let rule: Rule
  /// The name of the project it holds in; nil when it holds everywhere.
  let project: String?
  let language: String?
  let path: String?
  let activity: ActivityCondition?
  private let pattern: RegularExpression?
  private let keywords: [Set<String>]
  /// What its criteria say that the rule is about; what its description says, where they say nothing.
  let subject: RuleSubject
  let description: RuleSubject
  /// Whether it is about things that all code has.
  let isGeneral: Bool
  private let sparesTests: Bool
  /// Whether its words name nothing that a task could have to do with.
  let saysNothing: Bool
  /// Whether it is about what the assistant says.
  let concernsTalk: Bool

  init(_ rule: Rule) {
    self.rule = rule
    let criteria = rule.matchCriteria
    project = rule.project.flatMap(ProjectName.of(directory:))
    language = criteria.language.map { LanguageName.canonical($0) ?? $0 }
    path = criteria.path
    activity = criteria.activity.map(ActivityCondition.init)
    pattern = criteria.type == .pattern ? try? RegularExpression(criteria.value, ignoringCase: true) : nil
    keywords =
      criteria.type == .keyword
      ? criteria.value.split(separator: ",").map { Set(WordStems.stems(of: String($0))) }.filter { !$0.isEmpty } : []
    description = RuleSubject(rule.action.description)
    subject = criteria.value.isEmpty ? description : RuleSubject(criteria.value)
    isGeneral = subject.isGeneral || description.isGeneral || Self.concernsForm(rule.action)
    sparesTests = Self.sparesTests(rule.action.description)
    saysNothing =
      WordStems.stems(of: rule.action.description).allSatisfy(Concepts.isFiller) && !Self.concernsForm(rule.action)
    concernsTalk = !Self.wordsOfTalk.isDisjoint(with: WordStems.stems(of: rule.action.description))
  }

  /// Parameters of rules about what all code has: names and form.
  private static let formKeys: [ParameterKey] = [
    .convention, .quotes, .semicolons, .indent, .exports, .maxLineLength, .trailingCommas, .imports, .typeAnnotations,
    .docComments,
  ]
  /// What only some tasks make.
  private static let specialTargets: Set<String> = [
    "file", "component", "column", "table", "branch", "endpoint", "test", "package", "directory", "model",
  ]

  private static let wordsOfTalk = Set(
    WordStems.stems(
      of: """
        answer answers reply replies respond response responses explain explanation explanations tell say talk speak
        summary summarize summarise summaries concise brief verbose short sentence sentences question questions turn
        english german french spanish italian polish dutch portuguese apologize apologise sorry emoji emojis list show
        chat conversation guess guessing know
        """))

  /// "Say when you don't know": about every reply, whatever the task is.
  var holdsInAllTalk: Bool {
    rule.action.type == .behavior
      && !Self.wordsOfReplies.isDisjoint(with: WordStems.stems(of: rule.action.description).prefix(4))
  }

  private static let wordsOfReplies = Set(
    WordStems.stems(
      of: """
        answer answers reply replies respond response responses explanation explanations summaries apologize apologise
        guess guessing say tell emoji emojis speak talk chat
        """))

  static func concernsForm(_ action: Action) -> Bool {
    formKeys.contains { action.parameters?[$0.rawValue] != nil }
      && action.text(.target).map(specialTargets.contains) != true
  }

  /// "… except in tests", "… only in tests": there the rule asks for nothing.
  private static func sparesTests(_ description: String) -> Bool {
    let words = description.lowercased().split { !$0.isLetter }.map(String.init)
    return words.indices.contains { index in
      ["outside", "except", "only"].contains(words[index])
        && words[(index + 1)...].prefix(3).contains("tests")
    }
  }

  /// A directory that holds all code says nothing about what is done there.
  private static func isTelling(_ path: String) -> Bool {
    let parts = path.split(separator: "/").filter { $0 != "**" && $0 != "*" }
    return parts.count > 1
      || parts.first.map { !["src", "app", "lib", "models", "source", "sources"].contains($0) } == true
  }

  /// Whether it is about the names or the form of code.
  var concernsForm: Bool { Self.concernsForm(rule.action) }

  /// Whether nothing that the rule says of itself forbids it in a task: another project, another path.
  func admits(_ task: TaskProfile) -> Bool {
    if let project, project != task.project { return false }
    if let path, let place = task.path, !PathCondition.admits(path, path: place) { return false }
    return !(sparesTests && task.isTest)
  }

  /// How well the rule fits a task, 0…1. A condition that is not met, or a trigger that is absent, gives 0.
  func fit(_ task: TaskProfile) -> Double {
    guard admits(task) else { return 0 }
    if let language, language != task.language { return 0 }
    if path != nil, task.path == nil { return 0 }
    switch rule.matchCriteria.type {
    case .pattern: return pattern?.matches(task.text) == true ? 0.95 : 0
    case .keyword: return keywords.contains { $0.isSubset(of: task.stems) } ? 0.9 : 0
    case .context: return contextFit(task)
    }
  }

  func contextFit(_ task: TaskProfile) -> Double {
    if let activity, !activity.holds(for: task) { return 0 }
    if saysNothing, activity == nil, path == nil { return 0 }
    let conditions = [language != nil, path != nil, activity != nil].count { $0 }
    let concernsCode = rule.action.type != .behavior || activity?.named == .editing || language != nil
    let share = max(subject.share(in: task.concepts), description.share(in: task.concepts))
    // Rules about code are silent where none is written, unless a condition says that this is their place; a language
    // says so only of tasks that write something.
    let isPlace = activity != nil || path != nil || (language != nil && task.writes)
    if concernsCode, !task.isCode, !isPlace { return 0.3 * share }
    // A way of working that names nothing is about the work on code, unless it is about talking.
    if isGeneral, !isPlace, !task.isCode, !concernsTalk { return 0.3 * share }
    let base: Double
    if concernsTalk, conditions == 0, !isGeneral, holdsInAllTalk {
      base = 0.82
    } else if isGeneral {
      base = concernsCode || activity != nil ? 0.86 : 0.82
    } else if activity != nil || path.map(Self.isTelling) == true {
      base = 0.82
    } else {
      // A rule about something special is silent where that is not mentioned.
      base = mentions(task) ? 0.82 : 0.5
    }
    return min(1, base + 0.03 * Double(conditions) + 0.1 * share)
  }

  /// Half of what the rule is about, or much of what it says.
  private func mentions(_ task: TaskProfile) -> Bool {
    subject.share(in: task.concepts) >= 0.5
      || description.count(in: task.concepts) >= 2 && description.share(in: task.concepts) >= 0.4
  }
}

/// A condition on what is being done: a known activity, or words that the task must hold.
struct ActivityCondition: Hashable, Sendable {
  let named: Concepts.Activity?
  private let stems: Set<String>

  init(_ name: String) {
    named = Concepts.activity(named: name)
    stems = Set(WordStems.stems(of: name))
  }

  func holds(for task: TaskProfile) -> Bool {
    named.map(task.activities.contains) ?? (stems.isSubset(of: task.stems))
  }
}
