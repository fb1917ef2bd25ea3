package import Rules

/// A rule that fits a task.
package struct RetrievedRule: Hashable, Sendable {
  package let rule: Rule
  /// How well it fits, 0…1.
  package let fit: Double
}
