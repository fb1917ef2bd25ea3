import Rules

/// One conversation of a file that holds many.
protocol JSONConversation {
  /// Reads a record.
  ///
  /// - Parameter number: how many records of the file came before, broken ones too.
  /// - Returns: nil when the record is no conversation.
  init?(_ record: JSONRecords.Record, number: Int)

  /// The conversation's id; nil where it has none.
  var id: String? { get }
  /// Whether ids tell conversations apart only within their file.
  static var hasLocalIDs: Bool { get }

  /// Puts what was said into the builder, and counts every message.
  func add(to builder: inout SegmentBuilder, _ log: inout InputLog)
}

/// Reads the conversations of a file one after the other. A record is a message; a conversation that cannot be read is
/// one record.
struct JSONConversations {
  private(set) var log = InputLog()
  private(set) var transcripts: [Transcript] = []
  private var hasRecords = false
  private var number = 0
  private var names: [String: Int] = [:]

  /// - Throws: ``TranscriptError/malformed(path:format:reason:)`` when the file holds no JSON object.
  static func read<Stream: JSONRecordStream & ~Copyable, Conversation: JSONConversation>(
    _ stream: consuming Stream, of source: TranscriptSource, as type: Conversation.Type, format: TranscriptFormat
  ) throws(TranscriptError) -> TranscriptReading {
    var all = JSONConversations()
    while let element = try stream.next() {
      switch element {
      case .skipped(let reason): all.log.skip(reason, at: stream.place)
      case .record(let record):
        all.hasRecords = true
        all.take(record, at: stream.place, source, type, format)
      }
      all.number += 1
    }
    guard all.hasRecords || all.number == 0 else {
      throw .malformed(path: source.name, format: format, reason: "it holds no complete JSON object")
    }
    return TranscriptReading(
      format: format, transcripts: all.transcripts, count: all.log.count, problems: all.log.problems)
  }

  private mutating func take<Conversation: JSONConversation>(
    _ record: JSONRecords.Record, at place: InputPlace, _ source: TranscriptSource, _ type: Conversation.Type,
    _ format: TranscriptFormat
  ) {
    guard let conversation = Conversation(record, number: number) else { return log.skip(.malformed, at: place) }
    // By its place where it has no name: what is appended to a file changes the place of nothing before.
    var name = conversation.id ?? "\(number + 1)"
    names[name, default: 0] += 1
    let times = names[name] ?? 1
    if times > 1 {
      // The same conversation twice in an export; in other files, another one that was given the same id.
      guard Conversation.hasLocalIDs else { return log.skip(.duplicate) }
      name += "-\(times)"
    }
    var builder = SegmentBuilder(sessionID: name)
    builder.isLocal = Conversation.hasLocalIDs || conversation.id == nil
    let broken = log.count.skipped[SkipReason.malformed.rawValue]
    conversation.add(to: &builder, &log)
    // Messages are decoded with their conversation, whose place is the nearest one that is known.
    if log.count.skipped[SkipReason.malformed.rawValue] != broken { log.note(.malformed, at: place) }
    if let transcript = builder.transcript(name: source.name, format: format) { transcripts.append(transcript) }
  }
}
