/// Cuts examples into parts, so that models are tested on groups that they were not trained on.
package enum CrossValidation {
  /// How many parts there are.
  package static let folds = 5

  /// The part of each example: groups in the order of their names, in turn.
  package static func parts(of groups: [String]) -> [Int] {
    let names = Set(groups).sorted()
    let part = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0 % folds) })
    return groups.map { part[$0] ?? 0 }
  }
}
