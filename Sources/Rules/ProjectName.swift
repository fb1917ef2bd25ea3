/// The name of a project: that of the directory that a session worked in.
///
/// The name and not the path, so that one project on two machines, or of two people, is one.
package enum ProjectName {
  /// The name of a directory; a name stays as it is. A worktree of a project is the project: what follows
  /// `.worktrees`, `.claude-worktrees` or `.claude/worktrees` is cut off, and of worktrees that lie together in a home
  /// directory (`~/.claude-worktrees/<name>/<branch>`) the name is taken. Nil for the root.
  package static func of(directory: String) -> String? {
    var parts = directory.split(whereSeparator: { $0 == "/" || $0 == "\\" }).map(String.init).filter { $0 != "." }
    guard !parts.isEmpty else { return nil }
    for (index, part) in parts.enumerated() where index > 0 {
      let isNested = [".claude", ".codex"].contains(part) && parts.dropFirst(index + 1).first == "worktrees"
      guard isNested || part == ".claude-worktrees" || part == ".worktrees" else { continue }
      let inHome = part != ".worktrees" && isHome(parts[..<index])
      let name = index + (isNested ? 2 : 1)
      // Codex keeps them as `~/.codex/worktrees/<id>/<name>`, Claude as `<name>/<branch>`.
      let kept = part == ".codex" ? name + 1 : name
      parts = inHome && kept < parts.count ? Array(parts[..<name]) + [parts[kept]] : Array(parts[..<index])
      break
    }
    return parts.last
  }

  private static func isHome(_ parts: ArraySlice<String>) -> Bool {
    guard let root = parts.dropLast().last?.lowercased() else { return parts == ["root"] }
    return parts.count <= 3 && ["home", "users"].contains(root)
  }
}
