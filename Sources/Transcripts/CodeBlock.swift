import Rules

/// Code that an assistant wrote into a file, as a segment's content.
enum CodeBlock {
  /// The code between fences that it does not contain, named by the file's language.
  static func fenced(_ code: String, path: String?) -> String {
    fenced(code, language: path.flatMap { LanguageName.ofFile(at: name($0)) })
  }

  /// What follows the last slash; the path where it ends with one.
  private static func name(_ path: String) -> String {
    let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] }
    return name.flatMap { $0.isEmpty ? nil : String($0) } ?? path
  }

  /// The code between fences that it does not contain, named by its language where that is known.
  static func fenced(_ code: String, language: String?) -> String {
    var (longest, run) = (2, 0)
    if InjectedText.contains(code, "```") {
      for byte in code.utf8 {
        run = byte == UInt8(ascii: "`") ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)\(language ?? "")\n\(code)\(code.last == "\n" ? "" : "\n")\(fence)"
  }
}
