import JSONReading

/// What a record of Claude Code says: the texts, code and refusals in it, in their order.
struct ClaudeCodeMessage {
  /// A part of the content that somebody may have typed, said or written.
  enum Part {
    case text(String)
    /// What the assistant said; it may turn out to be too much to be kept.
    case said(JSONString)
    /// Texts that a tool writes into a file.
    case code(tool: JSONString, path: JSONString?, texts: [JSONString])
    /// What a tool's result that is no output says, when it begins as a refusal does, and the call's name.
    case refusal(String, call: String?)
    /// The user's answers to the assistant's questions, which stand beside the message, and the call's name.
    case answers(call: String?)
    /// The name of a call of a tool that others wrote.
    case foreignCall(String)
  }

  private(set) var parts: [Part] = []
  /// Whether a tool's result is in it.
  private(set) var hasResult = false
  /// What the last block is that nobody says, where it is one of the assistant's.
  private(set) var silent: SkipReason?
  /// Whether the user answered questions in it.
  var hasAnswers: Bool {
    parts.contains { part in
      if case .answers = part { true } else { false }
    }
  }
  /// Whether the client made the message up.
  private(set) var isSynthetic = false
  private let isAssistants: Bool

  /// - Parameter isAssistants: whether the record is one of the assistant's.
  /// - Returns: nil when it is no object or has no content.
  init?(_ place: JSONCursor, isAssistants: Bool) throws(JSONBroken) {
    self.isAssistants = isAssistants
    var cursor = place
    guard try cursor.enterObject() else { return nil }
    var (model, content): (JSONString?, JSONCursor?)
    while let name = try cursor.nextName() {
      switch name {
      case "model": try cursor.string(into: &model)
      case "content": try cursor.place(into: &content)
      default: try cursor.skip()
      }
    }
    isSynthetic = model.map { "<synthetic>" ~= $0 } == true
    guard let content else { return nil }
    var blocks = content
    if try blocks.enterArray() {
      while try blocks.nextElement() { try takeBlock(&blocks) }
    } else {
      blocks = content
      guard let text = try blocks.string() else { return nil }
      try take(text)
    }
  }

  private mutating func take(_ text: JSONString) throws(JSONBroken) {
    parts.append(isAssistants ? .said(text) : .text(try text.checked()))
  }

  private mutating func takeBlock(_ cursor: inout JSONCursor) throws(JSONBroken) {
    guard try cursor.enterObject() else { return }
    var (type, text, name, call, id): (JSONString?, JSONString?, JSONString?, JSONString?, JSONString?)
    var (input, content, isError): (JSONCursor?, JSONCursor?, Bool?)
    while let member = try cursor.nextName() {
      switch member {
      case "type": try cursor.string(into: &type)
      case "text": try cursor.string(into: &text)
      case "name": try cursor.string(into: &name)
      case "tool_use_id": try cursor.string(into: &call)
      case "id": try cursor.string(into: &id)
      case "input": try cursor.place(into: &input)
      case "content": try cursor.place(into: &content)
      case "is_error": try cursor.bool(into: &isError)
      default: try cursor.skip()
      }
    }
    switch type {
    case "text"?: if let text { try take(text) }
    case "tool_result"?:
      hasResult = true
      guard let content else { return }
      guard isError == true else {
        let isAnswer = try content.texts().first?.begins(with: ClaudeCodeText.answered) == true
        if isAnswer { parts.append(.answers(call: (call ?? id)?.text)) }
        return
      }
      // A refusal is no output of the tool, which could print the words of one.
      for text in try content.texts() where text.begins(with: ClaudeCodeText.refusal) {
        parts.append(.refusal(try text.checked(), call: (call ?? id)?.text))
      }
    case "tool_use"?:
      silent = .toolUse
      if let name { try takeCall(name, (call ?? id)?.text, input) }
    case "thinking"?, "redacted_thinking"?: silent = .thinking
    default: break
    }
  }

  private mutating func takeCall(_ name: JSONString, _ call: String?, _ input: JSONCursor?) throws(JSONBroken) {
    if name.begins(with: "mcp__"), let call { parts.append(.foreignCall(call)) }
    switch name {
    case "Write", "Edit", "MultiEdit", "NotebookEdit": break
    default: return
    }
    guard var input, try input.enterObject() else { return }
    var (path, notebook, edits): (JSONString?, JSONString?, JSONCursor?)
    var (content, newString, newSource): (JSONString?, JSONString?, JSONString?)
    while let member = try input.nextName() {
      switch member {
      case "file_path": try input.string(into: &path)
      case "notebook_path": try input.string(into: &notebook)
      case "content": try input.string(into: &content)
      case "new_string": try input.string(into: &newString)
      case "new_source": try input.string(into: &newSource)
      case "edits": try input.place(into: &edits)
      default: try input.skip()
      }
    }
    var texts = [content, newString, newSource].compactMap { $0 }
    if let edits { texts += try edits.strings(named: "new_string") }
    parts.append(.code(tool: name, path: path ?? notebook, texts: texts))
  }
}
