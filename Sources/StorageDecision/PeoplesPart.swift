package import Rules

/// What people did to a rule, as far as it binds the job.
package struct PeoplesPart: Hashable, Sendable {
  /// The paths of the fields that a person changed or wrote, as `RuleFields` has them.
  package var fields: Set<String>
  /// The forms that the rule had before: who uses their words says the rule again.
  package var forms: [Rule]
  /// The sources that a person took out.
  package var refusedSources: [RuleSource]
  /// Whether a person brought the rule back after the job had ended it.
  package var isRestored: Bool
  /// When a person last had a hand in it; nil where that is not known.
  package var time: Timestamp?
  /// What a person was ever asked about the rule: nothing is asked twice.
  package var doubts: Set<Doubt>

  package init(
    fields: Set<String> = [], forms: [Rule] = [], refusedSources: [RuleSource] = [], isRestored: Bool = false,
    time: Timestamp? = nil, doubts: Set<Doubt> = []
  ) {
    self.fields = fields
    self.forms = forms
    self.refusedSources = refusedSources
    self.isRestored = isRestored
    self.time = time
    self.doubts = doubts
  }

  /// Whether the rule stays until a person ends it: a person wrote it, edited it, or brought it back.
  package var isKept: Bool { isRestored || !fields.isEmpty }

  /// Whether a person chose the words: then the job changes none of them, not even those that the person left.
  var isWorded: Bool { fields.contains(where: Self.isWording) }

  private static func isWording(_ path: String) -> Bool {
    path.hasPrefix("action.") || path.hasPrefix("match_criteria.")
  }

  /// Whether a person decided about the rule after something was said, or was asked about it before.
  func settles(_ doubt: Doubt, saidAt said: Timestamp?) -> Bool {
    if let said, let time, said <= time { return true }
    return doubts.contains(doubt)
  }

  /// A planned form of the rule in which everything that is a person's is as it is stored.
  func keeping(_ planned: Rule, as stored: Rule) -> Rule {
    var rule = planned
    rule.sources.removeAll { source in
      !stored.sources.contains(source) && refusedSources.contains { $0.isPlace(of: source) }
    }
    guard !fields.isEmpty, let old = try? RuleFields(stored), var new = try? RuleFields(rule) else { return rule }
    var kept = fields
    if isWorded { kept.formUnion(Set(old.values.keys).union(new.values.keys).filter(Self.isWording)) }
    new.take(kept, from: old)
    if let rule = try? new.rule() { return rule }
    // What a person left of a group of fields and what is new need not make a whole.
    var rest = stored
    rest.sources = rule.sources
    return rest
  }
}
