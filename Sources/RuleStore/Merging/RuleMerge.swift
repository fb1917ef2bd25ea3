import FoundationEssentials
package import Rules

/// Brings two forms of a rule together that began as one: field by field, and the same whichever comes first.
///
/// A field that changed on one side only is taken from there. Sources are fields of their own, so that evidence becomes
/// the union, less what one side took away. Of a field that both sides changed a person's value holds against the
/// job's, a person's later one against an earlier one, and of two values of the job's that of the side where the rule
/// was said last.
package struct RuleMerge: Sendable {
  /// What persons did to a rule on one side.
  package struct Persons: Hashable, Sendable {
    /// When a person last changed a field, by its path in ``RuleFields``.
    package var fields: [String: Timestamp]
    /// When a person took the rule away; nil when it is there, or went by the job.
    package var removal: Timestamp?
    /// Whether nothing tells who did what: then what a rule says was changed by persons.
    package var areUnknown = false

    package init(fields: [String: Timestamp] = [:], removal: Timestamp? = nil) {
      self.fields = fields
      self.removal = removal
    }

    /// For a merge that knows the forms of a file alone.
    package static var unknown: Persons {
      var persons = Persons()
      persons.areUnknown = true
      return persons
    }

    fileprivate func time(of path: String) -> Timestamp? {
      fields[path] ?? (areUnknown && !RuleFields.isEvidence(path) ? Timestamp(milliseconds: 0) : nil)
    }

    var decisionTime: Timestamp? { fields.filter { $0.key.hasPrefix("decision") }.values.max() }
  }

  /// The form of a rule on one side; nil where it was taken away.
  package struct Side: Hashable, Sendable {
    package let rule: Rule?
    package let persons: Persons

    package init(_ rule: Rule?, _ persons: Persons = Persons()) {
      self.rule = rule
      self.persons = persons
    }
  }

  /// What became of the rule; nil where it goes. It carries a doubt when it is contested.
  package let rule: Rule?
  /// What both sides changed, so that one of two persons' values is lost from the file: the first names of the paths,
  /// sorted.
  package let contested: [String]

  /// Merges.
  ///
  /// - Parameter base: the form from which both began; nil when there was none.
  package init(base: Rule?, _ left: Side, _ right: Side) {
    if left.rule == right.rule || right.rule == base {
      (rule, contested) = (left.rule, [])
    } else if left.rule == base {
      (rule, contested) = (right.rule, [])
    } else if let one = left.rule, let other = right.rule {
      let fields = FieldMerge(base: base, (one, left.persons), (other, right.persons))
      contested = fields.contested
      let names = contested.joined(separator: ", ")
      rule = fields.rule.marked(contested.isEmpty ? [] : [Self.doubt("both sides changed its \(names)")])
    } else {
      let (kept, removed) = left.rule == nil ? (right, left) : (left, right)
      let isEdited = Self.isEdited(kept, since: base)
      let isContested = isEdited && (removed.persons.removal != nil || removed.persons.areUnknown)
      contested = isContested ? ["removal"] : []
      rule =
        isEdited ? kept.rule?.marked(isContested ? [Self.doubt("one side changed it, the other removed it")] : []) : nil
    }
  }

  private static func doubt(_ detail: String) -> Doubt { Doubt(.conflict, detail: detail) }

  /// Whether a person changed anything about a rule that is there.
  private static func isEdited(_ side: Side, since base: Rule?) -> Bool {
    guard let rule = side.rule, let base, let old = try? RuleFields(base), let new = try? RuleFields(rule) else {
      return true
    }
    return RuleFields.differences(old, new).contains { side.persons.time(of: $0) != nil }
  }
}

/// Merges two forms that are both there, and differ.
private struct FieldMerge {
  typealias Form = (rule: Rule, persons: RuleMerge.Persons)

  private(set) var rule: Rule
  private(set) var contested: [String] = []

  init(base: Rule?, _ left: Form, _ right: Form) {
    // The side where the rule was said last is the one that the other is merged into: so the order does not matter.
    let (first, second) = Self.isLater(left.rule, than: right.rule) ? (left, right) : (right, left)
    rule = first.rule
    guard var fields = try? RuleFields(first.rule.undecided), let others = try? RuleFields(second.rule.undecided)
    else { return }
    let old = try? base.map { try RuleFields($0.undecided) }
    var taken: [String] = []
    var undecided: Set<String> = []
    for path in RuleFields.differences(fields, others) {
      let (before, one, other) = (old?.values[path], fields.values[path], others.values[path])
      if other == before { continue }
      if one == before {
        taken.append(path)
        continue
      }
      switch (first.persons.time(of: path), second.persons.time(of: path)) {
      case (_?, nil): continue
      case (nil, _?): taken.append(path)
      case (let one?, let two?):
        if !RuleFields.isEvidence(path) { contested.append(String(path.prefix { $0 != "." })) }
        if two > one || two == one && Self.precedes(fields.values[path], other) { taken.append(path) }
      case (nil, nil):
        undecided.insert(path)
        // What is said goes together; evidence is taken one by one.
        if RuleFields.isEvidence(path), Self.precedes(one, other) { taken.append(path) }
      }
    }
    contested = Set(contested).sorted()
    fields.take(taken, from: others)
    guard var merged = try? fields.rule() else { return }
    if let source = merged.sources.first, undecided.contains("source_id") || undecided.contains("timestamp") {
      merged.sourceID = "\(source.transcript)#\(source.segment)"
      merged.timestamp = source.timestamp ?? merged.timestamp
    }
    if undecided.contains("supersedes") {
      merged.supersedes = threeWay(base?.supersedes ?? [], left.rule.supersedes, right.rule.supersedes).sorted()
    }
    merged.decision = Decision.merged(
      base?.decision, (first.rule.decision, first.persons.decisionTime),
      (second.rule.decision, second.persons.decisionTime))
    rule = merged
  }

  /// Whether a rule was said later than the other one; by its bytes where that is the same.
  private static func isLater(_ left: Rule, than right: Rule) -> Bool {
    let early = Timestamp(milliseconds: .min)
    let (one, other) = (left.sources.compactMap(\.timestamp).max(), right.sources.compactMap(\.timestamp).max())
    guard one == other else { return (one ?? early) > (other ?? early) }
    return bytes(right).lexicographicallyPrecedes(bytes(left))
  }

  /// An order of values: nothing before something, numbers by size, all else by bytes.
  private static func precedes(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
    guard let left, let right else { return left == nil && right != nil }
    if let one = left.double, let other = right.double, one != other { return one < other }
    return bytes(left).lexicographicallyPrecedes(bytes(right))
  }

  private static func bytes(_ value: some Encodable) -> Data { (try? CanonicalJSON.line(value)) ?? Data() }
}

extension Rule {
  fileprivate var undecided: Rule {
    var rule = self
    rule.decision = nil
    return rule
  }

  /// The rule with something that a person is to look at.
  func marked(_ doubts: [Doubt]) -> Rule {
    let new = doubts.filter { self.decision?.doubts.contains($0) != true }
    guard !new.isEmpty else { return self }
    var rule = self
    var decision =
      rule.decision
      ?? Decision(
        decision: .store, score: confidence,
        criteria: Decision.Criteria(crossSessionValue: 0, stability: 0, clearTriggers: 0, reducesInconsistency: 0),
        justification: "Written by a person.")
    decision.doubts = (decision.doubts + new).sorted(by: Doubt.precedes)
    rule.decision = decision
    return rule
  }
}
