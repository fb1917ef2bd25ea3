/// What an edit adds, from the two forms in which assistants write one.
enum DiffText {
  /// The texts that replace others in blocks of SEARCH and REPLACE, else the added lines of a unified diff; the whole
  /// text when it is neither.
  static func added(_ diff: String) -> [String] {
    let lines = InjectedText.lines(diff)
    let replacements = replacements(lines)
    if !replacements.isEmpty { return replacements }
    guard lines.contains(where: { $0.hasPrefix("@@") || $0.hasPrefix("+++ ") || $0.hasPrefix("--- ") }) else {
      return [diff]
    }
    return hunks(lines)
  }

  /// Blocks begin with a line of `<` or `-` and the word SEARCH, and end with one of `>` or `+` and the word REPLACE.
  private static func replacements(_ lines: [String]) -> [String] {
    var found: [String] = []
    var (isSearch, replacement): (Bool, [String]?) = (false, nil)
    for line in lines {
      if isMarker(line, "SEARCH", "<", "-") {
        (isSearch, replacement) = (true, nil)
      } else if isSearch, replacement == nil, isDivider(line) {
        replacement = []
      } else if isMarker(line, "REPLACE", ">", "+") {
        if let replacement { found.append(replacement.joined(separator: "\n")) }
        (isSearch, replacement) = (false, nil)
      } else {
        replacement?.append(line)
      }
    }
    return found
  }

  private static func isDivider(_ line: String) -> Bool {
    line.hasPrefix("=======") && line.utf8.allSatisfy { $0 == UInt8(ascii: "=") || $0 <= 0x20 }
  }

  private static func isMarker(_ line: String, _ word: String, _ first: Character, _ other: Character) -> Bool {
    guard let mark = line.first, mark == first || mark == other, line.contains(word) else { return false }
    let rest = line.drop { $0 == mark }
    return line.utf8.count - rest.utf8.count >= 3 && InjectedText.trimmed(String(rest)).hasPrefix(word)
  }

  /// One text for each run of added lines.
  private static func hunks(_ lines: [String]) -> [String] {
    var found: [[String]] = []
    var isRun = false
    for line in lines {
      let isAdded = line.hasPrefix("+") && !line.hasPrefix("+++ ")
      if isAdded {
        if !isRun { found.append([]) }
        found[found.count - 1].append(String(line.dropFirst()))
      }
      isRun = isAdded
    }
    return found.map { $0.joined(separator: "\n") }
  }
}
