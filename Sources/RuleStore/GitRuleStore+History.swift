import Git
package import Rules

extension GitRuleStore {
  package func log(of rule: RuleID?, limit: Int?) throws(RuleStoreError) -> [LogEntry] {
    var entries: [LogEntry] = []
    guard limit != 0 else { return [] }
    try forEachEntry { entry in
      if rule.map(entry.concerns) ?? entry.concernsRules { entries.append(entry) }
      return entries.count != limit
    }
    return entries
  }

  /// Where the part of history begins that is looked at.
  package enum LogStart: Hashable, Sendable {
    /// Only what this revision does not have.
    case revision(RevisionID)
    /// Only what was made at this time or later.
    case time(Timestamp)
  }

  /// Goes through the commits, latest first, whether or not they touched rules.
  ///
  /// - Parameters:
  ///   - revision: the one to begin at; nil for the latest.
  ///   - start: leaves out what is older.
  ///   - body: says whether to go on.
  /// - Throws: ``RuleStoreError``.
  package func forEachEntry(
    from revision: RevisionID? = nil, since start: LogStart? = nil, _ body: (LogEntry) throws(RuleStoreError) -> Bool
  ) throws(RuleStoreError) {
    let repository = try open()
    guard let first = try self.revision(revision, of: repository) else { return }
    var walk = CommitWalk(repository, from: first.object)
    let reader = DifferenceReader(repository)
    var old: Set<ObjectID>?
    while let commit = try git({ () throws(GitError) in try walk.next() }) {
      switch start {
      case .time(let time) where commit.author.seconds < time.seconds: continue
      case .revision(let start) where walk.isLine && commit.id == start.object: return
      case .revision(let start) where !walk.isLine:
        if old == nil { old = Set(try git { () throws(GitError) in try repository.history(of: start.object) }) }
        if old?.contains(commit.id) == true { continue }
      case .time, .revision, nil: break
      }
      guard try body(try entry(of: commit, reader)) else { return }
    }
  }

  /// One commit, with what it did to the rules.
  ///
  /// - Throws: ``RuleStoreError``.
  package func log(at revision: RevisionID) throws(RuleStoreError) -> LogEntry {
    let repository = try open()
    let commit = try git { () throws(GitError) in try repository.commit(revision.object) }
    return try entry(of: commit, DifferenceReader(repository))
  }

  /// A commit with what it did to the rules: for a merge, only what differs from every parent.
  func entry(of commit: Commit, _ reader: DifferenceReader) throws(RuleStoreError) -> LogEntry {
    let (difference, fields) = try reader.difference(made: commit)
    return try git { () throws(GitError) in
      try LogEntry(
        revision: RevisionID(commit.id), signature: commit.author, committer: commit.committer, message: commit.message,
        difference: difference, mergedFields: fields)
    }
  }

  package func difference(from: RevisionID?, to: RevisionID?) throws(RuleStoreError) -> RuleDifference {
    let repository = try open()
    let start = try from.flatMap { from throws(RuleStoreError) in try revision(from, of: repository) }
    return try DifferenceReader(repository).difference(from: start, to: revision(to, of: repository))
  }

  package func history(from: RevisionID?, to: RevisionID?) throws(RuleStoreError) -> [RevisionID] {
    let repository = try open()
    guard let to = try revision(to, of: repository) else { return [] }
    var history = [to]
    while let last = history.last, last != from {
      let parent = try git { () throws(GitError) in
        try repository.commit(last.object).parents.first.map { parent throws(GitError) in
          try repository.commit(parent)
        }
      }
      // Before the first rule there is no revision.
      guard let parent, from != nil || !RootCommit.isRoot(parent) else {
        if let from { return try historyAcrossMerges(from: from, to: to, in: repository) }
        break
      }
      history.append(RevisionID(parent.id))
    }
    return history.reversed()
  }

  /// The way from one revision to another that goes by first parents as far as they lead there: where a person moved
  /// the branch to what it had been merged into, it does not lie on its own first parents any more.
  private func historyAcrossMerges(
    from: RevisionID, to: RevisionID, in repository: Repository
  ) throws(RuleStoreError) -> [RevisionID] {
    try git { () throws(GitError) -> Result<[RevisionID], RuleStoreError> in
      var after = Set([from.object])
      for id in try repository.history(of: to.object).reversed()
      where try repository.commit(id).parents.contains(where: after.contains) { after.insert(id) }
      var history = [to]
      while let last = history.last, last != from {
        guard let parent = try repository.commit(last.object).parents.first(where: after.contains) else {
          return .failure(.notAnAncestor(from, of: to))
        }
        history.append(RevisionID(parent))
      }
      return .success(history.reversed())
    }.get()
  }

  package func subject(of revision: RevisionID) throws(RuleStoreError) -> (text: String, time: Timestamp) {
    let repository = try open()
    let entry = try git { () throws(GitError) in
      let commit = try repository.commit(revision.object)
      return try LogEntry(
        revision: revision, signature: commit.author, message: commit.message,
        difference: RuleDifference(from: [:], to: [:]))
    }
    return (entry.subject, entry.time)
  }

  package func rules(sharedWith other: RevisionID?) throws(RuleStoreError) -> Set<RuleID> {
    let repository = try open()
    guard let other, let head = try head(of: repository) else { return [] }
    var shared: Set<RuleID> = []
    for base in try git({ () throws(GitError) in try repository.mergeBases(of: head.object, and: other.object) }) {
      shared.formUnion(try RevisionFiles(repository, at: RevisionID(base)).rules.map(\.id))
    }
    return shared
  }
}
