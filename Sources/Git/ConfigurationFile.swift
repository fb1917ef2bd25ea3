import CLibgit2

/// The configuration file of a repository, read without opening the repository: one whose form libgit2 does not know
/// can be told from its configuration alone.
package struct ConfigurationFile: Sendable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// Every value by its name, which is in lower case but for the middle part; of several, the last one.
  ///
  /// - Throws: ``GitError`` when the file is not there or cannot be read.
  package func values() throws(GitError) -> [String: String] {
    try withHandle { configuration throws(GitError) in
      let raw = try make("git_config_iterator_new", path: path) { git_config_iterator_new($0, configuration) }
      defer { git_config_iterator_free(raw) }
      var values: [String: String] = [:]
      var entry: UnsafeMutablePointer<git_config_entry>?
      while true {
        let result = git_config_next(&entry, raw)
        if result == GIT_ITEROVER.rawValue { return values }
        try check("git_config_next", path: path, result)
        guard let name = entry?.pointee.name else { continue }
        // A name without a value means true.
        values[String(cString: name)] = entry?.pointee.value.map { String(cString: $0) } ?? "true"
      }
    }
  }

  /// Sets a value, and keeps the rest of the file as it is.
  ///
  /// - Throws: ``GitError`` when the file cannot be read or written.
  package func set(_ name: String, _ value: String) throws(GitError) {
    try withHandle { configuration throws(GitError) in
      try check("git_config_set_string", path: path, git_config_set_string(configuration, name, value))
    }
    try Repository.synchronise(path)
  }

  private func withHandle<Value>(_ body: (OpaquePointer) throws(GitError) -> Value) throws(GitError) -> Value {
    try Library.initialise()
    let handle = try make("git_config_open_ondisk", path: path) { git_config_open_ondisk($0, path) }
    defer { git_config_free(handle) }
    return try body(handle)
  }
}
