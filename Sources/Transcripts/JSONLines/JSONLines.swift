import JSONReading

/// A record of a file of JSON lines, read with a cursor.
protocol JSONLineRecord {
  /// Reads the object that the cursor stands before, and leaves the cursor after it.
  ///
  /// Members of an unexpected type count as absent: clients change what they write.
  ///
  /// - Throws: ``JSONBroken`` when it is no JSON.
  init(_ cursor: inout JSONCursor) throws(JSONBroken)

  /// Makes of a whole line a record that is only counted, without its structure; nil where more must be looked at.
  init?(glanceAt line: UnsafeRawBufferPointer)
}

extension JSONLineRecord {
  init?(glanceAt line: UnsafeRawBufferPointer) { return nil }
}

/// What is made of the records of an input of JSON lines.
protocol JSONLineSession {
  associatedtype Record: JSONLineRecord

  /// Takes a record, which may be used until the next one comes.
  mutating func take(_ record: Record, at place: InputPlace)

  /// Takes what is no record.
  ///
  /// - Parameter isObject: whether it is one by its brackets, but no JSON even after mending, or nests too deep.
  mutating func skip(_ reason: SkipReason, at place: InputPlace, isObject: Bool)
}

/// Reads inputs of JSON lines, with no more than one line and one piece of the input in memory.
struct JSONLines<Session: JSONLineSession>: ~Copyable {
  private var structure = JSONStructure()

  /// Gives every record and the place where it begins to the session, in order. Blank lines are none; two objects on one
  /// line are two.
  static func read(_ source: TranscriptSource, into session: inout Session) throws(TranscriptError) {
    var lines = try LineSlices(source)
    var records = JSONLines()
    try lines.read { line in
      guard line.isTooLong else { return records.read(line, &session) }
      session.skip(.tooLong, at: InputPlace(line: line.number, byte: line.offset), isObject: false)
    }
  }

  private init() {}

  private mutating func read(_ line: LineSlices.Line, _ session: inout Session) {
    var start = line.number == 1 && line.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    // NUL bytes too: a machine that lost power leaves them where a file grew.
    while start < line.bytes.count, line.bytes[start] <= 0x20 { start += 1 }
    guard start < line.bytes.count else { return }
    let text = UnsafeRawBufferPointer(rebasing: line.bytes[start...])
    if line.isTerminated, let record = Session.Record(glanceAt: text) {
      return session.take(record, at: InputPlace(line: line.number, byte: line.offset + start))
    }
    guard var cursor = structure.cursor(text) else { return mend(line, from: start, &session) }
    while let position = cursor.position {
      let begin = start + position
      guard cursor.isObject, let record = try? Session.Record(&cursor) else {
        return mend(line, from: begin, &session)
      }
      session.take(record, at: InputPlace(line: line.number, byte: line.offset + begin))
    }
  }

  /// Reads what a line holds from a byte on one object after the other, as far as brackets tell where they end.
  private mutating func mend(_ line: LineSlices.Line, from start: Int, _ session: inout Session) {
    var start = start
    while let begin = line.bytes[start...].firstIndex(where: { $0 > 0x20 }) {
      let place = InputPlace(line: line.number, byte: line.offset + begin)
      guard let shape = JSONShape(line.bytes, from: begin), let end = shape.end else {
        return session.skip(line.isTerminated ? .malformed : .partialLastLine, at: place, isObject: false)
      }
      start = end
      if shape.isTooDeep {
        session.skip(.malformed, at: place, isObject: true)
        continue
      }
      [UInt8](JSONMending.mend(Array(line.bytes[begin..<end])[...])).withUnsafeBytes { text in
        if var cursor = structure.cursor(text), let record = try? Session.Record(&cursor), cursor.position == nil {
          session.take(record, at: place)
        } else {
          session.skip(.malformed, at: place, isObject: true)
        }
      }
    }
  }
}
