import CLibgit2

/// The person at the keyboard, as git names them.
package struct PersonIdentity: Hashable, Sendable {
  package var name: String
  package var email: String

  package init(name: String, email: String) {
    self.name = name
    self.email = email
  }

  /// Looks where git looks: the variables `GIT_AUTHOR_NAME` and `GIT_AUTHOR_EMAIL`, then `author` and `user` in the
  /// repository's own configuration, the person's, and the system's.
  ///
  /// libgit2 is told to read no configuration but a repository's own (``Library``); these files are read for this alone.
  ///
  /// - Returns: nil unless both name and email are set.
  /// - Throws: ``GitError`` when a configuration file cannot be read.
  package static func find(
    environment: [String: String], repository path: String
  ) throws(GitError) -> PersonIdentity? {
    try Library.initialise()
    let configuration = try make("git_config_new") { git_config_new($0) }
    defer { git_config_free(configuration) }
    for (level, file) in files(environment, path) {
      let result = git_config_add_file_ondisk(configuration, file, level, nil, 0)
      // A home that this user may not enter holds no settings for them, as for git.
      guard result != GIT_ENOTFOUND.rawValue else { continue }
      try check("git_config_add_file_ondisk", path: file, result)
    }
    func value(_ variables: [String], _ keys: [String]) -> String? {
      let given = variables.lazy.compactMap { environment[$0] } + keys.lazy.compactMap { read($0, configuration) }
      return given.lazy.map(clean).first { !$0.isEmpty }
    }
    guard let name = value(["GIT_AUTHOR_NAME"], ["author.name", "user.name"]),
      let email = value(["GIT_AUTHOR_EMAIL"], ["author.email", "user.email"])
        ?? environment["EMAIL"].map(clean).flatMap({ $0.isEmpty ? nil : $0 })
    else { return nil }
    return PersonIdentity(name: name, email: email)
  }

  /// The files that git reads, each with its level; later levels win.
  private static func files(_ environment: [String: String], _ path: String) -> [(git_config_level_t, String)] {
    var files: [(git_config_level_t, String)] = []
    if (environment["GIT_CONFIG_NOSYSTEM"] ?? "").isEmpty {
      files.append((GIT_CONFIG_LEVEL_SYSTEM, environment["GIT_CONFIG_SYSTEM"] ?? "/etc/gitconfig"))
    }
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
    if let file = environment["GIT_CONFIG_GLOBAL"] {
      files.append((GIT_CONFIG_LEVEL_GLOBAL, file))
    } else if let home {
      let directory = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "\(home)/.config"
      files.append((GIT_CONFIG_LEVEL_XDG, "\(directory)/git/config"))
      files.append((GIT_CONFIG_LEVEL_GLOBAL, "\(home)/.gitconfig"))
    }
    files.append((GIT_CONFIG_LEVEL_LOCAL, "\(path)/config"))
    return files.filter { !$0.1.isEmpty }
  }

  private static func read(_ key: String, _ configuration: OpaquePointer) -> String? {
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    guard git_config_get_string_buf(&buffer, configuration, key) == 0, let text = buffer.ptr else {
      git_error_clear()
      return nil
    }
    return String(cString: text)
  }

  /// Leaves out what cannot stand in a commit's header.
  private static func clean(_ text: String) -> String {
    let kept = text.unicodeScalars.filter { $0.value >= 32 && $0 != "<" && $0 != ">" }
    let words = String(String.UnicodeScalarView(kept)).split(separator: " ")
    return words.joined(separator: " ")
  }
}
