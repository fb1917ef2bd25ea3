package import Rules

/// Something about a rule's file that is not as the job would write it.
package struct RuleFileFlaw: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Its object in git is missing or damaged.
    case damaged(object: String, reason: String)
    /// It is no rule: not JSON, a member missing or of another type, too large, not a regular file.
    case unreadable(reason: String)
    /// It holds members that a rule does not have.
    case unknownMembers([String])
    /// A number in it is out of its range.
    case outOfRange(member: String)
    /// Another file holds the same rule; the job reads that one.
    case duplicate(of: String, isSame: Bool)
    /// The rule's own place is another one.
    case misplaced(own: String)
    /// It says the same in other bytes.
    case notCanonical
    /// A credential is in it.
    case secret
  }

  /// The path in the revision.
  package let path: String
  /// The rule in it, where it can be read.
  package let rule: RuleID?
  package let kind: Kind

  package init(path: String, rule: RuleID?, kind: Kind) {
    (self.path, self.rule, self.kind) = (path, rule, kind)
  }
}

extension JSONValue {
  /// The names of the members that another value does not have at the same place, as `a.b[0].c`, sorted.
  ///
  /// A null or an empty list stands for nothing.
  func members(missingIn other: JSONValue?, at place: String = "") -> [String] {
    switch self {
    case .object(let members):
      members.sorted { $0.key < $1.key }.flatMap { name, value in
        value.members(missingIn: other?.object?[name], at: place.isEmpty ? name : "\(place).\(name)")
      }
    case .array(let elements) where !elements.isEmpty:
      if let others = other?.array, others.count == elements.count {
        zip(elements, others).enumerated().flatMap { index, pair in
          pair.0.members(missingIn: pair.1, at: "\(place)[\(index)]")
        }
      } else {
        [place]
      }
    case .null, .array: []
    case .bool, .integer, .number, .string: other == nil ? [place] : []
    }
  }
}
