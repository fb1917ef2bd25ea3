import Git
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
    // Others of our own wait for their turn, so that only a foreign git makes an attempt fail.
    let turn = try commitLock()
    try git { () throws(GitError) in _ = try turn.removeLeftovers() }
    return try retrying { () throws(RuleStoreError) in
      let plan = try plan(other, named: name, contradictions)
      return isDryRun ? plan.outcome : try carryOut(plan, other, named: name, in: run, turn)
    }
  }

  /// What is to be done, and what will have come of it.
  private struct Plan {
    var outcome: MergeOutcome
    var merge: TreeMerge?
  }

  private func plan(
    _ other: RevisionID, named name: String, _ contradictions: MergeContradictions
  ) throws(RuleStoreError) -> Plan {
    let repository = try open()
    _ = try revision(other, of: repository)
    let head = try head(of: repository)
    if let head {
      if try git({ () throws(GitError) in try repository.isAncestor(other.object, of: head.object) }) {
        return Plan(outcome: MergeOutcome(.upToDate, before: head, after: head))
      }
      let isBehind = try git { () throws(GitError) in try repository.isAncestor(head.object, of: other.object) }
      if !isBehind { return try plan(head, other, contradictions, in: repository) }
    } else if try !isStore(other, in: repository) {
      throw .notRelated(other, path: path)
    }
    var outcome = MergeOutcome(.fastForward, before: head, after: other)
    let difference = try DifferenceReader(repository).difference(from: head, to: other)
    (outcome.added, outcome.removed) = (difference.added.count, difference.removed.count)
    outcome.changed = difference.changed.count
    return Plan(outcome: outcome)
  }

  /// What it takes to join two histories of which neither has all of the other.
  private func plan(
    _ head: RevisionID, _ other: RevisionID, _ contradictions: MergeContradictions, in repository: Repository
  ) throws(RuleStoreError) -> Plan {
    let (ours, theirs) = (head.object, other.object)
    let bases = try git { () throws(GitError) in try repository.mergeBases(of: ours, and: theirs) }
    if bases.isEmpty, try !isStore(other, in: repository) { throw .notRelated(other, path: path) }
    let version = try version(ours, in: repository)
    let merge = try TreeMerge(
      repository, base: try base(bases, in: repository, nesting: 0), ours: version,
      theirs: try self.version(theirs, in: repository),
      persons: (
        ours: try persons(of: ours, notIn: theirs, repository), theirs: try persons(of: theirs, notIn: ours, repository)
      ), contradictions: contradictions)
    var outcome = MergeOutcome(.merged, before: head, after: nil)
    for (path, file) in merge.updates where path.hasPrefix("\(RuleFile.directory)/") {
      switch (try version.file(at: path, in: repository), file) {
      case (nil, nil): continue
      case (nil, _): outcome.added += 1
      case (_, nil): outcome.removed += 1
      default: outcome.changed += 1
      }
    }
    (outcome.flagged, outcome.problems) = (merge.flagged, merge.problems)
    return Plan(outcome: outcome, merge: merge)
  }

  /// Writes what is new, and moves the branch: the same order as for a change, first what is durable.
  private func carryOut(
    _ plan: Plan, _ other: RevisionID, named name: String, in run: RunContext, _ turn: borrowing CommitLock
  ) throws(RuleStoreError) -> MergeOutcome {
    var outcome = plan.outcome
    guard outcome.kind != .upToDate else { return outcome }
    if let merge = plan.merge, let head = outcome.before {
      let message = CommitMessage(merging: name, into: branch, outcome, run: run).text
      outcome.after = try write(merge, parents: [head.object, other.object], message: message, in: run)
    }
    let signature = signature(of: run)
    let note = "ltm: \(outcome.kind == .merged ? "merge" : "fast-forward to") \(name.onOneLine)"
    try git { () throws(GitError) in
      try turn.move(
        branch.reference, of: try Repository(path: path, identity: signature), from: outcome.before?.object,
        to: outcome.after?.object ?? other.object, message: note)
    }
    return outcome
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
      let below = try git { () throws(GitError) in try repository.mergeBases(of: first, and: other) }
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
    let reader = DifferenceReader(repository)
    for id in try git({ () throws(GitError) in try repository.history(of: commit, notIn: other) }) {
      let entry = try entry(of: try git { () throws(GitError) in try repository.commit(id) }, reader)
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

  private func write(
    _ merge: TreeMerge, parents: [ObjectID], message: String, in run: RunContext
  ) throws(RuleStoreError) -> RevisionID {
    let signature = signature(of: run)
    return try git { () throws(GitError) in
      let writer = try ObjectWriter(path: path, identity: signature)
      var updates: [TreeUpdate] = []
      for (path, file) in merge.updates.sorted(by: { $0.key < $1.key }) {
        switch file {
        case nil: updates.append(.remove(path: path))
        case let file?:
          let blob = try file.content.map { content throws(GitError) in try writer.writeBlob(content) }
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
