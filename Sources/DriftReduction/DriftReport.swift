package import Rules

/// How outputs changed over the revisions of the rules.
package struct DriftReport: Hashable, Sendable, Codable {
  /// One revision.
  package struct Revision: Hashable, Sendable, Codable {
    package var revision: String
    package var subject: String
    package var time: Timestamp
    /// How many rules it holds.
    package var rules: Int
    /// How many tasks' outputs differ from those of the revision before.
    package var tasksChanged: Int
    /// How well the outputs of the tasks agree with each other.
    package var consistency: ConsistencyScores?
    /// How well each output agrees with the one without rules, on average.
    package var againstWithout: ConsistencyScores?
    /// How well each output agrees with the one of the revision before, on average.
    package var againstPrevious: ConsistencyScores?

    enum CodingKeys: String, CodingKey {
      case revision, subject, time, rules, consistency
      case tasksChanged = "tasks_changed"
      case againstWithout = "against_without"
      case againstPrevious = "against_previous"
    }
  }

  /// A change in one task's output, and the commit that caused it.
  package struct Change: Hashable, Sendable, Codable {
    package var task: String
    package var revision: String
    package var subject: String
    /// The rules that the commit changed and that fit the task before or after.
    package var rules: [RuleID]
    /// How well the output agrees with the one before.
    package var scores: ConsistencyScores
    /// Lines of the output that are new, and that are gone.
    package var linesAdded: Int
    package var linesRemoved: Int

    enum CodingKeys: String, CodingKey {
      case task, revision, subject, rules, scores
      case linesAdded = "lines_added"
      case linesRemoved = "lines_removed"
    }
  }

  package var from: String?
  package var to: String?
  package var tasks: Int
  /// How well the outputs without any rules agree with each other.
  package var consistencyWithout: ConsistencyScores?
  /// The same with the rules of the last revision.
  package var consistencyWith: ConsistencyScores?
  /// By how much the mean of the metrics is better with rules than without, as a share of the latter.
  package var improvement: Double?
  /// Whether that is at least the configured threshold.
  package var isImproved: Bool
  package var revisions: [Revision]
  package var changes: [Change]

  enum CodingKeys: String, CodingKey {
    case from, to, tasks, improvement, revisions, changes
    case consistencyWithout = "consistency_without"
    case consistencyWith = "consistency_with"
    case isImproved = "is_improved"
  }
}
