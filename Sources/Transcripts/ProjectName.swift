/// The name of a project: the directory that a session worked in, so that every session in it agrees.
enum ProjectName {
  /// The directory in one spelling: slashes forward, none at the end, a drive letter in lower case. A worktree of a
  /// project is the project: what follows `.worktrees`, `.claude-worktrees` or `.claude/worktrees` is cut off.
  ///
  /// Worktrees that lie together in a home directory (`~/.claude-worktrees/<name>/<branch>`) say only the project's
  /// name; they keep `~/.claude-worktrees/<name>`.
  static func of(directory: String) -> String? {
    let isAbsolute = directory.hasPrefix("/")
    var parts = directory.split(whereSeparator: { $0 == "/" || $0 == "\\" }).map(String.init).filter { $0 != "." }
    guard !parts.isEmpty else { return nil }
    if !isAbsolute, parts[0].count == 2, parts[0].hasSuffix(":") { parts[0] = parts[0].lowercased() }
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
    return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
  }

  private static func isHome(_ parts: ArraySlice<String>) -> Bool {
    guard let root = parts.dropLast().last?.lowercased() else { return parts == ["root"] }
    return parts.count <= 3 && ["home", "users"].contains(root)
  }
}
