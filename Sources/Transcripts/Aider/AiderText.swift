import Rules

/// Tells what a person typed from what Aider puts into the user's messages.
enum AiderText {
  /// The line that a session begins with.
  private static let header = "# aider chat started at "

  /// What follows the words that a session begins with; nil for another line.
  static func sessionStart(_ line: String) -> String? {
    line.hasPrefix(header) ? InjectedText.trimmed(String(line.dropFirst(header.count))) : nil
  }

  /// What one message is.
  ///
  /// - Parameter reply: what the assistant said before: in architect mode Aider sends it on, to the model that edits,
  ///   as the user.
  static func classify(_ lines: [String], after reply: String) -> UserText {
    let kept = lines.filter { !isConfirmation($0) }
    let text = InjectedText.trimmed(kept.joined(separator: "\n"))
    guard !text.isEmpty, text != "<blank>" else { return .skipped(lines.count > kept.count ? .command : .empty) }
    if let command = command(text) {
      let words = InjectedText.trimmed(String(text.dropFirst(command.count)))
      return speaking.contains(command) && !words.isEmpty ? .human(words) : .skipped(.command)
    }
    if injected.contains(where: { text.hasPrefix($0) }) || repeats(text, reply) { return .skipped(.injected) }
    return .human(text)
  }

  /// Whether a line that the client wrote shows that a program gave it the message: `aider … --message …`.
  static func isScripted(_ line: String) -> Bool {
    let words = line.split(separator: " ", maxSplits: 64)
    guard words.contains(where: { $0 == "aider" || $0.hasSuffix("/aider") || $0.hasSuffix("\\aider") }) else {
      return false
    }
    return words.contains { word in
      let option = word.prefix { $0 != "=" }
      return ["--message", "--msg", "-m", "--message-file", "-f"].contains(String(option))
    }
  }

  /// Whether the client lists edits that failed below a line, in the form in which the assistant makes them.
  static func listsFailures(_ line: String) -> Bool {
    line.hasPrefix("> # ") && line.contains("SEARCH/REPLACE block") && line.contains("failed to match!")
  }

  /// Whether such a list ends with a line.
  ///
  /// - Parameter isMarked: whether the line ends as the client's messages do.
  static func endsFailures(_ line: String, isMarked: Bool) -> Bool {
    isMarked
      && (line.hasPrefix("Just reply with fixed versions of the block")
        || line.hasPrefix("The SEARCH section must exactly match"))
  }

  /// Whether a line of the client shows that it is a version that writes what every reply cost.
  static func endsReplies(_ line: String) -> Bool {
    if line.hasPrefix("> Tokens: ") { return true }
    guard line.hasPrefix("> Aider v") else { return false }
    let parts = line.dropFirst(9).split(separator: ".").prefix(2).map { Int($0) ?? 0 }
    // In 0.50 for certain; what is older is judged by what it wrote.
    return parts.count == 2 && (parts[0] > 0 || parts[1] >= 50)
  }

  /// The command that a message begins with, its mark included.
  private static func command(_ text: String) -> String? {
    if text.hasPrefix("!") { return "!" }
    guard text.hasPrefix("/") else { return nil }
    let word = text.unicodeScalars.prefix { !$0.properties.isWhitespace }
    // Another slash makes it a path.
    guard word.dropFirst().allSatisfy({ ("a"..."z").contains($0) || $0 == "-" || $0 == "_" }) else { return nil }
    return String(word)
  }

  private static func isConfirmation(_ line: String) -> Bool { line.contains("(Y)es/(N)o") }

  /// Whether a message is the reply, or begins with as many of its words as nobody types again.
  private static func repeats(_ text: String, _ reply: String) -> Bool {
    func words(_ text: String) -> [Substring] {
      // The first forty are among the first characters; the rest need not be split.
      text.split(maxSplits: 40, whereSeparator: \.isWhitespace)
    }
    guard let first = text.first, let other = reply.first, first == other else { return false }
    let (typed, said) = (words(text), words(reply))
    if typed.count > 40, said.count > 40 { return typed.prefix(40) == said.prefix(40) }
    return typed.map { InjectedText.trimmed(String($0)) } == said.map { InjectedText.trimmed(String($0)) }
  }

  /// Commands whose argument goes to a model as the user's words.
  private static let speaking: Set<String> = ["/ask", "/code", "/architect", "/context", "/copy-context"]

  private static let injected = [
    "Find the \"AI\" comments below (marked with █)", "The \"AI\" comments below (marked with █)",
    "I've written your instructions in comments in the code", "# Fix any errors below, if possible.",
    "I ran this command:", "# Running: ",
  ]
}
