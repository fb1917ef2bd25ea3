/// Tells what a person typed in GitHub Copilot Chat, and puts together what it answered.
enum CopilotText {
  /// What the text of a request is. Agents (`@workspace`) and commands (`/fix`) before the words are taken off.
  static func classify(_ raw: String) -> UserText {
    var text = InjectedText.trimmed(raw)
    if text.isEmpty { return .skipped(.empty) }
    if let end = agent(text) { text = InjectedText.trimmed(String(text[end...])) }
    if let command = SlashCommand(text) { text = command.words }
    if text.isEmpty || buttons.contains(where: { text.hasPrefix($0) }) { return .skipped(.command) }
    if let input = InjectedText.templateInput(text) { return input.isEmpty ? .skipped(.command) : .human(input) }
    return .human(text)
  }

  /// What buttons of the editor send in the user's name.
  private static let buttons = [#"Continue: "Continue to iterate?""#, "Try Again"]

  private static func agent(_ text: String) -> String.Index? {
    guard text.utf8.first == UInt8(ascii: "@") else { return nil }
    let name = text.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    guard !name.isEmpty, text[name.endIndex...].first?.isWhitespace != false else { return nil }
    return name.endIndex
  }

  /// The prose of a response, which comes in pieces. Where a file was edited, the fence of the edit is left, empty.
  static func prose(_ parts: [CopilotPart]) -> String {
    parts.compactMap(\.prose).filter { piece in
      piece.utf8.contains { $0 != UInt8(ascii: "`") && $0 > 0x20 }
    }.joined()
  }

  /// The tools of the extension that write files (`src/extension/tools/common/toolNames.ts` in
  /// microsoft/vscode-copilot-chat).
  static let writing: Set<String> = [
    "create_file", "replace_string_in_file", "multi_replace_string_in_file", "insert_edit_into_file", "apply_patch",
  ]
}
