import CLibgit2
import FoundationEssentials
import Glibc

/// New objects, kept in memory until they are stored together as one pack.
///
/// Nobody else sees them before ``store()``. The pack is our own stream, in which every version of a directory but the
/// last one is written as its difference from the next: libgit2's pack builder looks for such differences among all
/// objects, and its `git_mempack_dump` adds the whole tree of every commit. The stream goes through libgit2's indexer,
/// which puts every object together again, gives it its id and looks for attempts at a collision. So nothing is in the
/// index that cannot be read from the file beside it.
///
/// Measured with 10,000 commits of one rule each beside `git fast-import`: `make bench`, rows `commits`.
package final class ObjectWriter: BlobReading {
  /// The repository without the new objects.
  package let repository: Repository
  private var pack = PackDraft()
  private var directories: [(directory: TreeDraft.Directory, group: Int)] = []
  private var groups: [ObjectIdentifier: Int] = [:]
  /// Trees that are in the repository or are to be in the pack.
  private var knownTrees: Set<ObjectID> = []
  private var knownCommits: Set<ObjectID> = []

  /// So many deltas may follow each other: git's own limit.
  private static let deltaDepth = 50

  /// Begins with nothing new.
  ///
  /// - Throws: ``GitError`` when the repository cannot be opened.
  package init(path: String, identity: Signature) throws(GitError) {
    repository = try Repository(path: path, identity: identity)
  }

  /// Adds a file.
  ///
  /// - Throws: ``GitError`` when there is no memory.
  package func writeBlob(_ content: [UInt8]) throws(GitError) -> ObjectID {
    let id = PackDraft.id(of: .blob, content)
    try pack.append(.blob, id, content)
    return id
  }

  /// A tree to be edited.
  ///
  /// - Parameter base: a stored tree; nil for an empty one.
  /// - Throws: ``GitError``: ``GitError/Code/corrupt`` when it is missing or damaged.
  package func draft(basedOn base: ObjectID?) throws(GitError) -> TreeDraft {
    try TreeDraft(repository, basedOn: base)
  }

  /// Adds a tree as it is now, together with the directories in it that changed.
  ///
  /// - Throws: ``GitError`` when there is no memory.
  package func write(_ draft: TreeDraft) throws(GitError) -> ObjectID {
    try draft.root.settle(add)
  }

  private func add(_ directory: TreeDraft.Directory) throws(GitError) -> ObjectID {
    let id = PackDraft.id(of: .tree, directory.tree.bytes)
    guard id != directory.written?.id else { return id }
    // Only a tree that is new can be what others are deltas of: so none is, by way of others, a delta of itself.
    if let written = directory.written, !written.isPending { knownTrees.insert(written.id) }
    let isNew = knownTrees.insert(id).inserted
    try settle(directory, before: isNew ? (id, directory.tree) : nil)
    directory.written = TreeDraft.Directory.Version(id: id, tree: directory.tree, isPending: isNew)
    return id
  }

  /// Puts the last version of a directory into the pack: as its difference from the one that follows, where there is
  /// one. So the latest, which is read most, is whole.
  private func settle(
    _ directory: TreeDraft.Directory, before next: (id: ObjectID, tree: TreeBytes)?
  ) throws(GitError) {
    let group = group(of: directory)
    guard let version = directory.written, version.isPending else { return }
    let bytes = version.tree.bytes
    if let next, directory.deltas < Self.deltaDepth, let delta = TreeDelta.make(of: version.tree, from: next.tree),
      delta.count < bytes.count / 2
    {
      directory.deltas += 1
      try pack.append(.tree, version.id, delta: delta, of: next.id, group: group)
    } else {
      directory.deltas = 0
      try pack.append(.tree, version.id, bytes, group: group)
    }
  }

  private func group(of directory: TreeDraft.Directory) -> Int {
    if let group = groups[ObjectIdentifier(directory)] { return group }
    let group = directories.count
    directories.append((directory, group))
    groups[ObjectIdentifier(directory)] = group
    return group
  }

  /// Adds a tree that differs from a stored one by the updates.
  ///
  /// - Throws: ``GitError`` as ``TreeDraft/apply(_:)``.
  package func writeTree(basedOn base: ObjectID?, _ updates: [TreeUpdate]) throws(GitError) -> ObjectID {
    let draft = try draft(basedOn: base)
    try draft.apply(updates)
    return try write(draft)
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
      throw GitError(.invalid, "a message has no NUL character", operation: "write a commit")
    }
    if !knownTrees.contains(tree) {
      try repository.withTree(tree) { _ in }
      knownTrees.insert(tree)
    }
    for parent in parents where !knownCommits.contains(parent) {
      try repository.withCommit(parent) { _ in }
      knownCommits.insert(parent)
    }
    let author = try signature.withRaw { raw in
      // libgit2 takes off what cannot stand in a name.
      "\(String(cString: raw.pointee.name)) <\(String(cString: raw.pointee.email))> \(signature.seconds) +0000"
    }
    var text = "tree \(tree)\n"
    for parent in parents { text += "parent \(parent)\n" }
    text += "author \(author)\ncommitter \(author)\n\n\(message)"
    var content = Array(text.utf8)
    if let signer { content = try signer.signing(content) }
    let id = PackDraft.id(of: .commit, content)
    try pack.append(.commit, id, content)
    knownCommits.insert(id)
    return id
  }

  /// The bytes of a file, new or stored; nil when it is larger than the limit.
  ///
  /// - Throws: ``GitError``: ``GitError/Code/corrupt`` when it is missing or damaged.
  package func blob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8]? {
    guard let content = pack.content(of: id, .blob) else { return try repository.blob(id, limit: limit) }
    return content.count <= limit ? content : nil
  }

  /// Stores everything new as one pack, on disk and read back when this returns.
  ///
  /// - Throws: ``GitError`` when it could not be written; then nothing refers to what may be there of it.
  ///   ``GitError/Code/corrupt`` when an object did not come back, which a `git gc` at the same time can cause.
  package func store() throws(GitError) {
    for (directory, _) in directories {
      try settle(directory, before: nil)
      directory.written = directory.written.map { .init(id: $0.id, tree: $0.tree, isPending: false) }
    }
    guard !pack.isEmpty else { return }
    let ids = try PackFile.store(pack, in: repository.path)
    try PackFile.readBack(ids, in: repository.path)
    pack = PackDraft()
  }
}
