import Glibc

/// The program `git`, for the little that libgit2 has no call for.
package enum GitProgram {
  /// Runs git on a repository and waits for its end; what it prints is dropped.
  ///
  /// Nothing of the user's configuration or environment but the search path counts, and no hook runs.
  ///
  /// - Throws: ``GitError``: ``GitError/Code/notFound`` where there is no git.
  package static func run(_ arguments: [String], in repository: String) throws(GitError) {
    let words = ["git", "-c", "core.hooksPath=/dev/null", "-C", repository] + arguments
    let variables = [
      "PATH=\(getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin")", "HOME=/nonexistent", "LC_ALL=C",
      "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_TERMINAL_PROMPT=0",
    ]
    let (argv, environment) = (words.map { strdup($0) }, variables.map { strdup($0) })
    defer { for word in argv + environment { free(word) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in Int32(0)...2 {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY, 0)
    }
    var process = pid_t()
    let result = posix_spawnp(&process, "git", &actions, nil, argv + [nil], environment + [nil])
    guard result == 0 else { throw GitError(errno: result, operation: "run git", path: repository) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw GitError(errno: errno, operation: "waitpid", path: repository) }
    }
    guard status == 0 else {
      let end = status & 0x7F == 0 ? "exit code \(status >> 8)" : "signal \(status & 0x7F)"
      throw GitError(
        .other, "ended with \(end)", operation: "git \(arguments.first ?? "")", path: repository)
    }
  }
}

extension Repository {
  /// How many packs there are that `git gc` may put together with others.
  package static func packs(in path: String) -> Int {
    names(in: "\(path)/objects/pack").count { name in
      name.hasSuffix(".pack") && access("\(path)/objects/pack/\(name.dropLast(5)).keep", F_OK) != 0
    }
  }

  /// How many objects have a file of their own: an estimate from one of the 256 directories, as git makes it.
  package static func looseObjects(in path: String) -> Int { names(in: "\(path)/objects/17").count * 256 }

  private static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}
