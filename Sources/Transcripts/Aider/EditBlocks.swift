/// The edits that an assistant makes in its reply, in Aider's form (aider.chat/docs/more/edit-formats.html): the text
/// to search, and the one that replaces it, below the file's path.
struct EditBlocks {
  /// What replaces the text that was searched.
  struct Edit {
    let path: String?
    let code: String
    /// Where it begins in the reply, from zero.
    let line: Int
  }

  /// The reply without its edits.
  private(set) var prose = ""
  /// The edits that write anything.
  private(set) var edits: [Edit] = []

  private enum Part { case prose, search, replacement }

  private var (part, path) = (Part.prose, nil as String?)
  private var (kept, raw, code) = ([String](), [String](), [String]())
  private var start = 0
  /// Whether the fence around the edits has been taken away, so that its end is too.
  private var isFenceTaken = false

  init(_ reply: String) {
    for (index, line) in InjectedText.lines(reply).enumerated() { take(line, index) }
    // An edit that was not finished is no edit.
    kept += part == .prose ? [] : raw
    prose = InjectedText.trimmed(kept.joined(separator: "\n"))
  }

  private mutating func take(_ line: String, _ index: Int) {
    let text = InjectedText.trimmed(line)
    if Self.isMark(text, "<", "SEARCH") {
      if part != .prose { kept += raw }
      takePath()
      (part, raw, code, start) = (.search, [line], [], index)
      return
    }
    switch part {
    case .prose:
      if isFenceTaken, Self.isFence(text) {
        isFenceTaken = false
        if text == "```" { path = nil }
        return
      }
      kept.append(line)
    case .search:
      raw.append(line)
      if Self.isMark(text, "=", "") { part = .replacement }
    case .replacement:
      raw.append(line)
      guard Self.isMark(text, ">", "REPLACE") else { return code.append(line) }
      let written = code.joined(separator: "\n")
      if !InjectedText.trimmed(written).isEmpty { edits.append(Edit(path: path, code: written, line: start)) }
      (part, raw) = (.prose, [])
    }
  }

  /// Takes the path, and the fence beside it, from the end of the prose: the path stands before or behind the fence.
  private mutating func takePath() {
    let lines = kept.suffix(2).map(InjectedText.trimmed)
    if let last = lines.last, Self.isFence(last) {
      kept.removeLast()
      isFenceTaken = true
      path = nil
      guard lines.count == 2, let name = Self.path(lines[0]) else { return }
      kept.removeLast()
      path = name
    } else if let last = lines.last, let name = Self.path(last) {
      kept.removeLast()
      path = name
      guard lines.count == 2, Self.isFence(lines[0]) else { return }
      kept.removeLast()
      isFenceTaken = true
    }
  }

  private static func isMark(_ text: String, _ character: Character, _ word: String) -> Bool {
    let length = text.utf8.prefix { $0 == character.asciiValue }.count
    return (5...9).contains(length) && InjectedText.trimmed(String(text.dropFirst(length))) == word
  }

  private static func isFence(_ text: String) -> Bool { text.hasPrefix("```") || text.hasPrefix("~~~") }

  private static func path(_ text: String) -> String? {
    let name = text.drop { "#*` ".contains($0) }.reversed().drop { "*`: ".contains($0) }.reversed()
    guard !name.isEmpty, name.count <= 256, !name.contains(where: \.isWhitespace) else { return nil }
    return name.contains(".") || name.contains("/") || name.contains("\\") ? String(name) : nil
  }
}
