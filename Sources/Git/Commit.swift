import CLibgit2

/// A commit, read.
package struct Commit: Hashable, Sendable {
  package let id: ObjectID
  package let tree: ObjectID
  package let parents: [ObjectID]
  package let author: Signature
  /// Who put it where it is: another one than the author where it was picked, rebased or amended.
  package let committer: Signature
  /// The whole message; bytes that are not UTF-8 are replaced.
  package let message: String

  /// - Parameter handle: a `git_commit`, which stays the caller's.
  init(id: ObjectID, handle: OpaquePointer) {
    self.id = id
    tree = ObjectID(git_commit_tree_id(handle).pointee)
    parents = (0..<git_commit_parentcount(handle)).compactMap { index in
      git_commit_parent_id(handle, index).map { ObjectID($0.pointee) }
    }
    author = Signature(git_commit_author(handle))
    committer = Signature(git_commit_committer(handle))
    message = String(cString: git_commit_message(handle))
  }

  /// The first line of the message.
  package var subject: String { String(message.prefix { !$0.isNewline }) }
}
