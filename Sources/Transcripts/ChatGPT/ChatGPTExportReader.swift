/// Reads exports of ChatGPT (`conversations.json`): a JSON array of conversations, each of them a tree of messages. A
/// record is a message.
///
/// Only the branch is read that the user was on last: the others were edited away or generated anew.
package struct ChatGPTExportReader: TranscriptReader {
  package let format = TranscriptFormat.chatGPTExport

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    guard let keys = opening.element?.keys, keys.contains("mapping") else { return false }
    return !keys.isDisjoint(with: ["current_node", "conversation_id", "create_time", "title"])
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    try JSONConversations.read(try JSONElements(source), of: source, as: ChatGPTConversation.self, format: format)
  }
}
