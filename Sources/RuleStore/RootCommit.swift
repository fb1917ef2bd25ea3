import Git

/// The commit with which the history of every branch of every store begins.
///
/// It is the same everywhere, to the bit: so the branches of a store, and stores that began on two machines, have a
/// common ancestor, and `git merge` brings them together as it does any two branches. It holds no rule, only the line
/// that has git merge rule files by `ltm merge-driver` where that is set up, and by itself elsewhere.
enum RootCommit {
  static let attributesPath = ".gitattributes"
  static let attributes = "/rules/** merge=ltm-rule\n"
  static let message = "Begin the rule store\n"
  /// Any fixed time that is before every run.
  static let signature = Signature(name: "ltm", email: "ltm@localhost", seconds: 0)

  /// Adds it to what is new, where the repository does not have it.
  ///
  /// - Returns: the commit, and its tree to go on with.
  /// - Throws: `GitError`.
  static func write(to writer: ObjectWriter) throws(GitError) -> (commit: ObjectID, tree: TreeDraft) {
    let tree = try writer.draft(basedOn: nil)
    try tree.apply([.write(path: attributesPath, blob: try writer.writeBlob(Array(attributes.utf8)))])
    let id = try writer.write(tree)
    return (try writer.writeCommit(tree: id, parents: [], message: message, signature: signature), tree)
  }

  /// Whether a commit is it.
  static func isRoot(_ commit: Commit) -> Bool {
    commit.parents.isEmpty && commit.message == message && commit.author == signature
  }
}
