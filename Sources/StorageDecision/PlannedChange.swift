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
  /// A later statement probably ended the rule: it waits until a person says whether it holds.
  case suspend(Rule, by: Rule)
}

/// A change to the candidates that wait for a person, or to the evidence.
package enum WaitingChange: Hashable, Sendable {
  case add(Rule)
  /// The same candidate, with more to say for it; of evidence also: with its end.
  case strengthen(from: Rule, to: Rule)
  /// It is no longer there.
  case withdraw(Rule, because: Withdrawal)

  /// The candidate that the change is about.
  package var rule: Rule {
    switch self {
    case .add(let rule), .strengthen(_, let rule), .withdraw(let rule, _): rule
    }
  }

  /// Why a candidate is no longer there.
  package enum Withdrawal: Hashable, Sendable {
    case stored
    case ended(Decision.Ending)
    /// It is no mere evidence any more.
    case waits
    case rejected
    case expired

    /// For the commit.
    package var reason: String {
      switch self {
      case .stored: "Stored on main."
      case .ended(let ending): ending.description.prefix(1).uppercased() + ending.description.dropFirst() + "."
      case .waits: "Waits for review."
      case .rejected: "Rejected."
      case .expired: "Not said again for too long."
      }
    }
  }
}
