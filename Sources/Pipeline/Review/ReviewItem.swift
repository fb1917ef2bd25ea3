package import RuleStore
package import Rules

/// One thing for a person to decide: a rule, or what became of one.
package struct ReviewItem: Hashable, Sendable {
  /// Where it is.
  package enum Place: String, Hashable, Sendable, Encodable, CaseIterable {
    /// On the branch `candidates`: no rule yet.
    case waiting
    /// On the branch `proposals`: it reaches the rules only by a person.
    case proposed
    /// Among the rules, or on the branch that is reviewed.
    case stored
  }

  /// What happened.
  package enum Change: String, Hashable, Sendable, Encodable {
    case added
    case changed
    case removed
  }

  /// A part of the rule that is not as it was.
  package struct Field: Hashable, Sendable, Encodable {
    /// As ``RuleFields`` names it.
    package var path: String
    package var before: JSONValue?
    package var after: JSONValue?
  }

  /// Another rule that it may contradict.
  package struct Other: Hashable, Sendable, Encodable {
    package var id: RuleID
    package var description: String
  }

  package var place: Place
  package var change: Change
  /// The rule as it is; where it was removed, as it was.
  package var rule: Rule
  /// The rule as a person saw it last; nil for one that is new.
  package var before: Rule?
  /// Why a person is to look, in words; empty where nothing is doubtful.
  package var reasons: [String]
  /// What the rule says otherwise than before, in order of path; empty for a rule that is new or gone.
  package var fields: [Field]
  package var conflicts: [Other] = []
  /// The rule that took its place, where one did.
  package var replacement: Other?
  /// The last commit that changed what it says.
  package var revision: RevisionID?
  package var time: Timestamp?
  /// Whether nobody has accepted it as it is on its branch.
  var isUnseen = false

  init(_ place: Place, _ change: Change, _ rule: Rule, before: Rule? = nil) {
    self.place = place
    self.change = change
    self.rule = rule
    self.before = before
    reasons = change == .removed ? [] : rule.decision?.doubts.map(\.description) ?? []
    fields = change == .changed ? before.map { Self.fields(from: $0, to: rule) } ?? [] : []
  }

  /// What two forms of a rule say otherwise; evidence says nothing.
  static func fields(from before: Rule, to after: Rule) -> [Field] {
    guard let old = try? RuleFields(before), let new = try? RuleFields(after) else { return [] }
    return RuleFields.differences(old, new).filter { !RuleFields.isEvidence($0) }.map { path in
      Field(path: path, before: old.values[path], after: new.values[path])
    }
  }

  /// Names the other rules, where they are known.
  mutating func name(_ known: [RuleID: Rule], replacedBy replacement: Rule? = nil) {
    func other(_ rule: Rule) -> Other { Other(id: rule.id, description: rule.action.description) }
    conflicts =
      change == .removed ? [] : rule.decision?.doubts.compactMap(\.rule).compactMap { known[$0].map(other) } ?? []
    self.replacement = replacement.map(other)
  }

  /// Takes the commit that made it.
  mutating func date(_ life: RuleLife?) {
    isUnseen = life.map { !$0.isReviewed } ?? false
    revision = life?.lastChange?.revision
    time = life?.lastChange?.time
  }
}

extension ReviewItem: Encodable {
  enum CodingKeys: String, CodingKey {
    case change, rule, before, reasons, fields, conflicts, replacement, revision, time
    case place = "state"
  }
}
