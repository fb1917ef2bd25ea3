import Git
package import Rules

extension GitRuleStore {
  /// One rule of a revision; nil when it holds none of this id.
  ///
  /// - Throws: ``RuleStoreError``.
  package func rule(_ id: RuleID, at revision: RevisionID? = nil) throws(RuleStoreError) -> Rule? {
    let repository = try open()
    guard let revision = try self.revision(revision, of: repository) else { return nil }
    return try Self.file(of: id, at: revision, in: repository)?.rule
  }

  /// A rule with the path of its file below the directory of rules: at its own place, or wherever somebody moved it.
  static func file(
    of id: RuleID, at revision: RevisionID, in repository: Repository
  ) throws(RuleStoreError) -> (rule: Rule, path: String)? {
    guard let tree = try rulesTree(of: revision, in: repository) else { return nil }
    let own = String(try RuleFile.path(of: id).dropFirst(RuleFile.directory.count + 1))
    if let rule = try rule(id, in: own, below: tree, of: repository) { return (rule, own) }
    let files = try RevisionFiles(repository, at: revision)
    guard let index = files.rules.firstIndex(where: { $0.id == id }) else { return nil }
    return (files.rules[index], String(files.paths[index].dropFirst(RuleFile.directory.count + 1)))
  }

  /// The rule in a file below the directory of rules; nil when the file is not there or holds anything else.
  static func rule(
    _ id: RuleID, in path: String, below rules: ObjectID, of repository: Repository
  ) throws(RuleStoreError) -> Rule? {
    let entry = try git { () throws(GitError) in try repository.entry(at: path, in: rules) }
    var reader = RuleReader()
    guard
      case .success(let rule) = try readRule(
        entry, at: "\(RuleFile.directory)/\(path)", in: repository, with: &reader), rule.id == id
    else { return nil }
    return rule
  }

  /// One commit, with what it did to the rules.
  ///
  /// - Throws: ``RuleStoreError``.
  package func log(at revision: RevisionID) throws(RuleStoreError) -> LogEntry {
    let repository = try open()
    return try entry(of: try git { () throws(GitError) in try repository.commit(revision.object) }, in: repository)
  }

  /// What a branch's history says of some rules, from a commit on.
  ///
  /// - Returns: the commit, and what happened to its rules after it, latest first.
  /// - Throws: ``RuleStoreError/notInHistory(_:branch:)`` when the branch does not have the commit.
  package func entry(
    of revision: RevisionID
  ) throws(RuleStoreError) -> (entry: LogEntry, later: [RuleEvent]) {
    var (found, later): (LogEntry?, [RuleEvent]) = (nil, [])
    try forEachEntry { entry in
      if entry.revision == revision { found = entry } else { later += entry.events }
      return found == nil
    }
    guard let found else { throw .notInHistory(revision, branch: branch.rawValue) }
    let touched = Set(found.difference.ids)
    return (found, later.filter { touched.contains($0.rule) && $0.kind != .accepted })
  }
}
