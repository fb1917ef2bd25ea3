import Rules
import SQLite

/// Reads the database `opencode.db` in which newer versions of OpenCode, and what was made from it, keep all sessions. A
/// record is a message; parts that cannot be read count too.
///
/// The form is that of `packages/opencode/src/session/session.sql.ts` in anomalyco/opencode: rows with an id and JSON.
package struct OpenCodeDatabaseReader: TranscriptReader {
  /// How many bytes a value may have.
  private static let valueLimit = 64 << 20

  package let format = TranscriptFormat.openCode

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    opening.bytes.starts(with: "SQLite format 3\0".utf8)
      && ["session_id", "message_id", "parent_id", "directory"].allSatisfy { opening.contains($0) }
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    let database = try source.openDatabase()
    var sessions = OpenCodeSessions()
    let isKnown: Bool
    do throws(DatabaseFailure) {
      isKnown = try read(database, &sessions)
    } catch {
      throw .unreadable(path: source.name, reason: error.description)
    }
    guard isKnown else { throw .unknownFormat(path: source.name) }
    let (transcripts, log) = sessions.settle(name: source.name)
    if let failure = sessions.failure, log.count.used == 0 {
      throw .unreadable(path: source.name, reason: failure.description)
    }
    return TranscriptReading(format: format, transcripts: transcripts, count: log.count, problems: log.problems)
  }

  /// - Returns: whether the database is one of OpenCode's.
  private func read(
    _ database: ReadOnlyDatabase, _ sessions: inout OpenCodeSessions
  ) throws(DatabaseFailure) -> Bool {
    let tables = [
      ("part", ["id", "message_id", "data"]), ("message", ["id", "session_id", "data"]),
      ("session", ["id", "directory", "parent_id"]),
    ]
    for (table, columns) in tables {
      guard try database.hasTable(table, columns: columns) else { return false }
    }
    var all = sessions
    defer { sessions = all }
    for (table, columns) in tables {
      do throws(DatabaseFailure) {
        try database.forEachRow(of: .init(table: table, columns: columns, limit: Self.valueLimit)) { row in
          all.row += 1
          switch table {
          case "part": all.take(part: row)
          case "message": all.take(message: row)
          default: all.take(session: row)
          }
        }
      } catch {
        all.fail(error)
      }
    }
    return true
  }
}

/// What has been read of a database of OpenCode: parts first, then messages, then sessions.
struct OpenCodeSessions {
  /// Why the rows of a table end before its end.
  private(set) var failure: DatabaseFailure?

  /// How many rows were read, the one that is taken included.
  var row = 0

  private var log = InputLog()
  private var parts: [String: [OpenCodePart?]] = [:]
  private var messages: [String: [OpenCodeMessageInfo]] = [:]
  private var transcripts: [(created: Int64, session: OpenCodeSession)] = []
  /// Bytes of values that are held, so that a huge database does not fill the memory.
  private var held = 0
  private static let heldLimit = 512 << 20

  private var place: InputPlace { InputPlace(line: row, byte: nil) }

  /// Counts a place where the database is broken. What comes after it in the table is lost.
  mutating func fail(_ failure: DatabaseFailure) {
    self.failure = failure
    row += 1
    log.skip(.malformed, at: place)
  }

  mutating func take(part row: [ReadOnlyDatabase.Value]) {
    guard let message = row[1].text else { return log.skip(.malformed, at: place) }
    guard row[2] != .tooLong, held <= Self.heldLimit else { return log.skip(.tooLong, at: place) }
    let part = JSONText.decode(row[2], as: OpenCodePart.self)
    if part == nil { log.note(.malformed, at: place) }
    held += part?.text?.utf8.count ?? 0
    held += part?.state?.input?.code.reduce(0) { $0 + $1.text.utf8.count } ?? 0
    parts[message, default: []].append(part)
  }

  mutating func take(message row: [ReadOnlyDatabase.Value]) {
    guard let id = row[0].text, let session = row[1].text,
      var info = JSONText.decode(row[2], as: OpenCodeMessageInfo.self)
    else { return log.skip(row[2] == .tooLong ? .tooLong : .malformed, at: place) }
    info.id = id
    messages[session, default: []].append(info)
  }

  mutating func take(session row: [ReadOnlyDatabase.Value]) {
    guard let id = row[0].text else { return log.skip(.malformed, at: place) }
    var session = OpenCodeSession(
      OpenCodeSessionInfo(id: id, directory: row[1].text, hasParent: row[2] != .null))
    let infos = OpenCodeMessageInfo.sorted(messages.removeValue(forKey: id) ?? [])
    for info in infos { session.take(info, parts.removeValue(forKey: info.id) ?? []) }
    transcripts.append((infos.first?.created?.milliseconds ?? 0, session))
  }

  /// The conversations in the order in which they began. Messages of no session are of one that was deleted.
  func settle(name: String) -> (transcripts: [Transcript], log: InputLog) {
    var all = log
    all.skip(.retracted, count: messages.values.reduce(0) { $0 + $1.count })
    for (_, session) in transcripts { all.add(countsOf: session.log) }
    let sorted = transcripts.sorted {
      ($0.created, $0.session.builder.sessionID) < ($1.created, $1.session.builder.sessionID)
    }
    return (sorted.compactMap { $0.session.builder.transcript(name: name, format: .openCode) }, all)
  }
}
