import FoundationEssentials
import Glibc

/// Finds the files to read below the inputs of a run.
package struct TranscriptWalk: Hashable, Sendable {
  /// The files, each once, in the byte order of their paths.
  package private(set) var files: [String] = []
  /// Their sizes in bytes when they were found, in the same order.
  package private(set) var sizes: [Int] = []
  /// What cannot be read, in the byte order of the paths; the other inputs are read all the same.
  package private(set) var errors: [TranscriptError] = []
  /// What was left out, by reason: `empty`, `link`, `secret`, `tool_results`,
  /// `not_a_file`.
  package private(set) var skipped: [String: Int] = [:]

  private typealias Found = (path: String, size: Int)

  private static let versionControl: Set<String> = [".git", ".hg", ".svn", ".jj", ".bzr", "CVS"]
  /// Where Claude Code puts what tools gave back: it may be any file, a transcript of somebody too.
  private static let toolResults = "tool-results"
  /// No transcript lies as deep; a mount that holds itself does.
  private static let depthLimit = 64

  /// Looks at files, and at everything in directories: hidden files too, because `.claude` and `.codex` are hidden,
  /// but nothing of version control, and no symbolic link, which may lead anywhere. An input that is itself a link is
  /// followed.
  ///
  /// - Parameter inputs: paths of files and directories.
  package init(_ inputs: [String]) {
    // By the real path, so that a file that two inputs reach is read once; the smallest name of it stays.
    var names: [String: Found] = [:]
    for input in inputs {
      var path = input
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      var status = stat()
      guard stat(path, &status) == 0 else {
        errors.append(
          errno == ENOENT || errno == ENOTDIR
            ? .missing(path: input) : .unreadable(path: input, reason: ByteChunks.message(errno)))
        continue
      }
      if status.st_mode & S_IFMT == S_IFREG, SecretFile.isNamed(path) {
        errors.append(.secret(path: path))
      } else {
        visit(path, status, depth: 0, &names)
      }
    }
    let found = names.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    (files, sizes) = (found.map(\.path), found.map(\.size))
    errors = Set(errors).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func visit(_ path: String, _ status: stat, depth: Int, _ names: inout [String: Found]) {
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      if SecretFile.isNamed(path) { return skip("secret") }
      if status.st_size == 0 { return skip("empty") }
      let real = Self.realPath(path)
      if let known = names[real], !path.utf8.lexicographicallyPrecedes(known.path.utf8) { return }
      names[real] = (path, Int(status.st_size))
    case S_IFDIR:
      guard depth < Self.depthLimit else {
        errors.append(.unreadable(path: path, reason: "nested more than \(Self.depthLimit) directories deep"))
        return
      }
      visitEntries(path, depth, &names)
    case S_IFLNK: skip("link")
    default: skip("not_a_file")
    }
  }

  private mutating func visitEntries(_ path: String, _ depth: Int, _ names: inout [String: Found]) {
    let entries: [String]
    do {
      entries = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      errors.append(.unreadable(path: path, reason: "the directory cannot be listed"))
      return
    }
    for name in entries.sorted() where !Self.versionControl.contains(name) {
      if name == Self.toolResults {
        skip("tool_results")
        continue
      }
      let entry = path == "/" ? "/\(name)" : "\(path)/\(name)"
      var status = stat()
      guard lstat(entry, &status) == 0 else {
        // Deleted since the directory was listed: not there, and not an error.
        if errno != ENOENT { errors.append(.unreadable(path: entry, reason: ByteChunks.message(errno))) }
        continue
      }
      visit(entry, status, depth: depth + 1, &names)
    }
  }

  private mutating func skip(_ reason: String) { skipped[reason, default: 0] += 1 }

  private static func realPath(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
