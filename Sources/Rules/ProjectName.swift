/// The name of a project: that of its repository where it is known, or of the directory that a session worked in.
///
/// The name and not the path, so that one project on two machines, or of two people, is one.
package enum ProjectName {
  /// The name of a directory; a name stays as it is. Nil for the root.
  ///
  /// A worktree of a project is the project: what follows `.worktrees`, `<name>.worktrees` or `worktrees` in a hidden
  /// directory such as `.claude` or `.git` is cut off. Of worktrees that lie together outside of their projects
  /// (`~/.claude-worktrees/<name>/<branch>`, `~/conductor/workspaces/<name>/<branch>`), the name is taken.
  package static func of(directory: String) -> String? {
    let parts = parts(of: directory)
    guard let last = parts.last else { return nil }
    return parts.indices.dropFirst().lazy.compactMap { worktree(at: $0, of: parts[...]) }.first ?? last
  }

  /// The name of a repository, as the part of the directory spells it that differs by case alone; that of the directory
  /// where the address has none. Nil where there is neither.
  ///
  /// - Parameter repository: the address of a remote, with any scheme or as `host:path`.
  package static func of(repository: String?, directory: String?) -> String? {
    guard let name = repository.flatMap(name(ofRepository:)) else { return directory.flatMap(of(directory:)) }
    // Rules keep their ids where a client begins to tell the repository.
    let parts = directory.map(parts(of:)) ?? []
    return parts.last { $0.lowercased() == name.lowercased() } ?? name
  }

  private static func parts(of directory: String) -> [String] {
    directory.split(whereSeparator: { $0 == "/" || $0 == "\\" }).map(String.init).filter { $0 != "." }
  }

  /// The project, when the part at an index is where worktrees lie.
  private static func worktree(at index: Int, of parts: ArraySlice<String>) -> String? {
    let (part, next) = (parts[index], parts[(index + 1)...].first)
    let rest = parts[(index + 1)...].dropFirst()
    let isInHome = isHome(parts[..<index])
    /// The name in a directory of many projects, or the project that the directory is in.
    func name(in rest: ArraySlice<String>) -> String? { isInHome ? rest.first ?? parts[index - 1] : parts[index - 1] }
    switch (part, next) {
    // What Codex keeps in a home directory has a number before the name.
    case (".codex", "worktrees"?): return name(in: rest.dropFirst())
    case (_, "worktrees"?) where part.hasPrefix("."): return name(in: rest)
    case (".claude-worktrees", _): return name(in: parts[(index + 1)...])
    case (".worktrees", _): return parts[index - 1]
    case (".conductor", _?) where !isInHome: return parts[index - 1]
    case ("conductor", "workspaces"?): return rest.first
    case ("vibe-kanban", "worktrees"?): return rest.dropFirst().first
    case (_, _?):
      guard let ending = [".worktrees", "-worktrees"].first(where: part.hasSuffix) else { return nil }
      let name = String(part.dropLast(ending.count))
      return name.isEmpty || name.hasPrefix(".") || shared.contains(name.lowercased()) ? nil : name
    default: return nil
    }
  }

  /// What stands before `-worktrees` where people keep those of many projects.
  private static let shared: Set<String> = [
    "agent", "ai", "all", "claude", "code", "codex", "cursor", "dev", "git", "my", "repo", "src", "the", "tmp", "work",
  ]

  private static func isHome(_ parts: ArraySlice<String>) -> Bool {
    guard let root = parts.dropLast().last?.lowercased() else { return parts == ["root"] }
    return parts.count <= 3 && ["home", "users"].contains(root)
  }

  /// The last part of the path in an address; never a part that may hold a password.
  private static func name(ofRepository address: String) -> String? {
    let bare = address.prefix { $0 != "?" && $0 != "#" && !$0.isNewline }
    var path = bare.split(separator: "/")
    if path.first?.hasSuffix(":") == true {
      // The scheme, and the host with what stands before it.
      path = Array(path.dropFirst(bare.hasPrefix("file:") ? 1 : 2))
    } else if let host = path.first, !bare.hasPrefix("/"), let colon = host.lastIndex(of: ":") {
      path[0] = host[host.index(after: colon)...]
    }
    guard var name = path.last(where: { !$0.isEmpty }) else { return nil }
    if name.hasSuffix(".git") { name = name.dropLast(4) }
    return name.isEmpty || name == "." || name == ".." ? nil : String(name)
  }
}
