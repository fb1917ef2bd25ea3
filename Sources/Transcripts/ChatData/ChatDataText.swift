/// Tells what a person typed from the system's prompt, which data for training may put into the first message.
enum ChatDataText {
  /// What one message is.
  static func classify(_ raw: String) -> UserText {
    var text = InjectedText.trimmed(raw)
    guard !text.isEmpty else { return .skipped(.empty) }
    for (opening, ends) in prompts where text.hasPrefix(opening) {
      // What the prompt is not ended for is all prompt.
      guard let rest = ends.lazy.compactMap({ InjectedText.split(text, at: $0)?.after }).first else {
        return .skipped(.injected)
      }
      text = InjectedText.trimmed(rest)
      for (_, end) in wrappers where text.hasSuffix(end) {
        text = InjectedText.trimmed(String(text.dropLast(end.count)))
      }
      break
    }
    for (opening, end) in wrappers where text.hasPrefix(opening) {
      text = InjectedText.trimmed(String(text.dropFirst(opening.count)))
      if text.hasSuffix(end) { text = InjectedText.trimmed(String(text.dropLast(end.count))) }
    }
    return text.isEmpty ? .skipped(.injected) : .human(text)
  }

  /// How a system's prompt begins, and what may end it (Llama 2, ChatML, Alpaca).
  private static let prompts: [(String, [String])] = [
    ("[INST] <<SYS>>", ["<</SYS>>"]), ("<<SYS>>", ["<</SYS>>"]), ("<|im_start|>system", ["<|im_end|>"]),
    ("<|system|>", ["<|user|>"]),
    ("### System:", ["\n### User:", "\n### Human:", "\n### Instruction:"]),
    ("### Instruction:", ["\n### Input:"]),
    ("System:", ["\nHuman:", "\nUser:"]), ("SYSTEM:", ["\nUSER:", "\nHUMAN:"]),
    ("Below is an instruction that describes a task", ["\n### Instruction:"]),
    ("<system>", ["</system>"]), ("<system-reminder>", ["</system-reminder>"]),
  ]

  private static let wrappers = [
    ("[INST]", "[/INST]"), ("<|im_start|>user", "<|im_end|>"), ("### User:", "### Assistant:"),
    ("### Human:", "### Assistant:"), ("### Instruction:", "### Response:"),
  ]
}
