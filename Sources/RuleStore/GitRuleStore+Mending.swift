package import Git
import Rules
import Secrets

extension GitRuleStore {
  /// Takes the run's lock of a store that may be too damaged to open.
  ///
  /// - Throws: ``RuleStoreError/lockedByAnotherRun(path:)``, or ``RuleStoreError/git(_:)`` when the file cannot be made.
  package static func lock(at path: String) throws(RuleStoreError) -> RunLock {
    do {
      return try RunLock(path: "\(path)/ltm.lock")
    } catch  where error.code == .runLockHeld {
      throw .lockedByAnotherRun(path: path)
    } catch {
      throw .git(error)
    }
  }

  /// Rewrites rule files in their canonical form at their own places, as one ordinary commit that says so.
  ///
  /// Nothing that a file says is lost: one with members that a rule does not have, or that cannot be read, stays.
  ///
  /// - Returns: the commit; nil when there was nothing to do.
  /// - Throws: ``RuleStoreError`` when the store could not be written; then it is as it was.
  package func mendFiles(in run: RunContext, under lock: borrowing RunLock) throws(RuleStoreError) -> RevisionID? {
    let signature = signature(of: run)
    let (reference, path, signer) = (branch.reference, path, author.signer)
    let turn = try commitLock()
    let writer = try git { () throws(GitError) in try ObjectWriter(path: path, identity: signature) }
    guard let base = try head(of: writer.repository) else { return nil }
    let mended = try RuleFileInspection(writer.repository, at: base).mended.sorted { $0.key < $1.key }
    guard !mended.isEmpty else { return nil }
    var reader = RuleReader()
    var files: [(path: String, bytes: [UInt8]?)] = []
    for (path, rule) in mended {
      files.append(
        (path, try rule.map { rule throws(RuleStoreError) in try RuleFile.encode(rule, checkedBy: &reader) }))
    }
    return try git { () throws(GitError) in
      let updates = try files.map { path, bytes throws(GitError) -> TreeUpdate in
        guard let bytes else { return .remove(path: path) }
        return .write(path: path, blob: try writer.writeBlob(bytes))
      }
      let tree = try writer.writeTree(basedOn: try writer.repository.commit(base.object).tree, updates)
      let commit = try writer.writeCommit(
        tree: tree, parents: [base.object], message: Self.message(files.map(\.path), run: run), signature: signature,
        signer: signer)
      try writer.store()
      let repository = try Repository(path: path, identity: signature)
      try turn.move(reference, of: repository, from: base.object, to: commit, message: "ltm: mend rule files")
      return RevisionID(commit)
    }
  }

  private static let namedFiles = 20

  private static func message(_ paths: [String], run: RunContext) -> String {
    let named = paths.prefix(namedFiles).map { SecretScanner.masked($0).onOneLine }
    let rest = paths.count > named.count ? ["and \(paths.count - named.count) more"] : []
    return """
      Mend rule files

      Each in its canonical form at its own place; what the rules say is the same, but for secrets, which are masked.

      \((named + rest).joined(separator: "\n"))

      Mended-by: ltm doctor
      Run: \(run.id.onOneLine)

      """
  }
}
