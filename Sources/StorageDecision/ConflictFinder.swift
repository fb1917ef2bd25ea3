package import Rules

/// Finds rules of one set that say the opposite of each other.
///
/// Within a run the later statement wins. Where two sets come together that grew apart, such as the stores of two people,
/// neither knew of the other: both rules are kept and marked, and a person decides.
package enum ConflictFinder {
  /// Two rules that exclude each other, the one with the smaller id first.
  package struct Conflict: Hashable, Sendable, Comparable {
    package let first: RuleID
    package let second: RuleID

    package static func < (left: Conflict, right: Conflict) -> Bool {
      (left.first, left.second) < (right.first, right.second)
    }
  }

  /// A word in more rules than this of one project says little about what a rule is about.
  private static let mostSharing = 40

  /// The rules that exclude each other, in order of id. Takes time in proportion to the number of rules.
  package static func conflicts(among rules: [Rule]) -> [Conflict] {
    let standing = rules.filter { $0.scope == .persistent && !$0.action.isRetraction }.sorted { $0.id < $1.id }
    let wishes = standing.map(WishComparison.init)
    var alike: [String: [Int]] = [:]
    for (index, wish) in wishes.enumerated() {
      for key in keys(of: wish, in: wish.rule.project) { alike[key, default: []].append(index) }
    }
    var found: Set<Conflict> = []
    for (index, wish) in wishes.enumerated() {
      var others = keys(of: wish, in: wish.rule.project).flatMap { before(index, alike[$0] ?? []) }
      // What holds everywhere is met from every project's side.
      if wish.rule.project != nil {
        others += keys(of: wish, in: nil).flatMap { (alike[$0] ?? []).suffix(mostSharing) }
      }
      for other in Set(others) where wishes[other].relation(to: wish) == .contradictory {
        guard !wish.isNarrower(than: wishes[other]), !wishes[other].isNarrower(than: wish) else { continue }
        let (first, second) = (standing[min(index, other)].id, standing[max(index, other)].id)
        found.insert(Conflict(first: first, second: second))
      }
    }
    return found.sorted()
  }

  /// The last of some places before one.
  private static func before(_ index: Int, _ places: [Int]) -> ArraySlice<Int> {
    places[..<places.partitioningIndex { $0 >= index }].suffix(mostSharing)
  }

  /// Under what a wish is looked up: its words and parameters, each with the project, so that what many projects have in
  /// common hides nothing.
  private static func keys(of wish: WishComparison, in project: String?) -> Set<String> {
    let names = (wish.rule.action.parameters ?? [:]).keys.map { "=\($0)" }
    return Set((wish.words.union(wish.refused) + names).map { "\(project ?? "")\u{0}\($0)" })
  }
}

extension Array where Element == Int {
  /// The first place at which a condition holds that holds from there on.
  fileprivate func partitioningIndex(where holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
