import CLibgit2
import FoundationEssentials
import Glibc

/// New objects, kept in memory until they are stored together as one pack.
///
/// It reads through a handle of its own, in which what is new is already there; nobody else sees it before
/// ``store()``.
package final class ObjectWriter {
  /// The repository with the new objects in it.
  package let repository: Repository
  /// The repository without them.
  private let stored: Repository
  private let memory: UnsafeMutablePointer<git_odb_backend>
  /// The new objects with the names by which the pack builder groups similar ones, in order of writing.
  private var new: [(id: ObjectID, name: String)] = []
  private var known: Set<ObjectID> = []

  /// Begins with nothing new.
  ///
  /// - Throws: ``GitError`` when the repository cannot be opened.
  package init(path: String, identity: Signature) throws(GitError) {
    repository = try Repository(path: path, identity: identity)
    stored = try Repository(path: path)
    // libgit2 reads the directory of packs again for every object it does not find, which is every new one. Both
    // handles are fresh, so there is nothing to find; if `git gc` takes a pack away meanwhile, the read fails and
    // the caller begins again with a fresh writer.
    for objects in [repository.objects, stored.objects] {
      for position in 0..<git_odb_num_backends(objects) {
        var backend: UnsafeMutablePointer<git_odb_backend>?
        try check("git_odb_get_backend", path: path, git_odb_get_backend(&backend, objects, position))
        backend?.pointee.refresh = nil
      }
    }
    var backend: UnsafeMutablePointer<git_odb_backend>?
    try check("git_mempack_new", git_mempack_new(&backend))
    guard let backend else { throw GitError(.other, "no object and no error", operation: "git_mempack_new") }
    memory = backend
    // Before the files (whose priorities are 1 and 2), so that every write goes to memory. The database owns it now.
    try check("git_odb_add_backend", path: path, git_odb_add_backend(repository.objects, memory, 999))
  }

  /// Adds a file.
  ///
  /// - Throws: ``GitError`` when libgit2 fails.
  package func writeBlob(_ content: [UInt8], name: String) throws(GitError) -> ObjectID {
    var raw = git_oid()
    try check(
      "git_odb_write", path: repository.path,
      git_odb_write(&raw, repository.objects, content, content.count, GIT_OBJECT_BLOB))
    return record(ObjectID(raw), name: name)
  }

  /// Adds a tree that differs from another one by the updates, together with the directories in between.
  ///
  /// - Parameters:
  ///   - base: the tree to begin with; nil for an empty one.
  ///   - updates: at most one for each path; a removed path must be there.
  /// - Throws: ``GitError``: ``GitError/Code/invalid`` for two updates of one path, which libgit2 leaves undefined.
  package func writeTree(basedOn base: ObjectID?, _ updates: [TreeUpdate]) throws(GitError) -> ObjectID {
    let updates = updates.sorted { $0.path < $1.path }
    guard zip(updates, updates.dropFirst()).allSatisfy({ $0.path != $1.path }) else {
      throw GitError(.invalid, "two updates of one path", operation: "git_tree_create_updated", path: repository.path)
    }
    let names = updates.map { strdup($0.path) }
    defer { for name in names { free(name) } }
    let raws = zip(updates, names).map { update, name in
      switch update {
      case .write(_, let blob):
        git_tree_update(
          action: GIT_TREE_UPDATE_UPSERT, id: blob.raw, filemode: GIT_FILEMODE_BLOB, path: UnsafePointer(name))
      case .remove:
        git_tree_update(
          action: GIT_TREE_UPDATE_REMOVE, id: git_oid(), filemode: GIT_FILEMODE_BLOB, path: UnsafePointer(name))
      }
    }
    func create(_ base: OpaquePointer?) throws(GitError) -> ObjectID {
      var raw = git_oid()
      try check(
        "git_tree_create_updated", path: repository.path,
        git_tree_create_updated(&raw, repository.handle, base, raws.count, raws))
      return ObjectID(raw)
    }
    let root = if let base { try repository.withTree(base, create) } else { try create(nil) }
    record(root, name: "")
    for directory in Set(updates.flatMap { Self.directories(above: $0.path) }).sorted() {
      if let entry = try repository.entry(at: directory, in: root) { record(entry.id, name: directory) }
    }
    return root
  }

  /// Adds a commit; no reference moves.
  ///
  /// - Parameters:
  ///   - signature: author and committer.
  ///   - signer: who signs it; nil for nobody.
  /// - Throws: ``GitError`` when a parent or the tree is missing, or the message cannot stand in a commit.
  package func writeCommit(
    tree: ObjectID, parents: [ObjectID], message: String, signature: Signature, signer: CommitSigner? = nil
  ) throws(GitError) -> ObjectID {
    guard !message.utf8.contains(0) else {
      throw GitError(.invalid, "a message has no NUL character", operation: "git_commit_create_buffer")
    }
    var handles: [OpaquePointer?] = []
    defer { for handle in handles { git_commit_free(handle) } }
    for parent in parents {
      var raw = parent.raw
      handles.append(
        try make("git_commit_lookup", path: repository.path) { git_commit_lookup($0, repository.handle, &raw) })
    }
    // Not `git_commit_create`: up to libgit2 1.9 it reports success when the commit could not be written.
    var content = git_buf()
    defer { git_buf_dispose(&content) }
    try repository.withTree(tree) { tree throws(GitError) in
      try signature.withRaw { signature throws(GitError) in
        try check(
          "git_commit_create_buffer", path: repository.path,
          git_commit_create_buffer(
            &content, repository.handle, signature, signature, nil, message, tree, handles.count, &handles))
      }
    }
    var bytes = Array(UnsafeRawBufferPointer(start: content.ptr, count: content.size))
    if let signer { bytes = try signer.signing(bytes) }
    var raw = git_oid()
    try check(
      "git_odb_write", path: repository.path,
      git_odb_write(&raw, repository.objects, bytes, bytes.count, GIT_OBJECT_COMMIT))
    return record(ObjectID(raw), name: "")
  }

  /// Stores everything new as one pack, on disk and read back when this returns.
  ///
  /// - Throws: ``GitError`` when it could not be written; then nothing refers to what may be there of it.
  ///   ``GitError/Code/corrupt`` when an object did not come back, which a `git gc` at the same time can cause.
  package func store() throws(GitError) {
    guard !new.isEmpty else { return }
    let path = repository.path
    let builder = try make("git_packbuilder_new", path: path) { git_packbuilder_new($0, repository.handle) }
    defer { git_packbuilder_free(builder) }
    // Exactly the new ones: `git_mempack_dump` would add the whole tree of every commit.
    for object in new {
      var raw = object.id.raw
      try check("git_packbuilder_insert", path: path, git_packbuilder_insert(builder, &raw, object.name))
    }
    try write(builder)
    // From a fresh handle: this one's memory and cache answer for objects that are not on disk. Reading checks the
    // object's hash.
    let fresh = try Repository(path: path)
    for object in new {
      var raw = object.id.raw
      do {
        git_odb_object_free(try make("git_odb_read") { git_odb_read($0, fresh.objects, &raw) })
      } catch {
        throw GitError(
          .corrupt, "a new object does not come back: \(error.message)", operation: error.operation,
          path: "\(path): object \(object.id)")
      }
    }
    try check("git_mempack_reset", path: path, git_mempack_reset(memory))
    new = []
  }

  /// Writes the pack and gives it its place: first the pack, then the index.
  ///
  /// libgit2 writes them in its place the other way round. A `git gc` that sees an index without its pack removes it
  /// as garbage, which can happen as late as after the branch has moved.
  private func write(_ builder: OpaquePointer) throws(GitError) {
    let path = repository.path
    let draft = "\(path)/objects/\(Repository.draftPrefix)\(UUID().uuidString)"
    guard mkdir(draft, 0o777) == 0 else { throw GitError(errno: errno, operation: "mkdir", path: draft) }
    defer { try? FileManager.default.removeItem(atPath: draft) }
    try check("git_packbuilder_write", path: path, git_packbuilder_write(builder, draft, 0, nil, nil))
    guard let name = git_packbuilder_name(builder).map({ "pack-\(String(cString: $0))" }) else {
      throw GitError(.other, "a pack without a name", operation: "git_packbuilder_name", path: path)
    }
    for file in ["\(name).pack", "\(name).idx"] {
      guard rename("\(draft)/\(file)", "\(path)/objects/pack/\(file)") == 0 else {
        throw GitError(errno: errno, operation: "rename", path: "\(draft)/\(file)")
      }
    }
    try Repository.synchronise("\(path)/objects/pack")
  }

  @discardableResult
  private func record(_ id: ObjectID, name: String) -> ObjectID {
    var raw = id.raw
    if known.insert(id).inserted, git_odb_exists_ext(stored.objects, &raw, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 0 {
      new.append((id, name))
    }
    return id
  }

  /// `a`, `a/b` for `a/b/c`.
  private static func directories(above path: String) -> [String] {
    let names = path.split(separator: "/").dropLast()
    return names.indices.map { names[...$0].joined(separator: "/") }
  }
}
