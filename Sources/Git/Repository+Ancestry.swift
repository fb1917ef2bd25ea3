import CLibgit2

extension Repository {
  /// The commits that git takes as the state before both when it merges two: none where they have nothing in common,
  /// several where each was merged into the other.
  ///
  /// - Throws: ``GitError`` when a commit on the way is missing or damaged.
  package func mergeBases(of one: ObjectID, and other: ObjectID) throws(GitError) -> [ObjectID] {
    var (left, right) = (one.raw, other.raw)
    var bases = git_oidarray()
    do {
      try check("git_merge_bases", path: path, git_merge_bases(&bases, handle, &left, &right))
    } catch {
      if error.code == .notFound { return [] }
      throw error
    }
    defer { git_oidarray_dispose(&bases) }
    return UnsafeBufferPointer(start: bases.ids, count: bases.count).map { ObjectID($0) }
  }
}
