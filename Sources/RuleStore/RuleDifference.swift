package import Rules

/// What changed from one set of rules to another, each list in order of id.
package struct RuleDifference: Hashable, Sendable {
  /// A rule before and after.
  package struct Change: Hashable, Sendable {
    package let before: Rule
    package let after: Rule

    /// Tells whether the rule says the same and was merely said again.
    package var isStrengthening: Bool {
      var said = after
      said.sources = before.sources
      said.confidence = before.confidence
      said.decision = before.decision
      said.sourceID = before.sourceID
      said.timestamp = before.timestamp
      return said == before && !Set(after.sources).isSubset(of: before.sources)
    }
  }

  package let added: [Rule]
  package let removed: [Rule]
  package let changed: [Change]

  /// What changed from some rules to others.
  package init(from before: [Rule], to after: [Rule]) {
    func byID(_ rules: [Rule]) -> [RuleID: Rule] {
      Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
    self.init(from: byID(before), to: byID(after))
  }

  init(from before: [RuleID: Rule], to after: [RuleID: Rule]) {
    added = after.values.filter { before[$0.id] == nil }.sorted { $0.id < $1.id }
    removed = before.values.filter { after[$0.id] == nil }.sorted { $0.id < $1.id }
    changed = before.values.compactMap { rule in
      after[rule.id].flatMap { $0 == rule ? nil : Change(before: rule, after: $0) }
    }.sorted { $0.before.id < $1.before.id }
  }

  /// Only what concerns some rules.
  func limited(to ids: Set<RuleID>) -> RuleDifference {
    func limited(_ rules: [Rule]) -> [RuleID: Rule] {
      Dictionary(uniqueKeysWithValues: rules.filter { ids.contains($0.id) }.map { ($0.id, $0) })
    }
    return RuleDifference(
      from: limited(removed + changed.map(\.before)), to: limited(added + changed.map(\.after)))
  }

  /// The paths of the fields that differ in each rule that is there afterwards: all of one that came.
  var fields: [RuleID: Set<String>] {
    var fields: [RuleID: Set<String>] = [:]
    for rule in added {
      if let new = try? RuleFields(rule) { fields[rule.id] = Set(new.values.keys) }
    }
    for change in changed {
      guard let old = try? RuleFields(change.before), let new = try? RuleFields(change.after) else { continue }
      fields[change.after.id] = Set(RuleFields.differences(old, new))
    }
    return fields
  }

  /// Every rule that the difference touches, in order of id.
  package var ids: [RuleID] { (added.map(\.id) + removed.map(\.id) + changed.map(\.before.id)).sorted() }

  package var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }
}
