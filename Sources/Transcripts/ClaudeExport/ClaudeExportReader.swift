/// Reads exports of Claude.ai (`conversations.json`): a JSON array of conversations. A record is a message.
package struct ClaudeExportReader: TranscriptReader {
  package let format = TranscriptFormat.claudeExport

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    guard let keys = opening.element?.keys, keys.contains("chat_messages") else { return false }
    return !keys.isDisjoint(with: ["uuid", "name", "created_at"])
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    try JSONConversations.read(try JSONElements(source), of: source, as: ClaudeExportConversation.self, format: format)
  }
}
