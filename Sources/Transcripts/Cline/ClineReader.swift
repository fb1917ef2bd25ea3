/// Reads a task of Cline, Roo Code and their relatives: `ui_messages.json`, or `api_conversation_history.json` where
/// that is all there is. A record is a message.
package struct ClineReader: TranscriptReader {
  package let format = TranscriptFormat.cline

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    if opening.elements.contains(where: Self.isUIMessage) { return true }
    // Arrays of messages are many tools'; the tags and tools are these ones' own.
    guard opening.elements.contains(where: { $0.keys.isSuperset(of: ["role", "content"]) }) else { return false }
    return Self.marks.contains { opening.contains($0) }
  }

  private static let marks = ["<environment_details>", "write_to_file", "replace_in_file", "attempt_completion"]

  private static func isUIMessage(_ shape: JSONShape) -> Bool {
    guard shape.keys.contains("ts"), let type = shape.type else { return false }
    return (type == "say" || type == "ask") && shape.keys.contains(type)
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    var document = try JSONDocument(source, format)
    let beside = Neighbour(source)
    let item: ClineHistoryItem? = beside.json("history_item.json")
    // The directory of a task is named after it.
    let parts = source.name.split(separator: "/")
    var task = ClineTask(sessionID: parts.count > 1 ? String(parts[parts.count - 2]) : "", item)
    let opening = TranscriptOpening(Array(document.bytes.prefix(TranscriptOpening.byteLimit)))
    let isUI = opening.elements.contains(where: Self.isUIMessage)
    let isCopy = !isUI && (beside.has("ui_messages.json") || beside.has("claude_messages.json"))
    for part in document.parts(of: document.root) {
      let place = document.place(of: part)
      if isCopy {
        // The same messages stand there as they were typed.
        task.log.skip(.duplicate)
      } else if isUI, let message: ClineUIMessage = document.decode(part) {
        task.take(message, at: place)
      } else if !isUI, let message: ClineAPIMessage = document.decode(part) {
        task.take(message, at: place)
      } else {
        task.skip(part.isComplete ? .malformed : .partialLastLine, at: place)
      }
    }
    // Cline has the directories of all its tasks in one file.
    if task.directory == nil {
      let tasks = beside.json("../../state/taskHistory.json", as: [Lenient<ClineHistoryItem>].self, limit: 16 << 20)
      task.directory = tasks?.lazy.compactMap(\.value).first { $0.id == task.builder.sessionID }?.directory
    }
    let transcript = task.builder.transcript(name: source.name, format: format)
    return TranscriptReading(format, transcript, task.log)
  }
}
