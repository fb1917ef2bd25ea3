/// The commits that can be reached from one, children before parents, read one at a time.
///
/// As long as history is a line, no more is read than was asked for; from the first merge on the order of all the rest
/// has to be known.
package struct CommitWalk {
  private enum Way {
    case line(ObjectID?)
    case order(ArraySlice<ObjectID>)
  }

  private let repository: Repository
  private var way: Way

  package init(_ repository: Repository, from commit: ObjectID) {
    self.repository = repository
    way = .line(commit)
  }

  /// Whether no merge was met yet.
  package var isLine: Bool {
    if case .line = way { true } else { false }
  }

  /// The next commit; nil after the last one.
  ///
  /// - Throws: ``GitError``: ``GitError/Code/corrupt`` when a commit on the way is missing or damaged.
  package mutating func next() throws(GitError) -> Commit? {
    switch way {
    case .line(nil): return nil
    case .line(let id?):
      let commit = try repository.commit(id)
      way = commit.parents.count > 1 ? .order(try repository.history(of: id).dropFirst()) : .line(commit.parents.first)
      return commit
    case .order(let rest):
      guard let id = rest.first else { return nil }
      way = .order(rest.dropFirst())
      return try repository.commit(id)
    }
  }
}
