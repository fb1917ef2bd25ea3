import CLibgit2
import FoundationEssentials
import Glibc

/// A pack's way into the store.
enum PackFile {
  /// So many objects are all read back, and about as many of a larger pack.
  private static let readBack = 1000

  /// Writes a pack and gives it its place: first the pack, then the index.
  ///
  /// libgit2 writes them in its place the other way round. A `git gc` that sees an index without its pack removes it
  /// as garbage, which can happen as late as after the branch has moved.
  ///
  /// - Returns: the ids of the objects in it, in their order.
  /// - Throws: ``GitError`` when it could not be written, or an object in it is not what it is to be.
  static func store(_ pack: borrowing PackDraft, in path: String) throws(GitError) -> [ObjectID] {
    let draft = "\(path)/objects/\(Repository.draftPrefix)\(UUID().uuidString)"
    guard mkdir(draft, 0o777) == 0 else { throw GitError(errno: errno, operation: "mkdir", path: draft) }
    defer { try? FileManager.default.removeItem(atPath: draft) }
    let indexer = try make("git_indexer_new", path: path) { git_indexer_new($0, draft, 0o644, nil, nil) }
    defer { git_indexer_free(indexer) }
    var progress = git_indexer_progress()
    let ids = try pack.write { size throws(GitError) in
      try reserve(size, in: draft)
    } piece: { bytes throws(GitError) in
      try check(
        "git_indexer_append", path: path, git_indexer_append(indexer, bytes.baseAddress, bytes.count, &progress))
    }
    try check("git_indexer_commit", path: path, git_indexer_commit(indexer, &progress))
    guard let name = git_indexer_name(indexer).map({ "pack-\(String(cString: $0))" }) else {
      throw GitError(.other, "a pack without a name", operation: "git_indexer_name", path: path)
    }
    try Repository.keepPack(name, draft: draft, in: path)
    for file in ["\(name).pack", "\(name).idx"] {
      // It had to be opened for writing once more.
      try makeReadOnly("\(draft)/\(file)")
      guard rename("\(draft)/\(file)", "\(path)/objects/pack/\(file)") == 0 else {
        throw GitError(errno: errno, operation: "rename", path: "\(draft)/\(file)")
      }
    }
    try Repository.synchronise("\(path)/objects/pack")
    return ids
  }

  private static func makeReadOnly(_ file: String) throws(GitError) {
    var status = stat()
    guard lstat(file, &status) == 0, chmod(file, status.st_mode & 0o444) == 0 else {
      throw GitError(errno: errno, operation: "chmod", path: file)
    }
  }

  /// Takes the space that the file needs.
  ///
  /// The indexer writes through a mapping of the file: on a full disk that is a signal that ends the process, not an
  /// error.
  private static func reserve(_ size: Int, in draft: String) throws(GitError) {
    let names = try? FileManager.default.contentsOfDirectory(atPath: draft)
    guard let name = names?.first, names?.count == 1 else { return }
    let file = "\(draft)/\(name)"
    let descriptor = open(file, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw GitError(errno: errno, operation: "open", path: file) }
    defer { close(descriptor) }
    guard ltm_fallocate(descriptor, ltm_fallocate_keep_size, 0, Int64(size)) != 0 else { return }
    // Not every file system can.
    guard errno != EOPNOTSUPP, errno != ENOSYS, errno != EINVAL else { return }
    throw GitError(errno: errno, operation: "fallocate", path: file)
  }

  /// Reads new objects from a fresh handle: what an older one holds in memory answers for objects that are not on disk.
  ///
  /// Every one must be in an index, which the indexer wrote from what it read in the file. Of more than a thousand only
  /// a part is read itself, which checks its hash: the newest commit and every nth of the others. Each was put together
  /// and hashed from the file a moment ago, so that reading all again would find only what the disk changed since, and
  /// takes as long as the indexer.
  ///
  /// - Throws: ``GitError`` with ``GitError/Code/corrupt``.
  static func readBack(_ ids: [ObjectID], in path: String) throws(GitError) {
    let fresh = try Repository(path: path)
    let step = max(1, ids.count / readBack)
    for (index, id) in ids.enumerated() {
      var raw = id.raw
      do throws(GitError) {
        if index.isMultiple(of: step) {
          git_odb_object_free(try make("git_odb_read") { git_odb_read($0, fresh.objects, &raw) })
        } else if git_odb_exists(fresh.objects, &raw) != 1 {
          throw GitError(.notFound, "is not there", operation: "git_odb_exists")
        }
      } catch {
        throw GitError(
          .corrupt, "a new object does not come back: \(error.message)", operation: error.operation,
          path: "\(path): object \(id)")
      }
    }
  }
}
