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
    let bytes = try source.bytes(limit: 1 << 16).bytes
    let text = bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0).drop { $0 <= 0x20 }
    guard text.first != UInt8(ascii: "[") else { return false }
    let last = text.prefix { $0 != UInt8(ascii: "\n") }.last { $0 > 0x20 }
    return last.map { !"{[,".utf8.contains($0) } ?? true
  }

  /// Members of other clients' sessions, which list messages too.
  private static let foreign: Set<String> = [
    "env", "usageLedger", "info", "sessionId", "sessionID", "projectHash", "history", "version", "mapping",
    "chat_messages", "requests", "trajectory",
  ]
}
