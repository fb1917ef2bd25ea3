import Git
package import Rules

extension GitRuleStore {
  package func log(of rule: RuleID?, limit: Int?) throws(RuleStoreError) -> [LogEntry] {
    let repository = try open()
    guard let head = try head(of: repository) else { return [] }
    var entries: [LogEntry] = []
    for id in try git({ () throws(GitError) in try repository.history(of: head.object) }) {
      if let limit, entries.count >= limit { break }
      let commit = try git { () throws(GitError) in try repository.commit(id) }
      let difference = try difference(made: commit, in: repository)
      guard rule.map(difference.ids.contains) ?? !difference.isEmpty else { continue }
      entries.append(
        try git { () throws(GitError) in
          try LogEntry(
            revision: RevisionID(id), signature: commit.author, message: commit.message, difference: difference)
        })
    }
    return entries
  }

  package func difference(from: RevisionID?, to: RevisionID?) throws(RuleStoreError) -> RuleDifference {
    let repository = try open()
    let start = try from.flatMap { from throws(RuleStoreError) in try revision(from, of: repository) }
    return try difference(from: start, to: revision(to, of: repository), in: repository)
  }

  package func history(from: RevisionID?, to: RevisionID?) throws(RuleStoreError) -> [RevisionID] {
    let repository = try open()
    guard let to = try revision(to, of: repository) else { return [] }
    var history = [to]
    while let last = history.last, last != from {
      let parent = try git { () throws(GitError) in try repository.commit(last.object).parents.first }
      guard let parent else {
        if let from { throw .notAnAncestor(from, of: to) }
        break
      }
      history.append(RevisionID(parent))
    }
    return history.reversed()
  }

  /// What a commit did to the rules: for a merge, only to those that differ from every parent.
  private func difference(made commit: Commit, in repository: Repository) throws(RuleStoreError) -> RuleDifference {
    let revision = RevisionID(commit.id)
    let first = try difference(from: commit.parents.first.map(RevisionID.init), to: revision, in: repository)
    var touched = Set(first.ids)
    for parent in commit.parents.dropFirst() {
      touched.formIntersection(try difference(from: RevisionID(parent), to: revision, in: repository).ids)
    }
    return first.limited(to: touched)
  }

  private func difference(
    from: RevisionID?, to: RevisionID?, in repository: Repository
  ) throws(RuleStoreError) -> RuleDifference {
    let before = try rulesTree(of: from, in: repository)
    let after = try rulesTree(of: to, in: repository)
    var (old, new): ([RuleID: Rule], [RuleID: Rule]) = ([:], [:])
    var reader = RuleReader()
    for file in try git({ () throws(GitError) in try repository.differences(from: before, to: after) }) {
      let path = "\(RuleFile.directory)/\(file.path)"
      if case .success(let rule) = try readRule(file.before, at: path, in: repository, with: &reader) {
        old[rule.id] = rule
      }
      if case .success(let rule) = try readRule(file.after, at: path, in: repository, with: &reader) {
        new[rule.id] = rule
      }
    }
    // Of a rule that is in two files, the one at its own place counts, also when only the other file changed.
    for id in Set(old.keys).union(new.keys) {
      if let rule = try ownFile(of: id, below: before, in: repository, with: &reader) { old[id] = rule }
      if let rule = try ownFile(of: id, below: after, in: repository, with: &reader) { new[id] = rule }
    }
    return RuleDifference(from: old, to: new)
  }

  /// The rule in the file at its own place; nil when that is not there or holds anything else.
  private func ownFile(
    of id: RuleID, below rules: ObjectID?, in repository: Repository, with reader: inout RuleReader
  ) throws(RuleStoreError) -> Rule? {
    guard let rules else { return nil }
    let path = try RuleFile.path(of: id)
    let entry = try git { () throws(GitError) in
      try repository.entry(at: String(path.dropFirst(RuleFile.directory.count + 1)), in: rules)
    }
    guard case .success(let rule) = try readRule(entry, at: path, in: repository, with: &reader), rule.id == id
    else { return nil }
    return rule
  }
}
