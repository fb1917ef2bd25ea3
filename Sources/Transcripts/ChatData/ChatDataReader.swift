/// Reads conversations as language models are trained on them and asked: `{"messages": [{"role", "content"}]}` and
/// ShareGPT's `{"conversations": [{"from", "value"}]}`; JSON lines, a JSON array or JSON over several lines. A record
/// is a message.
///
/// These have no time, no session and no project. A conversation is named after its id or its place in the file.
package struct ChatDataReader: TranscriptReader {
  package let format: TranscriptFormat

  /// - Parameter format: ``TranscriptFormat/chatCompletions`` or ``TranscriptFormat/shareGPT``.
  package init(_ format: TranscriptFormat) {
    self.format = format
  }

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    opening.conversations.contains { conversation in
      let isTurn = [["role", "content"], ["from", "value"]].contains { conversation.turn.isSuperset(of: $0) }
      guard isTurn, conversation.members.isDisjoint(with: Self.foreign) else { return false }
      return conversation.members.contains(format == .shareGPT ? "conversations" : "messages")
    }
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    if try isOfLines(source) {
      return try JSONConversations.read(
        try JSONRecords(source), of: source, as: ChatDataConversation.self, format: format)
    }
    return try JSONConversations.read(
      try JSONElements(source), of: source, as: ChatDataConversation.self, format: format)
  }

  /// Whether every line is a record: an array begins with a bracket, and JSON over several lines breaks its first one
  /// behind an opening bracket or a comma.
  private func isOfLines(_ source: TranscriptSource) throws(TranscriptError) -> Bool {
    var lines = try source.lines()
    while let line = try lines.next() {
      let bytes = line.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? line.bytes.dropFirst(3) : line.bytes[...]
      guard let first = bytes.first(where: { $0 > 0x20 }) else {
        if line.isTooLong { return true }
        continue
      }
      if first == UInt8(ascii: "[") { return false }
      let last = bytes.last { $0 > 0x20 }
      return last.map { !"{[,".utf8.contains($0) } ?? true
    }
    return true
  }

  /// Members of other clients' sessions, which list messages too.
  private static let foreign: Set<String> = [
    "env", "usageLedger", "info", "sessionId", "sessionID", "projectHash", "history", "version", "mapping",
    "chat_messages", "requests", "trajectory",
  ]
}
