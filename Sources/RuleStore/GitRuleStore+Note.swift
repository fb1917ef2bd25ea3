package import Git

extension GitRuleStore {
  package func note(
    _ subject: String, _ trailers: [Trailer], in run: RunContext
  ) throws(RuleStoreError) -> RevisionID {
    let message = CommitMessage(subject: subject, trailers, run: run).text
    let revision = try advance(in: run, note: "ltm: a note of run \(run.id.onOneLine)") {
      writer, base, draft throws(RuleStoreError) in
      let tree = try git { () throws(GitError) in try writer.write(draft) }
      return .commit(tree: tree, parents: [base], message: message)
    }
    guard let revision else {
      throw .git(GitError(.other, "no commit and no error", operation: "note", path: path))
    }
    return revision
  }

  /// Whether a name can stand in a commit's trailer as it is: on one line, not too long, no secret.
  package static func canName(_ text: String) -> Bool { CommitMessage.canHold(text) }
}
