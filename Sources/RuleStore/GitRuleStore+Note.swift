package import Git

extension GitRuleStore {
  package func note(
    _ subject: String, _ trailers: [Trailer], in run: RunContext
  ) throws(RuleStoreError) -> RevisionID {
    let signature = signature(of: run)
    let message = CommitMessage(subject: subject, trailers, run: run).text
    let turn = try commitLock()
    try git { () throws(GitError) in _ = try turn.removeLeftovers() }
    return try retrying { () throws(RuleStoreError) in
      try git { () throws(GitError) in
        let writer = try ObjectWriter(path: path, identity: signature)
        let base = try writer.repository.target(of: branch.reference)
        var (parent, tree): (ObjectID, ObjectID)
        if let base {
          (parent, tree) = (base, try writer.repository.commit(base).tree)
        } else {
          let root = try RootCommit.write(to: writer)
          (parent, tree) = (root.commit, try writer.write(root.tree))
        }
        let commit = try writer.writeCommit(
          tree: tree, parents: [parent], message: message, signature: signature, signer: author.signer)
        try writer.store()
        let repository = try Repository(path: path, identity: signature)
        try turn.move(
          branch.reference, of: repository, from: base, to: commit, message: "ltm: a note of run \(run.id.onOneLine)")
        return RevisionID(commit)
      }
    }
  }

  /// Whether a name can stand in a commit's trailer as it is: on one line, not too long, no secret.
  package static func canName(_ text: String) -> Bool { CommitMessage.canHold(text) }
}
