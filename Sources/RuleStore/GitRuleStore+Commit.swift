import Git
import Glibc
import Rules

extension GitRuleStore {
  package func commit(_ changes: [RuleChange], in run: RunContext) throws(RuleStoreError) -> CommitOutcome {
    let run = branch == .proposals ? run.proposing : run
    let signature = signature(of: run)
    // Others of our own wait for their turn, so that only a foreign git makes an attempt fail.
    let turn = try commitLock()
    try git { () throws(GitError) in _ = try turn.removeLeftovers() }
    return try retrying { () throws(RuleStoreError) in
      try attemptCommit(changes, in: run, signature: signature, turn)
    }
  }

  /// Does something again while others are in the way of it.
  ///
  /// - Throws: ``RuleStoreError/contended(path:attempts:last:)`` in the end, and whatever else `body` throws.
  func retrying<Value>(_ body: () throws(RuleStoreError) -> Value) throws(RuleStoreError) -> Value {
    // Counted apart: attempts that others were in the way of must not use up those that a missing object has.
    var (attempt, missing) = (1, 1)
    while true {
      do {
        return try body()
      } catch .git(let error) where [.modified, .locked, .corrupt].contains(error.code) {
        // Somebody else moved the branch, or is about to; or `git gc` took a pack away under the writer, which
        // looks like a missing object a few times, where damage does so each time.
        if error.code == .corrupt {
          guard missing < min(10, attempts) else { throw .git(error) }
          missing += 1
        } else {
          guard attempt < attempts else { throw contention(after: attempt, last: error) }
          attempt += 1
        }
        // Random, so that two writers do not meet again.
        usleep(.random(in: 1_000...min(500_000, 5_000 * UInt32(attempt + missing - 1))))
      }
    }
  }

  /// Makes the changes on top of the branch as it is now.
  ///
  /// The order keeps the store whole: first the objects, durable and read back, then the reference. Up to the
  /// reference nothing has happened that anybody sees.
  private func attemptCommit(
    _ changes: [RuleChange], in run: RunContext, signature: Signature, _ turn: borrowing CommitLock
  ) throws(RuleStoreError) -> CommitOutcome {
    let draft = try RevisionDraft(path: path, branch: reference, signature: signature, signer: author.signer)
    var outcome = CommitOutcome()
    var made: [RuleChange] = []
    try PreparedChange.forEach(
      of: changes, in: run, hasMessages: !branch.isOneCommitARun
    ) { prepared throws(RuleStoreError) in
      let change = prepared.change
      if prepared.isMasked { outcome.masked.append(change.rule.id) }
      do throws(RuleStoreError) {
        guard let edit = try RuleEdit(change, current: draft.rule(_:expected:)) else { return }
        try draft.apply(edit, file: prepared.file?.get())
        made.append(change)
        guard let message = prepared.message else { return }
        let revision = try draft.commit(message: message)
        outcome.commits.append(CommitOutcome.Commit(revision: revision, change: change))
      } catch .refused(let refusal) {
        outcome.refusals.append(refusal)
      }
    }
    if branch.isOneCommitARun, !made.isEmpty {
      let revision = try draft.commit(message: CommitMessage(made, run: run).text)
      outcome.commits = made.map { CommitOutcome.Commit(revision: revision, change: $0) }
    }
    guard let last = outcome.commits.last else { return outcome }
    let message = "ltm: \(branch.isOneCommitARun ? 1 : made.count) commits of run \(run.id.onOneLine)"
    try git { () throws(GitError) in
      try draft.writer.store()
      let repository = try Repository(path: path, identity: signature)
      try turn.move(reference, of: repository, from: draft.base, to: last.revision.object, message: message)
    }
    return outcome
  }
}

/// Commits on top of a branch that nobody sees yet.
private final class RevisionDraft {
  let writer: ObjectWriter
  /// What the branch pointed to at the beginning.
  let base: ObjectID?
  private let signature: Signature
  private let signer: CommitSigner?
  private var tip: ObjectID?
  private let tree: TreeDraft
  /// Where the base has its rules, once a rule was not at its own place: somebody moved or renamed its file.
  private var places: [RuleID: String]?
  private var reader = RuleReader()

  init(path: String, branch: String, signature: Signature, signer: CommitSigner?) throws(RuleStoreError) {
    self.signature = signature
    self.signer = signer
    (writer, base, tip, tree) = try git { () throws(GitError) in
      let writer = try ObjectWriter(path: path, identity: signature)
      let base = try writer.repository.target(of: branch)
      if let base {
        return (writer, base, base, try writer.draft(basedOn: try writer.repository.commit(base).tree))
      }
      let root = try RootCommit.write(to: writer)
      return (writer, nil, root.commit, root.tree)
    }
  }

  /// The rule as the draft has it.
  ///
  /// - Parameter expected: looks for it in every file when it is not at its own place.
  func rule(_ id: RuleID, expected: Bool) throws(RuleStoreError) -> Rule? {
    var path = try place(of: id)
    var entry = try entry(at: path)
    if expected, entry == nil, places == nil, let base {
      let files = try RevisionFiles(writer.repository, at: RevisionID(base))
      places = Dictionary(zip(files.rules.map(\.id), files.paths)) { first, _ in first }
      path = try place(of: id)
      entry = try self.entry(at: path)
    }
    switch try readRule(entry, at: path, in: writer, with: &reader) {
    case nil:
      // A file where a directory on the way is to be.
      for directory in [RuleFile.directory, String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])] {
        guard let found = try self.entry(at: directory), found.kind != .directory else { continue }
        throw .refused(RuleRefusal(rule: id, reason: .occupied(path: directory)))
      }
      return nil
    case .success(let rule) where rule.id == id: return rule
    case .success, .failure: throw .refused(RuleRefusal(rule: id, reason: .occupied(path: path)))
    }
  }

  /// Makes an edit in the tree of the next commit.
  ///
  /// - Parameter file: the bytes of the rule that is written.
  func apply(_ edit: RuleEdit, file: [UInt8]?) throws(RuleStoreError) {
    var updates: [TreeUpdate] = []
    for id in edit.removed { updates.append(.remove(path: try place(of: id))) }
    if let rule = edit.written, let file {
      let path = try place(of: rule.id)
      updates.append(.write(path: path, blob: try git { () throws(GitError) in try writer.writeBlob(file) }))
    }
    try git { () throws(GitError) in try tree.apply(updates) }
  }

  /// Commits what was applied since the last commit.
  func commit(message: String) throws(RuleStoreError) -> RevisionID {
    try git { () throws(GitError) in
      let commit = try writer.writeCommit(
        tree: try writer.write(tree), parents: tip.map { [$0] } ?? [], message: message, signature: signature,
        signer: signer)
      tip = commit
      return RevisionID(commit)
    }
  }

  private func entry(at path: String) throws(RuleStoreError) -> TreeEntry? {
    try git { () throws(GitError) in try tree.entry(at: path) }
  }

  /// Where a rule's file is, or is to be.
  private func place(of id: RuleID) throws(RuleStoreError) -> String {
    if let place = places?[id] { place } else { try RuleFile.path(of: id) }
  }
}
