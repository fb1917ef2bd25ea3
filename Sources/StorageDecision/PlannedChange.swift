package import Rules

/// A change that the decisions make to the stored rules.
package enum PlannedChange: Hashable, Sendable {
  case add(Rule)
  /// The same rule, with more to say for it, or narrowed by a later statement.
  case strengthen(from: Rule, to: Rule)
  /// A later wish takes the place of earlier ones.
  case replace([Rule], with: Rule)
  /// The user took the rule back; the retraction names where.
  case remove(Rule, by: Rule)
}

/// A change to the candidates that wait for a person.
package enum WaitingChange: Hashable, Sendable {
  case add(Rule)
  /// The same candidate, with more to say for it.
  case strengthen(from: Rule, to: Rule)
  /// It waits no more.
  case withdraw(Rule, because: Withdrawal)

  /// Why a candidate waits no more.
  package enum Withdrawal: String, Hashable, Sendable, CaseIterable {
    case stored
    case contradicted
    case takenBack = "taken_back"
    /// What was said since makes it part of another candidate.
    case merged

    /// For the commit.
    package var reason: String {
      switch self {
      case .stored: "Stored on main."
      case .contradicted: "Contradicted by a later statement."
      case .takenBack: "Taken back by the user."
      case .merged: "Part of another rule now."
      }
    }
  }
}
