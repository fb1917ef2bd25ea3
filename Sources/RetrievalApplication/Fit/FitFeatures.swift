import LogisticModels
import Rules

/// What is seen of a rule beside a task, to tell whether whoever does the task would have to obey the rule.
enum FitFeatures {
  /// What a task makes.
  private enum Work: String, CaseIterable {
    case code, prose, command, talk

    init(_ task: TaskProfile) {
      self = task.isCode ? .code : task.writes ? .prose : task.isCommand ? .command : .talk
    }
  }

  /// What may be noticed, in a fixed order.
  static let names: [String] = conditions + kinds + subjects + activities

  private static let conditions: [String] = [
    "language.none", "language.same", "language.other", "language.task_has_none", "path.none", "path.same",
    "path.unknown", "activity.none", "activity.holds", "activity.other", "activity.named",
  ]
  private static let kinds: [String] = Work.allCases.flatMap { work in
    Action.Kind.allCases.map { kind in "\(work.rawValue).\(kind.rawValue)" }
  }
  private static let subjects: [String] = [
    "subject.general", "description.general", "form", "talk", "reply", "says_nothing", "general_code",
    "subject.mentioned", "subject.whole", "description.two", "by_hand.fits", "everywhere", "test.both", "test.rule",
    "test.task", "best",
  ]
  private static let activities: [String] = Concepts.Activity.allCases.flatMap { activity in
    ["rule.\(activity.rawValue)", "both.\(activity.rawValue)"]
  }
  private static let indices = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
  /// How many measures there are.
  static let measureCount = 8

  /// The features of each of a project's rules with a task.
  ///
  /// - Parameter similarity: how alike a rule's words and a task's are in meaning, −1…1.
  static func features(
    of rules: [RuleProfile], _ task: TaskProfile, _ similarity: (RuleProfile) -> (best: Double, least: Double)
  ) -> [LinearModel.Features] {
    let meanings = rules.map(similarity)
    return rules.indices.map { index in
      let others = meanings.indices.filter { $0 != index }.map { meanings[$0].best }
      let margin = meanings[index].best - (others.max() ?? 0)
      var (flags, measures) = rules[index].features(task)
      flags.append("\(Work(task).rawValue).\(rules[index].rule.action.type.rawValue)")
      if margin >= 0 { flags.append("best") }
      measures += [meanings[index].best, meanings[index].least, margin]
      return LinearModel.Features(
        flags: Set(flags.compactMap { indices[$0] }).sorted(), measures: measures.map { Float($0) * 2 })
    }
  }
}

extension RuleProfile {
  /// What the profile notices and measures by itself.
  fileprivate func features(_ task: TaskProfile) -> (flags: [String], measures: [Double]) {
    var flags: [String] = []
    switch (language, task.language) {
    case (nil, _): flags.append("language.none")
    case (_, nil): flags.append("language.task_has_none")
    case (let own, let theirs): flags.append(own == theirs ? "language.same" : "language.other")
    }
    flags.append(path == nil ? "path.none" : task.path == nil ? "path.unknown" : "path.same")
    flags.append(activity.map { $0.holds(for: task) ? "activity.holds" : "activity.other" } ?? "activity.none")
    if activity?.named != nil { flags.append("activity.named") }
    let own = Concepts.activities(
      of: Set(WordStems.stems(of: rule.action.description + " " + (rule.matchCriteria.activity ?? ""))))
    for named in own {
      flags.append("rule.\(named.rawValue)")
      if task.activities.contains(named) { flags.append("both.\(named.rawValue)") }
    }
    if own.contains(.testing) {
      flags.append(task.isTest ? "test.both" : "test.rule")
    } else if task.isTest {
      flags.append("test.task")
    }
    let (subjectShare, share) = (subject.share(in: task.concepts), description.share(in: task.concepts))
    let count = description.count(in: task.concepts)
    let byHand = contextFit(task)
    for (name, holds) in [
      ("subject.general", subject.isGeneral), ("description.general", description.isGeneral),
      ("form", Self.concernsForm(rule.action)), ("talk", concernsTalk), ("reply", holdsInAllTalk),
      ("says_nothing", saysNothing), ("general_code", isGeneral && task.isCode), ("everywhere", project == nil),
      ("subject.mentioned", subjectShare >= 0.5), ("subject.whole", subjectShare == 1), ("description.two", count >= 2),
      ("by_hand.fits", byHand >= 0.8),
    ] where holds { flags.append(name) }
    return (flags, [subjectShare, share, Double(min(count, 4)) / 4, byHand, Double(task.isCode ? 1 : 0)])
  }
}
