import Rules

/// Reads sessions of Gemini CLI, a JSON object or JSON lines, and its `logs.json`. A record is a message; in JSON lines
/// every line is one.
package struct GeminiReader: TranscriptReader {
  package let format = TranscriptFormat.gemini

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    // The first object of JSON lines is the session's; the messages follow.
    if opening.first?.keys.isSuperset(of: ["sessionId", "projectHash"]) == true { return true }
    return opening.elements.contains { shape in
      shape.type == "user" && shape.keys.isSuperset(of: ["sessionId", "messageId", "message", "timestamp"])
    }
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    let opening = TranscriptOpening(try source.bytes(limit: TranscriptOpening.byteLimit).bytes)
    guard opening.first != nil else { return try readLog(source) }
    var session = GeminiSession()
    if opening.first?.keys.contains("messages") == true {
      try readDocument(source, &session)
    } else {
      try readLines(source, &session)
    }
    // Conversations of the client with itself lie in directories of this name.
    if source.name.contains("/skill-extraction-") { session.isHeadless = true }
    var builder = session.settle()
    builder.directory = Self.project(source)
    let transcript = builder.transcript(name: source.name, format: format)
    return TranscriptReading(format, transcript, session.log)
  }

  private func readDocument(
    _ source: TranscriptSource, _ session: inout GeminiSession
  ) throws(TranscriptError) {
    var document = try JSONDocument(source, format)
    for member in document.parts(of: document.root) where member.name != "messages" {
      switch member.name {
      case "sessionId": session.sessionID = document.decode(member) ?? session.sessionID
      case "kind": session.isSubagent = document.decode(member) == "subagent"
      default: break
      }
    }
    guard let messages = document.member("messages", of: document.root), messages.isArray else {
      throw .malformed(path: source.name, format: format, reason: "its messages are no array")
    }
    for part in document.parts(of: messages) {
      session.take(document.decode(part), at: document.place(of: part), isComplete: part.isComplete)
    }
  }

  private func readLines(_ source: TranscriptSource, _ session: inout GeminiSession) throws(TranscriptError) {
    var records = try JSONRecords(source)
    while let element = try records.next() {
      switch element {
      case .skipped(let reason): session.log.skip(reason, at: records.place)
      case .record(let record): session.take(record, at: records.place)
      }
    }
  }

  /// Sessions that are kept beside the log have the same messages, at slightly other times.
  private func readLog(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    var document = try JSONDocument(source, format)
    var log = InputLog()
    var builders: [SegmentBuilder] = []
    var positions: [String: Int] = [:]
    // `session-<time>-<first eight characters of the id>.json`.
    let chats = Set(
      Neighbour(source).names("chats").filter { $0.hasPrefix("session-") }
        .compactMap { InjectedText.split($0, at: ".json")?.before.suffix(8) })
    for part in document.parts(of: document.root) {
      let place = document.place(of: part)
      guard let entry: GeminiLogEntry = document.decode(part) else {
        log.skip(part.isComplete ? .malformed : .partialLastLine, at: place)
        continue
      }
      guard entry.type == "user" else {
        log.skip(.unknownType)
        continue
      }
      let id = entry.sessionID
      switch GeminiText.classify(entry.message) {
      case .skipped(let reason): log.skip(reason)
      case .human where chats.contains(id.prefix(8)):
        log.skip(.duplicate)
      case .human(let text):
        let index = positions[id] ?? builders.count
        if index == builders.count {
          positions[id] = index
          var builder = SegmentBuilder(sessionID: id)
          builder.directory = Self.project(source)
          builders.append(builder)
        }
        builders[index].add(
          .user, text, line: place.line, timestamp: entry.timestamp?.timestamp, metadata: ["via": "log"])
        log.use()
      }
    }
    let transcripts = builders.compactMap { $0.transcript(name: source.name, format: format) }
    return TranscriptReading(format: format, transcripts: transcripts, count: log.count, problems: log.problems)
  }

  /// The project's directory, which newer versions write beside `chats` and `logs.json`.
  private static func project(_ source: TranscriptSource) -> String? {
    let beside = Neighbour(source)
    let bytes = beside.bytes(".project_root", limit: 4096) ?? beside.bytes("../.project_root", limit: 4096)
    return bytes.map { InjectedText.trimmed(String(decoding: $0, as: UTF8.self)) }
  }
}
