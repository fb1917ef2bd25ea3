import ArgumentParser
import RuleStore
import Rules

/// Finds rules by what a person types.
enum RuleLookup {
  /// The rule whose id is or begins with a text.
  ///
  /// - Throws: `ValidationError` when there is none, or more than one.
  static func rule(_ text: String, in snapshot: RuleSnapshot) throws -> Rule {
    let id = try only(text, among: snapshot.rules.map(\.id))
    guard let rule = snapshot.rules.first(where: { $0.id == id }) else { throw missing(text) }
    return rule
  }

  /// The id of a rule that the store holds or ever held.
  ///
  /// - Throws: `ValidationError` when there is none, or more than one; `RuleStoreError`.
  static func id(_ text: String, everIn store: GitRuleStore) throws -> RuleID {
    if let id = try? RuleID(text), try !store.log(of: id, limit: 1).isEmpty { return id }
    let ids = try store.log(of: nil, limit: nil).flatMap(\.difference.ids)
    return try only(text, among: Array(Set(ids)).sorted())
  }

  private static func only(_ text: String, among ids: [RuleID]) throws -> RuleID {
    if let exact = ids.first(where: { $0.text == text }) { return exact }
    let found = ids.filter { $0.text.hasPrefix(text) }
    guard found.count <= 1 else {
      throw ValidationError("'\(text)' fits several rules: \(found.prefix(5).map(\.text).joined(separator: ", "))")
    }
    guard let id = found.first else { throw missing(text) }
    return id
  }

  private static func missing(_ text: String) -> ValidationError {
    ValidationError("no rule '\(text)'; 'ltm rules list' shows the rules there are")
  }
}
