import Rules

/// What the users of one project have asked for so far.
struct Ledger: Sendable {
  /// A wish that holds.
  struct Entry: Sendable {
    var directive: Directive
    /// The id of the gold rule that stated it first.
    var root: String
    /// How it was put first.
    var description: String
  }

  /// The wishes that hold, in the order in which they were stated.
  var live: [Entry] = []
  /// The groups of wishes that were taken back; nobody asks for them again.
  var closedGroups: [String] = []

  /// Tells whether a wish of the group was ever stated.
  func knows(_ group: String) -> Bool {
    closedGroups.contains(group) || live.contains { $0.directive.group == group }
  }

  /// The id of a wish that holds; nil when it does not.
  func root(of directive: Directive) -> String? {
    live.first { $0.directive == directive }?.root
  }

  /// Puts a wish in the place of the one that it replaces.
  mutating func replace(_ old: Entry, by directive: Directive, root: String, description: String) {
    live.removeAll { $0.root == old.root }
    live.append(Entry(directive: directive, root: root, description: description))
    // A third change of mind would make the truth hard to follow for people too.
    closedGroups.append(directive.group)
  }

  /// Takes a wish back.
  mutating func retract(_ entry: Entry) {
    live.removeAll { $0.root == entry.root }
    closedGroups.append(entry.directive.group)
  }
}
