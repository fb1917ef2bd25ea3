import CLibgit2

/// Where files are read.
package protocol BlobReading {
  /// The bytes of a file; nil when it is larger than the limit.
  ///
  /// - Throws: ``GitError``: ``GitError/Code/corrupt`` when it is missing or damaged.
  func blob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8]?
}

extension Repository: BlobReading {
  /// Tells whether an object is there.
  package func contains(_ id: ObjectID) -> Bool {
    var raw = id.raw
    return git_odb_exists(objects, &raw) == 1
  }

  /// Reads a commit.
  ///
  /// - Throws: ``GitError``: ``GitError/Code/corrupt`` when it is missing or damaged.
  package func commit(_ id: ObjectID) throws(GitError) -> Commit {
    try withCommit(id) { Commit(id: id, handle: $0) }
  }

  /// The names in a directory, in git's order.
  ///
  /// - Throws: ``GitError``: ``GitError/Code/corrupt`` when it is missing or damaged.
  package func tree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
    try withTree(id) { tree in
      (0..<git_tree_entrycount(tree)).compactMap { index in
        git_tree_entry_byindex(tree, index).map(TreeEntry.init(handle:))
      }
    }
  }

  /// The bytes of a tree as they are stored.
  ///
  /// - Throws: ``GitError``: ``GitError/Code/corrupt`` when it is missing or damaged.
  func treeBytes(_ id: ObjectID) throws(GitError) -> [UInt8] {
    try intact(id) { () throws(GitError) in
      var raw = id.raw
      let object = try make("git_odb_read") { git_odb_read($0, objects, &raw) }
      defer { git_odb_object_free(object) }
      guard git_odb_object_type(object) == GIT_OBJECT_TREE else {
        throw GitError(.corrupt, "is not a tree", operation: "git_odb_read")
      }
      return Array(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
    }
  }

  /// What is at a path below a tree; nil when there is nothing.
  ///
  /// - Throws: ``GitError`` when an object on the way is missing or damaged.
  package func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
    var current = tree
    var found: TreeEntry?
    // Name by name, so that a missing object is an error and not an absent path.
    for name in path.split(separator: "/") {
      if let found, found.kind != .directory { return nil }
      found = try withTree(current) { tree in
        git_tree_entry_byname(tree, String(name)).map(TreeEntry.init(handle:))
      }
      guard let found else { return nil }
      current = found.id
    }
    return found
  }

  /// The bytes of a file; nil when it is larger than the limit, in which case it is not read.
  ///
  /// - Throws: ``GitError``: ``GitError/Code/corrupt`` when it is missing or damaged.
  package func blob(_ id: ObjectID, limit: Int = .max) throws(GitError) -> [UInt8]? {
    try intact(id) { () throws(GitError) in try readBlob(id, limit: limit) }
  }

  private func readBlob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8]? {
    var raw = id.raw
    var size = 0
    var type = GIT_OBJECT_INVALID
    try check("git_odb_read_header", git_odb_read_header(&size, &type, objects, &raw))
    guard type == GIT_OBJECT_BLOB else { throw GitError(.corrupt, "is not a file", operation: "git_odb_read_header") }
    guard size <= limit else { return nil }
    let object = try make("git_odb_read") { git_odb_read($0, objects, &raw) }
    defer { git_odb_object_free(object) }
    return Array(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
  }

  /// Every path at which two trees differ, in order of name within each directory; directories with the same id are
  /// not entered.
  ///
  /// Trees may share subtrees, so that a small repository can hold more paths than there is time for: a directory
  /// deeper than `depth` levels is listed, not entered, and more than `limit` paths are an error.
  ///
  /// - Parameters:
  ///   - before: a tree; nil for an empty one.
  ///   - after: a tree; nil for an empty one.
  /// - Throws: ``GitError`` when a tree is missing or damaged; ``GitError/Code/unsupported`` for too many paths.
  package func differences(
    from before: ObjectID?, to after: ObjectID?, depth: Int = 4, limit: Int = 1_000_000
  ) throws(GitError) -> [TreeDifference] {
    var differences: [TreeDifference] = []
    try collectDifferences(before, after, prefix: "", depth: depth, limit: limit, into: &differences)
    return differences
  }

  private func collectDifferences(
    _ before: ObjectID?, _ after: ObjectID?, prefix: String, depth: Int, limit: Int,
    into differences: inout [TreeDifference]
  ) throws(GitError) {
    guard before != after else { return }
    // By bytes: as strings, names that differ only in how an accent is written would be one.
    var old: [[UInt8]: TreeEntry] = [:]
    var new: [[UInt8]: TreeEntry] = [:]
    for entry in try before.map(tree) ?? [] { old[entry.bytes] = entry }
    for entry in try after.map(tree) ?? [] {
      if old[entry.bytes] == entry { old[entry.bytes] = nil } else { new[entry.bytes] = entry }
    }
    for key in Set(old.keys).union(new.keys).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let (was, now) = (old[key], new[key])
      guard let name = (was ?? now)?.name else { continue }
      let entered = [was, now].map { depth > 0 && $0?.kind == .directory }
      try collectDifferences(
        entered[0] ? was?.id : nil, entered[1] ? now?.id : nil, prefix: "\(prefix)\(name)/", depth: depth - 1,
        limit: limit, into: &differences)
      let (before, after) = (entered[0] ? nil : was, entered[1] ? nil : now)
      guard before != nil || after != nil else { continue }
      guard differences.count < limit else {
        throw GitError(.unsupported, "more than \(limit) files", operation: "compare trees", path: path)
      }
      differences.append(TreeDifference(path: prefix + name, before: before, after: after))
    }
  }

  /// Calls `body` with a `git_tree`.
  func withTree<Value>(_ id: ObjectID, _ body: (OpaquePointer) throws(GitError) -> Value) throws(GitError) -> Value {
    try intact(id) { () throws(GitError) in
      var raw = id.raw
      let tree = try make("git_tree_lookup") { git_tree_lookup($0, handle, &raw) }
      defer { git_tree_free(tree) }
      return try body(tree)
    }
  }

  /// Calls `body` with a `git_commit`.
  func withCommit<Value>(_ id: ObjectID, _ body: (OpaquePointer) throws(GitError) -> Value) throws(GitError) -> Value {
    try intact(id) { () throws(GitError) in
      var raw = id.raw
      let commit = try make("git_commit_lookup") { git_commit_lookup($0, handle, &raw) }
      defer { git_commit_free(commit) }
      return try body(commit)
    }
  }

  /// Names the object in an error. One that another object or a reference names and that is not there is damage.
  private func intact<Value>(_ id: ObjectID, _ body: () throws(GitError) -> Value) throws(GitError) -> Value {
    do {
      try checkFile(of: id)
      return try body()
    } catch {
      var error = error
      if error.code == .notFound {
        error.code = .corrupt
        error.message = "object is missing"
      }
      if error.path == nil { error.path = "\(path): object \(id)" }
      throw error
    }
  }
}
