/// Takes apart what Cline and Roo Code send to the model (`src/core/prompts/responses.ts` in cline/cline).
enum ClineText {
  /// The tools whose result is what the user answered.
  private static let askingTools: Set<String> = [
    "attempt_completion", "ask_followup_question", "plan_mode_respond", "act_mode_respond", "new_task",
  ]
  private static let typedTags: Set<Substring> = ["task", "feedback", "answer", "user_message"]
  private static let writingTools: Set<Substring> = [
    "write_to_file", "replace_in_file", "apply_diff", "insert_content", "search_and_replace", "edit_file", "new_rule",
  ]

  /// What the text blocks of one user message are together.
  ///
  /// A person's words stand in known tags. They count only where no tool could have printed them: before every result,
  /// and in the result of a tool that asks.
  static func classify(_ texts: [String]) -> UserText {
    var human: [String] = []
    var isTrusted = true
    var reason: SkipReason?
    for raw in texts {
      let text = InjectedText.trimmed(raw)
      if text.isEmpty || injectedTags.contains(where: { text.hasPrefix("<\($0)") }) { continue }
      if let tool = resultTool(text) {
        isTrusted = askingTools.contains(tool)
        reason = reason ?? .toolResult
      }
      guard isTrusted else { continue }
      // Only the first: files that are mentioned follow it, and may hold the same tags.
      guard let block = InjectedText.takingBlocks(from: text, typedTags.contains).blocks.first else {
        reason = reason ?? .injected
        continue
      }
      let words = InjectedText.trimmed(InjectedText.removingBlocks(from: block.content, injectedTags.contains))
      if !words.isEmpty { human.append(words) }
    }
    return human.isEmpty ? .skipped(reason ?? .empty) : .human(human.joined(separator: "\n\n"))
  }

  /// What a mention of a file or an address is expanded to.
  private static let injectedTags: Set<Substring> = [
    "file_content", "folder_content", "url_content", "git_commit", "git_working_state", "workspace_diagnostics",
    "terminal_output", "explicit_instructions", "environment_details",
  ]

  /// The tool in `[tool for 'x'] Result:`, with which a result begins.
  private static func resultTool(_ text: String) -> String? {
    guard text.hasPrefix("["), let line = text.utf8.split(separator: UInt8(ascii: "\n"), maxSplits: 1).first,
      String(decoding: line, as: UTF8.self).contains("] Result:")
    else { return nil }
    return String(text.dropFirst().prefix { $0 != " " && $0 != "]" && !$0.isNewline })
  }

  /// What an assistant said and which code it wrote, where it calls tools by tags in its text.
  static func assistant(_ text: String) -> (said: String, code: [(tool: String, code: [WrittenCode])]) {
    let (blocks, rest) = InjectedText.takingBlocks(from: text) { writingTools.contains($0) }
    let code = blocks.map { block -> (tool: String, code: [WrittenCode]) in
      let path = (InjectedText.block("path", in: block.content) ?? InjectedText.block("file_path", in: block.content))
        .map(InjectedText.trimmed)
      var texts = ["content", "replace", "code_edit"].compactMap { InjectedText.block($0, in: block.content) }
      texts += InjectedText.block("diff", in: block.content).map(DiffText.added) ?? []
      return (block.name, texts.map { WrittenCode(path: path, text: trimmedLines($0)) })
    }
    let (spoken, other) = InjectedText.takingBlocks(from: rest) { spokenTags.contains($0) }
    let said = spoken.compactMap { block in
      ["result", "question", "response"].lazy.compactMap { InjectedText.block($0, in: block.content) }.first
    }
    let prose = InjectedText.removingBlocks(from: other) { silentTags.contains($0) }
    let all = ([prose] + said).map(InjectedText.trimmed).filter { !$0.isEmpty }
    return (all.joined(separator: "\n\n"), code)
  }

  private static let spokenTags: Set<Substring> = ["attempt_completion", "ask_followup_question", "plan_mode_respond"]
  private static let silentTags: Set<Substring> = [
    "thinking", "read_file", "list_files", "search_files", "execute_command", "list_code_definition_names",
    "use_mcp_tool", "access_mcp_resource", "browser_action", "codebase_search", "switch_mode", "new_task",
    "update_todo_list", "fetch_instructions",
  ]

  /// Without the line ends beside the tags.
  private static func trimmedLines(_ text: String) -> String {
    var lines = InjectedText.lines(text)
    if lines.first == "" { lines.removeFirst() }
    if lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// The directory that a message's environment details name.
  static func directory(_ text: String) -> String? {
    for mark in ["Current Working Directory (", "Current Workspace Directory ("] {
      guard let (_, after) = InjectedText.split(text, at: mark) else { continue }
      let line = after.prefix { !$0.isNewline }
      guard let (directory, _) = InjectedText.split(String(line), at: ") Files") else { continue }
      return directory
    }
    return nil
  }
}
