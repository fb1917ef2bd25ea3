/// A tree that is edited in memory, directory by directory as edits need them.
///
/// Not usable after an edit has failed.
package final class TreeDraft {
  let root: Directory
  private let repository: Repository

  /// - Parameter base: the tree to begin with; nil for an empty one.
  /// - Throws: ``GitError``: ``GitError/Code/corrupt`` when it is missing or damaged.
  init(_ repository: Repository, basedOn base: ObjectID?) throws(GitError) {
    self.repository = repository
    root = try Directory(repository, base)
  }

  /// A directory as it is now.
  final class Directory {
    fileprivate(set) var tree: TreeBytes
    /// The directories in it that were read.
    fileprivate(set) var children: [[UInt8]: Directory] = [:]
    /// The names of those that changed since it was last written, in order of change.
    fileprivate(set) var changed: [[UInt8]] = []
    fileprivate var isChanged = false
    /// What it was when it was last written, or read.
    var written: Version?
    /// How many versions in a row are deltas, each of the one after it.
    var deltas = 0

    /// What a directory was.
    struct Version {
      let id: ObjectID
      let tree: TreeBytes
      /// Whether the pack is to hold it and does not yet.
      let isPending: Bool
    }

    fileprivate init(_ repository: Repository, _ id: ObjectID?) throws(GitError) {
      guard let id else {
        tree = TreeBytes()
        return
      }
      tree = TreeBytes(try repository.treeBytes(id))
      written = Version(id: id, tree: tree, isPending: false)
    }
  }

  /// What is at a path; nil when there is nothing. The id of a directory is the one it had when it was last written.
  ///
  /// - Throws: ``GitError`` when an object on the way is missing or damaged.
  package func entry(at path: String) throws(GitError) -> TreeEntry? {
    var (directory, names) = (root, Self.names(path))
    guard let last = names.popLast() else { return nil }
    for name in names {
      guard let next = try child(name, of: directory) else { return nil }
      directory = next
    }
    return switch try find(last, asDirectory: false, in: directory) {
    case .entry(let place): TreeEntry(place, in: directory.tree)
    case .absent, .damaged: nil
    }
  }

  /// Makes the updates.
  ///
  /// - Parameter updates: at most one for each path; a removed path must be there.
  /// - Throws: ``GitError``: ``GitError/Code/invalid`` for two updates of one path, a path that git allows in no tree, and
  ///   a file in the place of a directory or the other way round; ``GitError/Code/notFound`` for the removal of nothing.
  package func apply(_ updates: [TreeUpdate]) throws(GitError) {
    if updates.count > 1, Set(updates.map(\.path)).count != updates.count {
      throw GitError(.invalid, "two updates of one path", operation: "edit a tree", path: repository.path)
    }
    for update in updates {
      let names = Self.names(update.path)
      guard !names.isEmpty, names.allSatisfy(Self.isAllowed) else {
        throw GitError(.invalid, "is no path in a tree", operation: "edit a tree", path: update.path)
      }
      try apply(update, names[...], in: root)
    }
  }

  private func apply(
    _ update: TreeUpdate, _ names: ArraySlice<[UInt8]>, in directory: Directory
  ) throws(GitError) {
    guard let name = names.first else { return }
    directory.isChanged = true
    guard names.count == 1 else {
      guard let next = try child(name, of: directory, makes: update) else {
        throw GitError(.notFound, "there is nothing to remove", operation: "edit a tree", path: update.path)
      }
      if !next.isChanged { directory.changed.append(name) }
      try apply(update, names.dropFirst(), in: next)
      if next.tree.isEmpty, case .entry(let place) = try find(name, asDirectory: true, in: directory) {
        directory.tree.remove(place)
      }
      return
    }
    let found = try find(name, asDirectory: false, in: directory)
    switch (update, found) {
    case (_, .entry(let place)) where place.isDirectory:
      throw GitError(.invalid, "is a directory", operation: "edit a tree", path: update.path)
    case (.write(_, let blob), .entry(let place)):
      directory.tree.put(name, mode: TreeBytes.fileMode, id: blob, at: place.range)
    case (.write(_, let blob), .absent(let index)):
      directory.tree.put(name, mode: TreeBytes.fileMode, id: blob, at: index..<index)
    case (.remove, .entry(let place)): directory.tree.remove(place)
    case (.remove, .absent), (_, .damaged):
      throw GitError(.notFound, "there is nothing to remove", operation: "edit a tree", path: update.path)
    }
  }

  /// A directory in a directory; nil when there is none.
  ///
  /// - Parameter update: for a file that is to be written below, makes the directory.
  private func child(
    _ name: [UInt8], of directory: Directory, makes update: TreeUpdate? = nil
  ) throws(GitError) -> Directory? {
    if let child = directory.children[name], !child.tree.isEmpty { return child }
    switch try find(name, asDirectory: true, in: directory) {
    case .entry(let place) where place.isDirectory:
      let child = try Directory(repository, directory.tree.id(at: place))
      directory.children[name] = child
      return child
    case .entry:
      guard let update else { return nil }
      throw GitError(.invalid, "a file is in the place of a directory", operation: "edit a tree", path: update.path)
    case .absent(let index):
      guard case .write = update else { return nil }
      let child: Directory
      if let emptied = directory.children[name] { child = emptied } else { child = try Directory(repository, nil) }
      directory.children[name] = child
      // It gets its id when it is written.
      directory.tree.put(name, mode: TreeBytes.directoryMode, id: .zero, at: index..<index)
      return child
    case .damaged: return nil
    }
  }

  private func find(
    _ name: [UInt8], asDirectory: Bool, in directory: Directory
  ) throws(GitError) -> TreeBytes.Found {
    let found = directory.tree.find(name, asDirectory: asDirectory)
    guard case .damaged = found else { return found }
    throw GitError(.corrupt, "is no tree", operation: "read a tree", path: repository.path)
  }

  private static func names(_ path: String) -> [[UInt8]] {
    path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
  }

  /// Whether git allows a name in a tree.
  private static func isAllowed(_ name: [UInt8]) -> Bool {
    guard !name.isEmpty, !name.contains(0), name != [UInt8(ascii: ".")], name != Array("..".utf8) else { return false }
    return name.count != 4 || String(decoding: name, as: UTF8.self).lowercased() != ".git"
  }
}

extension TreeDraft.Directory {
  /// Gives every directory that changed to `write`, those within another one before it, and takes its id.
  ///
  /// - Throws: what `write` throws.
  func settle(
    _ write: (TreeDraft.Directory) throws(GitError) -> ObjectID
  ) throws(GitError) -> ObjectID {
    if let written, !isChanged { return written.id }
    for name in changed {
      guard let child = children[name] else { continue }
      guard !child.tree.isEmpty else {
        child.isChanged = false
        continue
      }
      let id = try child.settle(write)
      if case .entry(let place) = tree.find(name, asDirectory: true) { tree.setID(id, at: place) }
    }
    (changed, isChanged) = ([], false)
    return try write(self)
  }
}
