import Git
import Rules

extension GitRuleStore {
  /// Where a store keeps what was learned from reviews, beside the rules.
  package static let settingsPath = "settings/learned.json"
  /// The most bytes that the file may have.
  private static let settingsLimit = 4 << 20

  /// The file of settings on the branch; nil where there is none, or it is too large.
  ///
  /// - Throws: ``RuleStoreError``.
  package func settings() throws(RuleStoreError) -> [UInt8]? {
    let repository = try open()
    guard let head = try head(of: repository) else { return nil }
    return try git { () throws(GitError) in
      let tree = try repository.commit(head.object).tree
      guard let entry = try repository.entry(at: Self.settingsPath, in: tree), entry.kind == .file else { return nil }
      return try repository.blob(entry.id, limit: Self.settingsLimit)
    }
  }

  /// Commits the file of settings.
  ///
  /// - Parameters:
  ///   - subject: the first line of the message.
  ///   - body: what comes below it, line by line.
  /// - Returns: the commit; nil when the branch has the file already.
  /// - Throws: ``RuleStoreError`` when the store could not be written; then it is as it was.
  package func commitSettings(
    _ bytes: [UInt8], subject: String, body: [String], in run: RunContext
  ) throws(RuleStoreError) -> RevisionID? {
    let trailers = (branch == .proposals ? ["\(LogEntry.proposedKey): yes"] : []) + ["Run: \(run.id.onOneLine)"]
    let message = ([subject, body.joined(separator: "\n"), trailers.joined(separator: "\n")]).joined(separator: "\n\n")
    return try advance(in: run, note: "ltm: settings of run \(run.id.onOneLine)") {
      writer, base, draft throws(RuleStoreError) in
      try git { () throws(GitError) in
        let blob = try writer.writeBlob(bytes)
        guard try draft.entry(at: Self.settingsPath)?.id != blob else { return nil }
        try draft.apply([.write(path: Self.settingsPath, blob: blob)])
        let next = try writer.write(draft)
        return .commit(tree: next, parents: [base], message: message + "\n")
      }
    }
  }

  /// The commit by which a person last took the settings away or put others in their place; nil where the job made the
  /// last change, or there was none.
  ///
  /// - Throws: ``RuleStoreError``.
  package func settingsChangeOfPerson() throws(RuleStoreError) -> RevisionID? {
    let repository = try open()
    guard let head = try head(of: repository) else { return nil }
    return try git { () throws(GitError) in
      func settings(of commit: Commit) throws(GitError) -> ObjectID? {
        try repository.entry(at: Self.settingsPath, in: commit.tree)?.id
      }
      for id in try repository.history(of: head.object) {
        let commit = try repository.commit(id)
        let now = try settings(of: commit)
        var isChange = true
        for parent in commit.parents where try settings(of: try repository.commit(parent)) == now { isChange = false }
        guard isChange, now != nil || !commit.parents.isEmpty else { continue }
        let isByJob = try Trailer.parse(commit.message).contains { $0.key == "Run" }
        return isByJob ? nil : RevisionID(id)
      }
      return nil
    }
  }
}
