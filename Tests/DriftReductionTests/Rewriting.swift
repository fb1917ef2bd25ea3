import DriftReduction
import Rules
import Synchronization

/// Applies rules as replay sees it done: a rule is about the tasks that its criteria's value names, and replaces in
/// their code what stands before the arrow of its description by what stands behind. It counts what it is asked for.
final class Rewriting: Sendable {
  /// The tasks that were performed, each with the number of rules that were prepared.
  private let performed = Mutex<[(task: String, rules: Int)]>([])

  /// How often each task was performed under a set of rules of that size.
  func performances(rules: Int) -> [String: Int] {
    performed.withLock { all in
      all.filter { $0.rules == rules }.reduce(into: [:]) { $0[$1.task, default: 0] += 1 }
    }
  }

  /// Forgets what was counted.
  func reset() { performed.withLock { $0 = [] } }

  /// The function that replay is given.
  var preparation: Replay.Preparation {
    { [self] rules in
      { [self] task in
        performed.withLock { $0.append((task.id, rules.count)) }
        return Self.perform(task, under: rules)
      }
    }
  }

  private static func perform(_ task: TaskRequest, under rules: [Rule]) -> Replay.Performance {
    var output = TaskOutput(language: task.language, code: task.existingCode ?? "")
    let fitting = rules.filter { $0.matchCriteria.value == task.type }
    for rule in fitting {
      let sides = rule.action.description.split(separator: "->").map(String.init)
      if sides.count == 2 { output.code = output.code.replacing(sides[0], with: sides[1]) }
    }
    return Replay.Performance(output: output, appliedRules: fitting.map(\.id))
  }

  /// A rule about the tasks of a type.
  static func rule(_ id: String, _ change: String, of type: String = "a") throws -> Rule {
    Rule(
      id: try RuleID(id), matchCriteria: MatchCriteria(type: .context, value: type),
      action: Action(type: .style, description: change), rationale: "")
  }

  /// A task with code.
  static func task(
    _ id: String, _ code: String, type: String = "a", project: String = "shop", language: String = "javascript"
  ) -> TaskRequest {
    TaskRequest(
      id: id, type: type, language: language, description: "",
      context: ["existing_code": .string(code), "project": .string(project)])
  }

  /// A revision; without an id it is the state before the first commit.
  static func revision(_ id: String?, _ rules: [Rule]) -> ReplayRevision {
    ReplayRevision(
      id: id, subject: id.map { "Commit \($0)" } ?? "", time: Timestamp(seconds: 1_700_000_000), rules: rules)
  }
}
