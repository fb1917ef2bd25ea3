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
    if let id = try? RuleID(text), try store.rule(id) != nil || !store.log(of: id, limit: 1).isEmpty { return id }
    // What holds comes first: history need not be read for it.
    let held = try store.snapshot(at: nil).rules.map(\.id).filter { $0.text.hasPrefix(text) }
    guard held.isEmpty else { return try only(text, among: held) }
    let ids = try store.log(of: nil, limit: nil).flatMap(\.difference.ids)
    return try only(text, among: Array(Set(ids)).sorted())
  }

  /// A rule that the store holds, or in its last form one that it ever held, with the commits that touched it, the
  /// latest first.
  ///
  /// - Throws: `ValidationError` when there is none, or more than one; `RuleStoreError`.
  static func rule(_ text: String, everIn store: GitRuleStore) throws -> (rule: Rule, log: [LogEntry]) {
    let held = try store.snapshot(at: nil).rules
    let fitting = held.filter { $0.id.text.hasPrefix(text) }
    let id = try fitting.isEmpty ? id(text, everIn: store) : only(text, among: fitting.map(\.id))
    let log = try store.log(of: id, limit: nil)
    let last = log.lazy.compactMap { $0.difference.removed.first { $0.id == id } }.first
    guard let rule = held.first(where: { $0.id == id }) ?? last else { throw missing(text) }
    return (rule, log)
  }

  /// The only id that is or begins with a text.
  ///
  /// - Throws: `ValidationError` when there is none, or more than one.
  static func only(_ text: String, among ids: [RuleID]) throws -> RuleID {
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
