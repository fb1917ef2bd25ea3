import Rules

/// A tool's call, as SpecStory writes it: what it was given and what it gave back, in fences.
struct SpecStoryTool {
  let name: String
  /// Whether the tool writes files.
  let isWriting: Bool
  let line: Int
  var lines: [String] = []

  init(opening: String, line: Int) {
    name = Self.attribute("data-tool-name", of: opening)
    isWriting = Self.attribute("data-tool-type", of: opening) == "write"
    self.line = line
  }

  /// What was written: of a patch the added lines, of a file its text.
  var codes: [SpecStoryReply.Code] {
    guard isWriting else { return [] }
    var path: String?
    var codes: [SpecStoryReply.Code] = []
    for block in blocks {
      path = block.path ?? path
      var text = block.lines
      if block.language == "diff" {
        text = text.filter { $0.hasPrefix("+") && !$0.hasPrefix("+++ ") }.map { String($0.dropFirst()) }
      } else if block.language.isEmpty || block.language == "text" {
        // What the tool answered.
        continue
      }
      guard text.contains(where: { !InjectedText.trimmed($0).isEmpty }) else { continue }
      codes.append(
        SpecStoryReply.Code(
          tool: name, path: path, text: text.joined(separator: "\n"),
          language: block.language == "diff" ? nil : LanguageName.canonical(block.language), line: line + block.offset))
    }
    return codes
  }

  /// What the user said when they refused an edit or a plan. Of these tools alone: others may print anything.
  var rejection: String? {
    guard ["Edit", "MultiEdit", "ExitPlanMode"].contains(name), let answer = blocks.first else { return nil }
    return ClaudeCodeText.rejection(answer.lines.joined(separator: "\n"))
  }

  private struct Block {
    let language: String
    /// The path that stands before it.
    let path: String?
    /// How many lines below the tool's first it begins.
    let offset: Int
    var lines: [String] = []
  }

  private var blocks: [Block] {
    var (blocks, open, fence, path) = ([Block](), nil as Block?, MarkdownFence(), nil as String?)
    for (index, text) in lines.enumerated() {
      let wasOpen = fence.isOpen
      fence.take(text)
      switch (wasOpen, fence.isOpen) {
      case (false, true):
        let language = text.drop { $0 == " " || $0 == "`" || $0 == "~" }
        open = Block(language: InjectedText.trimmed(String(language)), path: path, offset: index + 1)
        path = nil
      case (true, true):
        // Fences within the text are written with a backslash, so that they do not end it.
        open?.lines.append(text.hasPrefix("\\```") ? String(text.dropFirst()) : text)
      case (true, false):
        if let block = open { blocks.append(block) }
        open = nil
      case (false, false): path = Self.path(text) ?? path
      }
    }
    return blocks
  }

  /// The last words in back quotes: `` `src/a.c` `` or `` **Update: `src/a.c`** ``.
  private static func path(_ line: String) -> String? {
    let parts = line.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return nil }
    let name = parts[parts.count - 2]
    return name.isEmpty || name.contains(where: \.isWhitespace) ? nil : String(name)
  }

  private static func attribute(_ name: String, of line: String) -> String {
    InjectedText.split(line, at: "\(name)=\"").map { String($0.after.prefix { $0 != "\"" }) } ?? ""
  }
}
