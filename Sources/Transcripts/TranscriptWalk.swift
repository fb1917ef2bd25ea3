import Glibc

/// Finds the files to read below the inputs of a run.
package struct TranscriptWalk: Hashable, Sendable {
  /// The files, each once, in the byte order of their paths.
  package private(set) var files: [TranscriptFile] = []
  /// What cannot be read, in the byte order of the paths; the other inputs are read all the same.
  package private(set) var errors: [TranscriptError] = []
  /// What was left out, by reason: `empty`, `link`, `secret`, `tool_results`,
  /// `not_a_file`.
  package private(set) var skipped: [String: Int] = [:]

  private static let versionControl: Set<String> = [".git", ".hg", ".svn", ".jj", ".bzr", "CVS"]
  /// Where Claude Code puts what tools gave back: it may be any file, a transcript of somebody too.
  private static let toolResults = "tool-results"
  /// No transcript lies as deep; a mount that holds itself does.
  private static let depthLimit = 64

  /// A file, whatever path leads to it.
  private struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  private struct Entry {
    let path: String
    /// The last part of the path; directories sort as they do in the paths of what they hold.
    let key: String
    let status: stat

    init(path: String, name: String, status: stat) {
      self.path = path
      self.status = status
      key = status.st_mode & S_IFMT == S_IFDIR ? name + "/" : name
    }
  }

  /// Where each file stands among the files; only those that more than one path may lead to.
  private var places: [Identity: Int] = [:]

  /// Looks at files, and at everything in directories: hidden files too, because `.claude` and `.codex` are hidden,
  /// but nothing of version control, and no symbolic link, which may lead anywhere. An input that is itself a link is
  /// followed.
  ///
  /// - Parameter inputs: paths of files and directories.
  package init(_ inputs: [String]) {
    for input in inputs {
      var path = input
      while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
      var status = stat()
      guard stat(path, &status) == 0 else {
        errors.append(
          errno == ENOENT || errno == ENOTDIR
            ? .missing(path: input) : .unreadable(path: input, reason: SystemMessage.text(errno)))
        continue
      }
      if status.st_mode & S_IFMT == S_IFREG, SecretFile.isNamed(path) {
        errors.append(.secret(path: path))
      } else {
        visit(Entry(path: path, name: path, status: status), depth: 0, isOnlyWay: inputs.count == 1)
      }
    }
    if inputs.count > 1 { files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) } }
    errors = Set(errors).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    places = [:]
  }

  private mutating func visit(_ entry: Entry, depth: Int, isOnlyWay: Bool) {
    switch entry.status.st_mode & S_IFMT {
    case S_IFREG:
      if SecretFile.isNamed(entry.key) { return skip("secret") }
      if entry.status.st_size == 0 { return skip("empty") }
      add(
        TranscriptFile(path: entry.path, state: FileState(entry.status)),
        isOnlyWay: isOnlyWay && entry.status.st_nlink == 1)
    case S_IFDIR:
      guard depth < Self.depthLimit else {
        errors.append(.unreadable(path: entry.path, reason: "nested more than \(Self.depthLimit) directories deep"))
        return
      }
      for entry in entries(of: entry.path) { visit(entry, depth: depth + 1, isOnlyWay: isOnlyWay) }
    case S_IFLNK: skip("link")
    default: skip("not_a_file")
    }
  }

  /// Adds a file once, under the smallest of its names.
  private mutating func add(_ file: TranscriptFile, isOnlyWay: Bool) {
    guard !isOnlyWay else { return files.append(file) }
    let identity = Identity(device: file.state.device, inode: file.state.inode)
    if let place = places[identity] {
      if file.path.utf8.lexicographicallyPrecedes(files[place].path.utf8) { files[place] = file }
    } else {
      places[identity] = files.count
      files.append(file)
    }
  }

  /// What is looked at in a directory, in the byte order of the paths below it.
  private mutating func entries(of path: String) -> [Entry] {
    guard let directory = opendir(path) else {
      errors.append(.unreadable(path: path, reason: "the directory cannot be listed"))
      return []
    }
    defer { closedir(directory) }
    var entries: [Entry] = []
    while let found = readdir(directory) {
      let name = withUnsafePointer(to: &found.pointee.d_name) { pointer in
        String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
      }
      if name == "." || name == ".." || Self.versionControl.contains(name) { continue }
      if name == Self.toolResults {
        skip("tool_results")
        continue
      }
      let entry = path == "/" ? "/\(name)" : "\(path)/\(name)"
      var status = stat()
      guard fstatat(dirfd(directory), name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
        // Deleted since the directory was listed: not there, and not an error.
        if errno != ENOENT { errors.append(.unreadable(path: entry, reason: SystemMessage.text(errno))) }
        continue
      }
      entries.append(Entry(path: entry, name: name, status: status))
    }
    return entries.sorted { $0.key.precedes($1.key) }
  }

  private mutating func skip(_ reason: String) { skipped[reason, default: 0] += 1 }
}

extension String {
  /// Whether the text comes before another in the order of their bytes.
  fileprivate func precedes(_ other: String) -> Bool {
    let order = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        guard let first = left.baseAddress, let second = right.baseAddress else { return left.count < right.count }
        let common = memcmp(first, second, min(left.count, right.count))
        return common == 0 ? left.count < right.count : common < 0
      }
    }
    return (order ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }
}
