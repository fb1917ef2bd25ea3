package import Git
import Rules
import Secrets

extension GitRuleStore {
  /// Rewrites rule files in their canonical form at their own places, as one ordinary commit that says so.
  ///
  /// Nothing that a file says is lost: one with members that a rule does not have, or that cannot be read, stays.
  ///
  /// - Returns: the commit; nil when there was nothing to do.
  /// - Throws: ``RuleStoreError`` when the store could not be written; then it is as it was.
  package func mendFiles(in run: RunContext, under lock: borrowing RunLock) throws(RuleStoreError) -> RevisionID? {
    guard try head() != nil else { return nil }
    return try advance(in: run, note: "ltm: mend rule files") { writer, base, draft throws(RuleStoreError) in
      let mended = try RuleFileInspection(writer.repository, at: RevisionID(base)).mended.sorted { $0.key < $1.key }
      guard !mended.isEmpty else { return nil }
      var reader = RuleReader()
      var updates: [TreeUpdate] = []
      for (path, rule) in mended {
        guard let rule else {
          updates.append(.remove(path: path))
          continue
        }
        let bytes = try RuleFile.encode(rule, checkedBy: &reader)
        updates.append(.write(path: path, blob: try git { () throws(GitError) in try writer.writeBlob(bytes) }))
      }
      let tree = try git { () throws(GitError) in
        try draft.apply(updates)
        return try writer.write(draft)
      }
      return .commit(tree: tree, parents: [base], message: Self.message(mended.map(\.key), run: run))
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
