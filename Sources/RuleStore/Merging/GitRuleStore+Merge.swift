import Git
import Glibc
package import Rules

extension GitRuleStore {
  /// Crosswise merges nest; so deep, and then one of several common ancestors is taken as it is.
  private static let nestingLimit = 8

  /// Brings another revision into the branch.
  ///
  /// Nothing that either side has is lost from history: the branch moves to the other revision where that has all that
  /// the branch has, or else to a commit with both as parents, the branch's own first.
  ///
  /// - Parameters:
  ///   - other: any commit of the same repository.
  ///   - name: what the commit's message calls it, such as `origin`.
  ///   - run: the name and time of the merge.
  ///   - isDryRun: says what would come of it, and moves nothing.
  ///   - contradictions: the pairs of rules of which not both can hold, for marking them.
  /// - Throws: ``RuleStoreError``: ``RuleStoreError/notRelated(_:path:)`` for a revision that is none of a rule store.
  package func merge(
    _ other: RevisionID, named name: String, in run: RunContext, isDryRun: Bool = false,
    contradictions: ([Rule]) -> [(RuleID, RuleID)] = { _ in [] }
  ) throws(RuleStoreError) -> MergeOutcome {
    var attempt = 1
    while true {
      do {
        return try attemptMerge(other, named: name, in: run, isDryRun, contradictions)
      } catch .git(let error) where [.modified, .locked].contains(error.code) {
        guard attempt < attempts else { throw .contended(path: path, attempts: attempt, last: error) }
        attempt += 1
        usleep(.random(in: 1_000...min(500_000, 5_000 * UInt32(attempt))))
      }
    }
  }

  private func attemptMerge(
    _ other: RevisionID, named name: String, in run: RunContext, _ isDryRun: Bool, _ contradictions: MergeContradictions
  ) throws(RuleStoreError) -> MergeOutcome {
    let repository = try open()
    _ = try revision(other, of: repository)
    guard let head = try head(of: repository) else {
      guard try isStore(other, in: repository) else { throw .notRelated(other, path: path) }
      return try fastForward(from: nil, to: other, named: name, in: run, repository, isDryRun)
    }
    if try git({ () throws(GitError) in try repository.isAncestor(other.object, of: head.object) }) {
      return MergeOutcome(.upToDate, before: head, after: head)
    }
    if try git({ () throws(GitError) in try repository.isAncestor(head.object, of: other.object) }) {
      return try fastForward(from: head, to: other, named: name, in: run, repository, isDryRun)
    }
    let bases = try git { () throws(GitError) in try repository.mergeBases(head.object, other.object) }
    if bases.isEmpty, try !isStore(other, in: repository) { throw .notRelated(other, path: path) }
    let merge = try merge(
      ours: head.object, theirs: other.object, bases, in: repository, nesting: 0, contradictions: contradictions)
    return try join(head, other, merge, named: name, in: run, repository, isDryRun)
  }

  /// Whether the history of a revision begins as that of every store does.
  private func isStore(_ revision: RevisionID, in repository: Repository) throws(RuleStoreError) -> Bool {
    try git { () throws(GitError) in
      for id in try repository.history(of: revision.object).reversed() {
        if RootCommit.isRoot(try repository.commit(id)) { return true }
      }
      return false
    }
  }

  private func fastForward(
    from head: RevisionID?, to other: RevisionID, named name: String, in run: RunContext, _ repository: Repository,
    _ isDryRun: Bool
  ) throws(RuleStoreError) -> MergeOutcome {
    var outcome = MergeOutcome(.fastForward, before: head, after: other)
    let difference = try difference(from: head, to: other, in: repository)
    (outcome.added, outcome.removed) = (difference.added.count, difference.removed.count)
    outcome.changed = difference.changed.count
    if !isDryRun { try move(from: head, to: other, message: "ltm: fast-forward to \(name)", in: run) }
    return outcome
  }

  private func move(
    from head: RevisionID?, to revision: RevisionID, message: String, in run: RunContext
  ) throws(RuleStoreError) {
    let signature = signature(at: run.time)
    try git { () throws(GitError) in
      try Repository(path: path, identity: signature).move(
        branch.reference, from: head?.object, to: revision.object, message: message.onOneLine)
    }
  }

  /// Merges two commits' files, after the common ancestors' own.
  private func merge(
    ours: ObjectID, theirs: ObjectID, _ bases: [ObjectID], in repository: Repository, nesting: Int,
    contradictions: MergeContradictions
  ) throws(RuleStoreError) -> TreeMerge {
    try TreeMerge(
      repository, base: try base(bases, in: repository, nesting: nesting), ours: try version(ours, in: repository),
      theirs: try version(theirs, in: repository),
      persons: (
        ours: try persons(of: ours, notIn: theirs, repository), theirs: try persons(of: theirs, notIn: ours, repository)
      ), contradictions: contradictions)
  }

