/// A name below a directory that is no directory itself, or one that was too deep to be entered.
package struct TreeFile: Hashable, Sendable {
  /// The path from the directory that was listed; bytes that are not UTF-8 are replaced.
  package let path: String
  package let id: ObjectID
  package let kind: TreeEntry.Kind
}

extension Repository {
  /// Everything below a tree, by the bytes of the names within each directory.
  ///
  /// Trees may share subtrees, so that a small repository can hold more paths than there is time for: a directory
  /// deeper than `depth` levels is listed, not entered, and more than `limit` paths are an error.
  ///
  /// - Throws: ``GitError`` when a tree is missing or damaged; ``GitError/Code/unsupported`` for too many paths.
  package func files(
    below tree: ObjectID, depth: Int = 4, limit: Int = 1_000_000
  ) throws(GitError) -> [TreeFile] {
    var files: [TreeFile] = []
    try collectFiles(tree, prefix: "", depth: depth, limit: limit, into: &files)
    return files
  }

  private func collectFiles(
    _ id: ObjectID, prefix: String, depth: Int, limit: Int, into files: inout [TreeFile]
  ) throws(GitError) {
    let tree = TreeBytes(try treeBytes(id))
    guard let places = tree.places else {
      throw GitError(.corrupt, "is no tree", operation: "read a tree", path: "\(path): object \(id)")
    }
    for place in places {
      let name = "\(prefix)\(String(decoding: tree.bytes[place.name], as: UTF8.self))"
      if depth > 0, place.isDirectory {
        try collectFiles(tree.id(at: place), prefix: "\(name)/", depth: depth - 1, limit: limit, into: &files)
        continue
      }
      guard files.count < limit else {
        throw GitError(.unsupported, "more than \(limit) files", operation: "list a tree", path: path)
      }
      files.append(TreeFile(path: name, id: tree.id(at: place), kind: place.kind))
    }
  }
}

extension TreeBytes {
  /// Where all entries are, in the order of the bytes of their names; of several with one name, the last; nil when the
  /// bytes are no entries.
  fileprivate var places: [Place]? {
    bytes.withUnsafeBytes { bytes in
      var (places, isSorted): ([Place], Bool) = ([], true)
      places.reserveCapacity(bytes.count / 32)
      while (places.last?.range.upperBound ?? 0) < bytes.count {
        guard let place = Self.place(in: bytes, at: places.last?.range.upperBound ?? 0) else { return nil }
        if let last = places.last, !bytes[last.name].lexicographicallyPrecedes(bytes[place.name]) { isSorted = false }
        places.append(place)
      }
      guard !isSorted else { return places }
      // Git orders a directory as if its name ended with a slash; and a tree may have been made by anybody.
      var named: [[UInt8]: Place] = [:]
      for place in places { named[Array(bytes[place.name])] = place }
      return named.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }
  }
}
