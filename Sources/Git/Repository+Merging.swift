import CLibgit2
import FoundationEssentials

extension Repository {
  /// The commits that git takes as the state before both when it merges two, in order of id: none where they have
  /// nothing in common, several where each was merged into the other.
  ///
  /// - Throws: ``GitError``: ``GitError/Code/corrupt`` when a commit on the way is missing or damaged.
  package func mergeBases(of left: ObjectID, and right: ObjectID) throws(GitError) -> [ObjectID] {
    try checkLooseFiles()
    var found = git_oidarray()
    defer { git_oidarray_dispose(&found) }
    var (one, two) = (left.raw, right.raw)
    do {
      try check("git_merge_bases", path: path, git_merge_bases(&found, handle, &one, &two))
    } catch {
      // The same code for no common ancestor and for a commit that is missing.
      if error.code == .notFound {
        for id in [left, right] { _ = try history(of: id) }
        return []
      }
      throw error
    }
    return UnsafeBufferPointer(start: found.ids, count: found.count).map(ObjectID.init).sorted()
  }

  /// Whether a commit is the other one or can be reached from it.
  ///
  /// - Throws: ``GitError`` when a commit on the way is missing or damaged.
  package func isAncestor(_ commit: ObjectID, of other: ObjectID) throws(GitError) -> Bool {
    guard commit != other else { return true }
    try checkLooseFiles()
    var (ancestor, descendant) = (commit.raw, other.raw)
    let result = git_graph_descendant_of(handle, &descendant, &ancestor)
    try check("git_graph_descendant_of", path: path, result)
    return result == 1
  }

  /// Every commit that can be reached from one and not from another, children before parents.
  ///
  /// - Throws: ``GitError`` when a commit on the way is missing or damaged.
  package func history(of commit: ObjectID, notIn other: ObjectID) throws(GitError) -> [ObjectID] {
    try checkLooseFiles()
    let walk = try make("git_revwalk_new", path: path) { git_revwalk_new($0, handle) }
    defer { git_revwalk_free(walk) }
    try check(
      "git_revwalk_sorting", path: path,
      git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue))
    var (raw, hidden) = (commit.raw, other.raw)
    try check("git_revwalk_push", path: path, git_revwalk_push(walk, &raw))
    try check("git_revwalk_hide", path: path, git_revwalk_hide(walk, &hidden))
    var history: [ObjectID] = []
    while true {
      let result = git_revwalk_next(&raw, walk)
      if result == GIT_ITEROVER.rawValue { return history }
      try check("git_revwalk_next", path: path, result)
      history.append(ObjectID(raw))
    }
  }

  /// Checks every object that has a file of its own, for libgit2's walks read them without ``checkFile(of:)``.
  private func checkLooseFiles() throws(GitError) {
    let directory = "\(path)/objects"
    let shards = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    for shard in shards.sorted() where shard.utf8.count == 2 {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(shard)")) ?? [] {
        if let id = ObjectID(hex: shard + name) { try checkFile(of: id) }
      }
    }
  }
}