  private func version(_ commit: ObjectID, in repository: Repository) throws(RuleStoreError) -> MergeVersion {
    MergeVersion(tree: try git { () throws(GitError) in try repository.commit(commit).tree })
  }

  /// What both sides began with: where there are several common ancestors, a merge of them.
  private func base(
    _ commits: [ObjectID], in repository: Repository, nesting: Int
  ) throws(RuleStoreError) -> MergeVersion {
    guard let first = commits.first else { return MergeVersion(tree: nil) }
    var base = try version(first, in: repository)
    guard nesting < Self.nestingLimit else { return base }
    for other in commits.dropFirst() {
      let below = try git { () throws(GitError) in try repository.mergeBases(first, other) }
      let merge = try TreeMerge(
        repository, base: try self.base(below, in: repository, nesting: nesting + 1), ours: base,
        theirs: try version(other, in: repository),
        persons: (
          ours: try persons(of: first, notIn: other, repository),
          theirs: try persons(of: other, notIn: first, repository)
        ))
      base = merge.version
    }
    return base
  }

  /// What persons did to rules in the commits of one side.
  private func persons(
    of commit: ObjectID, notIn other: ObjectID, _ repository: Repository
  ) throws(RuleStoreError) -> TreeMerge.Persons {
    var persons: TreeMerge.Persons = [:]
    for id in try git({ () throws(GitError) in try repository.history(of: commit, notIn: other) }) {
      let entry = try entry(id, in: repository)
      // To accept a rule is no change of what it says.
      guard entry.isByPerson, entry.review != .accepted else { continue }
      for (rule, fields) in entry.changedFields {
        for field in fields {
          let known = persons[rule, default: .init()].fields[field]
          persons[rule, default: .init()].fields[field] = known.map { max($0, entry.time) } ?? entry.time
        }
      }
      for rule in entry.difference.removed {
        let known = persons[rule.id, default: .init()].removal
        persons[rule.id, default: .init()].removal = known.map { max($0, entry.time) } ?? entry.time
      }
    }
    return persons
  }

  /// Commits a merge, and moves the branch there.
  private func join(
    _ head: RevisionID, _ other: RevisionID, _ merge: TreeMerge, named name: String, in run: RunContext,
    _ repository: Repository, _ isDryRun: Bool
  ) throws(RuleStoreError) -> MergeOutcome {
    var counts = MergeOutcome(.merged, before: head, after: nil)
    let ours = try version(head.object, in: repository)
    for (path, file) in merge.updates where path.hasPrefix("\(RuleFile.directory)/") {
      switch (try ours.file(at: path, in: repository), file) {
      case (nil, nil): continue
      case (nil, _): counts.added += 1
      case (_, nil): counts.removed += 1
      default: counts.changed += 1
      }
    }
    (counts.flagged, counts.problems) = (merge.flagged, merge.problems)
    guard !isDryRun else { return counts }
    let message = CommitMessage(merging: name, into: branch, counts, run: run).text
    let commit = try write(merge, parents: [head.object, other.object], message: message, at: run.time)
    try move(from: head, to: commit, message: "ltm: merge \(name)", in: run)
    var outcome = MergeOutcome(.merged, before: head, after: commit)
    (outcome.added, outcome.removed, outcome.changed) = (counts.added, counts.removed, counts.changed)
    (outcome.flagged, outcome.problems) = (counts.flagged, counts.problems)
    return outcome
  }

  private func write(
    _ merge: TreeMerge, parents: [ObjectID], message: String, at time: Timestamp
  ) throws(RuleStoreError) -> RevisionID {
    let signature = signature(at: time)
    return try git { () throws(GitError) in
      let writer = try ObjectWriter(path: path, identity: signature)
      var updates: [TreeUpdate] = []
      for (path, file) in merge.updates.sorted(by: { $0.key < $1.key }) {
        switch file {
        case nil: updates.append(.remove(path: path))
        case let file?:
          let blob = try file.content.map { content throws(GitError) in try writer.writeBlob(content, name: path) }
          updates.append(.write(path: path, blob: blob ?? file.id))
        }
      }
      let ours = try writer.repository.commit(parents[0]).tree
      let tree = updates.isEmpty ? ours : try writer.writeTree(basedOn: ours, updates)
      let commit = try writer.writeCommit(
        tree: tree, parents: parents, message: message, signature: signature, signer: author.signer)
      try writer.store()
      return RevisionID(commit)
    }
  }
}
