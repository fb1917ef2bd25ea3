import CLibgit2

/// Who somebody is, as commits name them.
package struct Identity: Hashable, Sendable {
  package let name: String
  package let email: String

  /// - Returns: nil when one of them is empty, once what cannot stand in a commit is left out.
  package init?(name: String, email: String) {
    func cleaned(_ text: String) -> String {
      let kept = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F && $0 != "<" && $0 != ">" }
      return String(String.UnicodeScalarView(kept)).split(separator: " ").joined(separator: " ")
    }
    let (name, email) = (cleaned(name), cleaned(email))
    guard !name.isEmpty, !email.isEmpty else { return nil }
    self.name = name
    self.email = email
  }

  /// Who works at the terminal, as git would say: by `GIT_AUTHOR_NAME` and `GIT_AUTHOR_EMAIL`, else by `user.name` and
  /// `user.email` of the repository's configuration, the person's and the system's.
  ///
  /// - Parameters:
  ///   - environment: the process's.
  ///   - repository: its directory; nil for none.
  /// - Returns: nil when git knows nobody, or its configuration cannot be read.
  package static func ofPerson(_ environment: [String: String], repository: String? = nil) -> Identity? {
    func named(_ variable: String) -> String? { environment[variable].flatMap { $0.isEmpty ? nil : $0 } }
    let files = configurationFiles(environment, repository)
    guard let name = named("GIT_AUTHOR_NAME") ?? configured("user.name", in: files),
      let email = named("GIT_AUTHOR_EMAIL") ?? configured("user.email", in: files)
    else { return nil }
    return Identity(name: name, email: email)
  }

  /// The files that git reads, the weakest first (git-config(1), "FILES").
  private static func configurationFiles(
    _ environment: [String: String], _ repository: String?
  ) -> [(path: String, level: git_config_level_t)] {
    var files: [(path: String, level: git_config_level_t)] = []
    if environment["GIT_CONFIG_NOSYSTEM"] == nil {
      files.append((environment["GIT_CONFIG_SYSTEM"] ?? "/etc/gitconfig", GIT_CONFIG_LEVEL_SYSTEM))
    }
    if let global = environment["GIT_CONFIG_GLOBAL"] {
      files.append((global, GIT_CONFIG_LEVEL_GLOBAL))
    } else if let home = environment["HOME"], !home.isEmpty {
      files.append(("\(environment["XDG_CONFIG_HOME"] ?? "\(home)/.config")/git/config", GIT_CONFIG_LEVEL_XDG))
      files.append(("\(home)/.gitconfig", GIT_CONFIG_LEVEL_GLOBAL))
    }
    if let repository { files.append(("\(repository)/config", GIT_CONFIG_LEVEL_LOCAL)) }
    return files
  }

  /// The library itself looks at none of these files, so that no person's setting changes how it works.
  private static func configured(
    _ key: String, in files: [(path: String, level: git_config_level_t)]
  ) -> String? {
    guard (try? Library.initialise()) != nil else { return nil }
    var configuration: OpaquePointer?
    guard git_config_new(&configuration) == 0, let configuration else { return nil }
    defer { git_config_free(configuration) }
    for file in files where !file.path.isEmpty {
      // A file that is not there is none; one that is damaged says nothing.
      _ = git_config_add_file_ondisk(configuration, file.path, file.level, nil, 0)
    }
    var value = git_buf()
    defer { git_buf_dispose(&value) }
    guard git_config_get_string_buf(&value, configuration, key) == 0, let text = value.ptr else {
      git_error_clear()
      return nil
    }
    return String(cString: text)
  }
}
