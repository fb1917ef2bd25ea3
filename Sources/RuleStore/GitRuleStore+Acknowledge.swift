import Git
package import Rules

extension GitRuleStore {
  /// So many rules are named in words.
  private static let namedRules = 20

  /// Writes down that a person looked at rules and left them as they are: one commit that changes no file, with a
  /// trailer `Accepted: ID` for each.
  ///
  /// - Parameters:
  ///   - rules: in the form that was looked at; a rule that the job took away, in its last one.
  ///   - run: the review.
  /// - Returns: the commit; nil for no rules.
  /// - Throws: ``RuleStoreError`` when the store could not be written; then it is as it was.
  package func acknowledge(_ rules: [Rule], in run: RunContext) throws(RuleStoreError) -> RevisionID? {
    guard !rules.isEmpty else { return nil }
    let rules = rules.sorted { $0.id < $1.id }
    let message = CommitMessage(accepting: rules, named: Self.namedRules, run: run).text
    return try advance(in: run, note: "ltm: review \(run.id.onOneLine)") { writer, base, draft throws(RuleStoreError) in
      let tree = try git { () throws(GitError) in try writer.write(draft) }
      return .commit(tree: tree, parents: [base], message: message)
    }
  }

  /// How a branch moves on.
  enum Step {
    case commit(tree: ObjectID, parents: [ObjectID], message: String)
    /// To a commit that is there.
    case move(to: ObjectID)
  }

  /// Moves the branch on by one step, by compare and swap, as often as others move it meanwhile.
  ///
  /// - Parameter make: the step from a base; nil for none. It is called again when the base moved.
  /// - Returns: where the branch is then; nil when there was nothing to do.
  func advance(
    in run: RunContext, note: String,
    _ make: (ObjectWriter, _ base: ObjectID, _ tree: TreeDraft) throws(RuleStoreError) -> Step?
  ) throws(RuleStoreError) -> RevisionID? {
    let signature = signature(of: run)
    let turn = try commitLock()
    try git { () throws(GitError) in _ = try turn.removeLeftovers() }
    return try retrying { () throws(RuleStoreError) in
      let writer = try git { () throws(GitError) in try ObjectWriter(path: path, identity: signature) }
      let old = try git { () throws(GitError) in try writer.repository.target(of: reference) }
      let (base, tree) = try git { () throws(GitError) in
        guard let old else { return try RootCommit.write(to: writer) }
        return (old, try writer.draft(basedOn: try writer.repository.commit(old).tree))
      }
      guard let step = try make(writer, base, tree) else { return nil }
      return try git { () throws(GitError) in
        let commit: ObjectID
        switch step {
        case .move(let target): commit = target
        case .commit(let tree, let parents, let message):
          commit = try writer.writeCommit(
            tree: tree, parents: parents, message: message, signature: signature, signer: author.signer)
          try writer.store()
        }
        let repository = try Repository(path: path, identity: signature)
        try turn.move(reference, of: repository, from: old, to: commit, message: note)
        return RevisionID(commit)
      }
    }
  }
}
