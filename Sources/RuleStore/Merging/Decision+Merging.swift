import FoundationEssentials
import Rules

/// What is in both sets, and what either added to the one from which both began.
func threeWay<Element: Hashable>(_ base: [Element], _ left: [Element], _ right: [Element]) -> Set<Element> {
  let (old, one, other) = (Set(base), Set(left), Set(right))
  return one.intersection(other).union(one.subtracting(old)).union(other.subtracting(old))
}

extension Decision {
  /// The decision that counts after a merge.
  ///
  /// What was computed together (score, criteria and the words about them) stays together. A person's holds against the
  /// job's; of two of the job's the one with the higher score.
  ///
  /// - Parameters:
  ///   - left: the decision on one side, with the time at which a person changed it last.
  ///   - right: the same on the other side.
  static func merged(
    _ base: Decision?, _ left: (decision: Decision?, person: Timestamp?),
    _ right: (decision: Decision?, person: Timestamp?)
  ) -> Decision? {
    if left.decision == right.decision || right.decision == base { return left.decision }
    if left.decision == base { return right.decision }
    guard let one = left.decision, let other = right.decision else { return left.decision ?? right.decision }
    let isRight = isPreferred((other, right.person), to: (one, left.person))
    let (first, second) = isRight ? (other, one) : (one, other)
    var merged = first
    if let base {
      if first.hasNumbers(of: base) { merged.takeNumbers(of: second) }
      if first.decision == base.decision { merged.decision = second.decision }
      if first.ended == base.ended { merged.ended = second.ended }
    }
    merged.doubts = threeWay(base?.doubts ?? [], one.doubts, other.doubts).sorted(by: Doubt.precedes)
    return merged
  }

  private static func isPreferred(
    _ left: (decision: Decision, person: Timestamp?), to right: (decision: Decision, person: Timestamp?)
  ) -> Bool {
    let early = Timestamp(milliseconds: .min)
    let (one, other) = (left.person ?? early, right.person ?? early)
    if one != other { return one > other }
    if left.decision.score != right.decision.score { return left.decision.score > right.decision.score }
    func bytes(_ decision: Decision) -> Data { (try? CanonicalJSON.line(decision)) ?? Data() }
    return bytes(right.decision).lexicographicallyPrecedes(bytes(left.decision))
  }

  private func hasNumbers(of other: Decision) -> Bool {
    (score, criteria, justification) == (other.score, other.criteria, other.justification)
  }

  private mutating func takeNumbers(of other: Decision) {
    (score, criteria, justification) = (other.score, other.criteria, other.justification)
  }
}

extension Doubt {
  /// One order, so that the same doubts give the same bytes.
  static func precedes(_ left: Doubt, _ right: Doubt) -> Bool {
    func key(_ doubt: Doubt) -> (Int, String, String) {
      (Kind.allCases.firstIndex(of: doubt.kind) ?? 0, doubt.detail ?? "", doubt.rule?.text ?? "")
    }
    return key(left) < key(right)
  }
}
