import Git
package import Rules

extension GitRuleStore {
  /// What the job would change in the rules, in the same repository.
  package var proposals: GitRuleStore { on(.proposals) }

  /// Brings what holds to the proposals, so that these are what holds and what the job would change in it.
  ///
  /// Without a branch `proposals`, it begins where `main` is. Where both moved they are merged file by file; where both
  /// changed a rule, what `main` says of it counts, because only people write there, and the evidence of both.
  ///
  /// - Returns: where the branch is then, if it moved.
  /// - Throws: ``RuleStoreError`` when the store could not be read or written.
  @discardableResult
  package func updateProposals(in run: RunContext) throws(RuleStoreError) -> RevisionID? {
    guard let main = try on(.main).head()?.object else { return nil }
    let note = "ltm: follow main"
    return try proposals.advance(in: run, note: note) { writer, base, _ throws(RuleStoreError) in
      let repository = writer.repository
      let known = try git { () throws(GitError) in
        (
          isNew: try repository.target(of: Branch.proposals.reference) == nil,
          ancestor: repository.contains(base) ? try repository.mergeBases(of: main, and: base).first : nil
        )
      }
      if known.ancestor == main { return nil }
      if known.isNew || known.ancestor == base { return .move(to: main) }
      let tree = try Self.merged(
        main, into: base, from: known.ancestor, writer)
      let message = "Merge main into proposals\n\nRun: \(run.id.onOneLine)\n"
      return .commit(tree: tree, parents: [base, main], message: message)
    }
  }

  private static func merged(
    _ main: ObjectID, into proposals: ObjectID, from base: ObjectID?, _ writer: ObjectWriter
  ) throws(RuleStoreError) -> ObjectID {
    let repository = writer.repository
    let (before, after, theirs) = try git { () throws(GitError) in
      (
        try base.map { base throws(GitError) in try repository.commit(base).tree }, try repository.commit(main).tree,
        try repository.commit(proposals).tree
      )
    }
    var updates: [TreeUpdate] = []
    for file in try git({ () throws(GitError) in try repository.differences(from: before, to: after) }) {
      let other = try git { () throws(GitError) in try repository.entry(at: file.path, in: theirs) }
      guard other?.id != file.after?.id else { continue }
      guard let ours = file.after else {
        updates.append(.remove(path: file.path))
        continue
      }
      guard ours.kind == .file else { continue }
      var blob = ours.id
      if let other, other.kind == .file, other.id != file.before?.id,
        let bytes = try mergedRule(at: file.path, before: file.before, ours, other, repository)
      {
        blob = try git { () throws(GitError) in try writer.writeBlob(bytes) }
      }
      updates.append(.write(path: file.path, blob: blob))
    }
    return try git { () throws(GitError) in
      updates.isEmpty ? theirs : try writer.writeTree(basedOn: theirs, updates)
    }
  }

  /// A rule that both changed: the proposed form, with each field that `main` changed as it is there, and the sources
  /// of both; nil where that is no rule.
  private static func mergedRule(
    at path: String, before: TreeEntry?, _ ours: TreeEntry, _ theirs: TreeEntry, _ repository: Repository
  ) throws(RuleStoreError) -> [UInt8]? {
    var reader = RuleReader()
    guard case .success(let main)? = try readRule(ours, at: path, in: repository, with: &reader),
      case .success(let proposed)? = try readRule(theirs, at: path, in: repository, with: &reader),
      main.id == proposed.id
    else { return nil }
    var old: Rule?
    if case .success(let rule)? = try readRule(before, at: path, in: repository, with: &reader) { old = rule }
    guard let ours = try? RuleFields(main), var merged = try? RuleFields(proposed) else { return nil }
    let changed = (try? old.map(RuleFields.init)).flatMap { $0 }.map { RuleFields.differences($0, ours) }
    let paths = changed ?? Array(Set(ours.values.keys).union(merged.values.keys)).sorted()
    merged.take(paths.filter { !$0.hasPrefix("sources.") || ours.values[$0] != nil }, from: ours)
    guard let rule = try? merged.rule() else { return nil }
    return try? RuleFile.encode(rule, checkedBy: &reader)
  }
}

extension GitRuleStore {
  /// The best common ancestor of two branches; nil where one is not there.
  ///
  /// - Throws: ``RuleStoreError``.
  package func commonAncestor(of one: Branch, and other: Branch) throws(RuleStoreError) -> RevisionID? {
    guard let one = try on(one).head(), let other = try on(other).head() else { return nil }
    return try commonAncestor(of: one, and: other)
  }

  /// The best common ancestor of two revisions; nil where their histories have none.
  ///
  /// - Throws: ``RuleStoreError``.
  package func commonAncestor(of one: RevisionID, and other: RevisionID) throws(RuleStoreError) -> RevisionID? {
    let repository = try open()
    return try git { () throws(GitError) in try repository.mergeBases(of: one.object, and: other.object).first }
      .map(RevisionID.init)
  }
}

extension GitRuleStore {
  /// Tells whether a commit is later than a revision: not among its ancestors, and on another branch not from before
  /// it either.
  ///
  /// - Throws: ``RuleStoreError``.
  package func recency(
    after start: RevisionID
  ) throws(RuleStoreError) -> (_ revision: RevisionID, _ time: Timestamp?) -> Bool {
    let repository = try open()
    let (known, time, held) = try git { () throws(GitError) in
      let head = try repository.target(of: reference)
      return (
        Set(try repository.history(of: start.object)), try repository.commit(start.object).author.seconds,
        Set(try head.map(repository.history(of:)) ?? [])
      )
    }
    return { revision, moment in
      guard !known.contains(revision.object) else { return false }
      return held.contains(revision.object) || (moment?.seconds ?? .max) > time
    }
  }
}
