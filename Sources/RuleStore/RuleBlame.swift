import Git
package import Rules

/// Which commit gave a rule's field the value that it has.
package struct FieldOrigin: Hashable, Sendable {
  /// The field, as ``RuleFields`` names it.
  package let path: String
  package let value: JSONValue
  package let entry: LogEntry
  /// The places where the rule was stated that the commit brought.
  package let sources: [RuleSource]
}

extension GitRuleStore {
  /// Which commit gave each field of a rule its value, in order of path; nil when the revision does not hold the rule.
  ///
  /// As `git blame` goes: from the revision back, a field whose value a parent has is the parent's, or else the
  /// commit's. Of several parents with the value the first counts. In place of lines fields are compared, so that a
  /// comma that a later field needs makes no difference.
  ///
  /// - Throws: ``RuleStoreError``.
  package func blame(_ id: RuleID, at revision: RevisionID? = nil) throws(RuleStoreError) -> [FieldOrigin]? {
    let repository = try open()
    guard let revision = try self.revision(revision, of: repository),
      let found = try Self.file(of: id, at: revision, in: repository)
    else { return nil }
    var blame = Blame(id, repository, try fields(found.rule))
    blame.pending[revision.object] = Place(path: found.path, fields: blame.values, open: Set(blame.values.keys))
    var walk = CommitWalk(repository, from: revision.object)
    let reader = DifferenceReader(repository)
    while !blame.pending.isEmpty, let commit = try git({ () throws(GitError) in try walk.next() }) {
      let kept = try blame.pass(commit)
      guard !kept.isEmpty else { continue }
      let entry = try entry(of: commit, reader)
      let sources = entry.events.first { $0.rule == id }?.newSources ?? []
      for path in kept {
        guard let value = blame.values[path] else { continue }
        blame.origins.append(FieldOrigin(path: path, value: value, entry: entry, sources: sources))
      }
    }
    return blame.origins.sorted { $0.path < $1.path }
  }
}

/// The fields of a rule.
private func fields(_ rule: Rule) throws(RuleStoreError) -> [String: JSONValue] {
  do {
    return try RuleFields(rule).values
  } catch {
    throw .refused(RuleRefusal(rule: rule.id, reason: .notCanonical))
  }
}

/// Where a rule is in a commit, and the fields for which it is still to be found who gave them.
private struct Place {
  /// The rule's file, below the directory of rules.
  var path: String
  var fields: [String: JSONValue]
  var open: Set<String>
}

private struct Blame {
  let id: RuleID
  let repository: Repository
  /// The values that are looked for.
  let values: [String: JSONValue]
  var pending: [ObjectID: Place] = [:]
  var origins: [FieldOrigin] = []

  init(_ id: RuleID, _ repository: Repository, _ values: [String: JSONValue]) {
    self.id = id
    self.repository = repository
    self.values = values
  }

  /// Passes a commit's fields on to its parents.
  ///
  /// - Returns: those that no parent has.
  mutating func pass(_ commit: Commit) throws(RuleStoreError) -> Set<String> {
    guard var place = pending.removeValue(forKey: commit.id) else { return [] }
    for parent in commit.parents where !place.open.isEmpty {
      guard let before = try find(in: parent, below: commit, place) else { continue }
      let shared = place.open.filter { before.fields[$0] == values[$0] }
      guard !shared.isEmpty else { continue }
      place.open.subtract(shared)
      pending[parent, default: before].open.formUnion(shared)
    }
    return place.open
  }

  /// The rule in a parent: at the same path, or at that from which this commit moved it.
  private func find(
    in parent: ObjectID, below commit: Commit, _ place: Place
  ) throws(RuleStoreError) -> Place? {
    if let known = pending[parent] { return known }
    guard let old = try rulesTree(of: RevisionID(parent), in: repository) else { return nil }
    let new = try rulesTree(of: RevisionID(commit.id), in: repository)
    if old == new { return Place(path: place.path, fields: place.fields, open: []) }
    let (was, now) = try git { () throws(GitError) in
      (
        try repository.entry(at: place.path, in: old),
        try new.flatMap { new throws(GitError) in
          try repository.entry(at: place.path, in: new)
        }
      )
    }
    if let was, was.id == now?.id { return Place(path: place.path, fields: place.fields, open: []) }
    if was != nil, let rule = try GitRuleStore.rule(id, in: place.path, below: old, of: repository) {
      return Place(path: place.path, fields: try fields(rule), open: [])
    }
    for file in try git({ () throws(GitError) in try repository.differences(from: old, to: new) }) {
      guard file.before != nil, let rule = try GitRuleStore.rule(id, in: file.path, below: old, of: repository) else {
        continue
      }
      return Place(path: file.path, fields: try fields(rule), open: [])
    }
    return nil
  }
}
