import Rules

/// The parts of an assistant's turn.
struct SpecStoryReply {
  /// Code that was written into a file.
  struct Code {
    let tool: String
    let path: String?
    let text: String
    /// The language of the text.
    let language: String?
    let line: Int
  }

  private(set) var prose: [String] = []
  private(set) var codes: [Code] = []
  /// What the user said when they refused an edit, and where.
  private(set) var rejections: [(text: String, line: Int)] = []
  private(set) var hasTools = false
  private(set) var hasThinking = false

  private enum Part {
    case prose
    case thinking
    case tool
    /// A tool's output in old versions, and how deep it nests.
    case details(Int)
  }

  /// The lines that a tool begins and ends with.
  static let (opening, closing) = ("<tool-use ", "</details></tool-use>")

  private var part = Part.prose
  /// How many tools are open.
  private var depth = 0
  private var fence = MarkdownFence()
  private var tool = SpecStoryTool(opening: "", line: 0)

  /// Whether a line that looks like a turn's beginning is none here: within code, or what a tool gave back.
  var isQuoting: Bool {
    switch part {
    case .tool, .thinking: true
    case .prose, .details: fence.isOpen
    }
  }

  mutating func take(_ text: String, line: Int) {
    switch part {
    case .tool:
      // What a tool gave back may be such a file, whole.
      if text.hasPrefix(Self.opening) { depth += 1 }
      if text == Self.closing { depth -= 1 }
      if depth == 0 { finishTool() } else { tool.lines.append(text) }
    case .thinking: if text.contains("</think>") { part = .prose }
    case .details(let depth):
      fence.take(text)
      if !fence.isOpen { part = Self.depth(depth, text) }
    case .prose: takeProse(text, line)
    }
  }

  /// Ends a tool that the turn ends in.
  mutating func finish() {
    if case .tool = part { finishTool() }
  }

  private mutating func takeProse(_ text: String, _ line: Int) {
    guard !fence.isOpen else {
      fence.take(text)
      return prose.append(text)
    }
    if text.hasPrefix(Self.opening) {
      hasTools = true
      guard !text.contains("</tool-use>") else { return }
      (part, depth, tool) = (.tool, 1, SpecStoryTool(opening: text, line: line))
    } else if text.hasPrefix("<think>") {
      hasThinking = true
      if !text.contains("</think>") { part = .thinking }
    } else if text.hasPrefix("<details>") {
      hasTools = true
      part = Self.depth(0, text)
    } else {
      fence.take(text)
      prose.append(text)
    }
  }

  private static func depth(_ depth: Int, _ line: String) -> Part {
    let words = line.split(whereSeparator: { $0 == "<" || $0 == ">" })
    let now = words.reduce(depth) { $0 + ($1 == "details" ? 1 : $1 == "/details" ? -1 : 0) }
    return now > 0 ? .details(now) : .prose
  }

  private mutating func finishTool() {
    (part, depth) = (.prose, 0)
    codes += tool.codes
    if let said = tool.rejection { rejections.append((said, tool.line)) }
  }
}
