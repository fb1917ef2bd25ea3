/// A record of a file of JSON lines, read with a cursor.
protocol JSONLineRecord {
  /// Reads the object that the cursor stands before, and leaves the cursor after it.
  ///
  /// Members of an unexpected type count as absent: clients change what they write.
  ///
  /// - Throws: ``JSONBroken`` when it is no JSON.
  init(_ cursor: inout JSONCursor) throws(JSONBroken)
}

/// The records of an input of JSON lines, with no more than one line and one piece of the input in memory.
struct JSONLines<Record: JSONLineRecord>: ~Copyable {
  /// A record, or why there is none.
  enum Element {
    /// The record may be used until the next one comes.
    case record(Record)
    /// An object that is no JSON even after mending, or nests too deep.
    case broken
    case skipped(SkipReason)
  }

  private var structure = JSONStructure()

  /// Gives every record and the place where it begins to `take`, in order. Blank lines are none; two objects on one line
  /// are two.
  static func forEach(
    in source: TranscriptSource, _ take: (Element, InputPlace) -> Void
  ) throws(TranscriptError) {
    var lines = try LineSlices(source)
    var records = JSONLines()
    try lines.forEach { line in
      if line.isTooLong { return take(.skipped(.tooLong), InputPlace(line: line.number, byte: line.offset)) }
      records.read(line, take)
    }
  }

  private init() {}

  private mutating func read(_ line: LineSlices.Line, _ take: (Element, InputPlace) -> Void) {
    var start = line.number == 1 && line.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    // NUL bytes too: a machine that lost power leaves them where a file grew.
    while start < line.bytes.count, line.bytes[start] <= 0x20 { start += 1 }
    guard start < line.bytes.count else { return }
    let text = UnsafeRawBufferPointer(rebasing: line.bytes[start...])
    guard var cursor = structure.cursor(text) else { return mend(line, from: start, take) }
    while let position = cursor.position {
      let begin = start + position
      guard line.bytes[begin] == UInt8(ascii: "{"), let record = try? Record(&cursor) else {
        return mend(line, from: begin, take)
      }
      take(.record(record), InputPlace(line: line.number, byte: line.offset + begin))
    }
  }

  /// Reads what a line holds from a byte on one object after the other, as far as brackets tell where they end.
  private mutating func mend(_ line: LineSlices.Line, from start: Int, _ take: (Element, InputPlace) -> Void) {
    var start = start
    while let begin = line.bytes[start...].firstIndex(where: { $0 > 0x20 }) {
      let place = InputPlace(line: line.number, byte: line.offset + begin)
      guard let shape = JSONShape(line.bytes, from: begin), let end = shape.end else {
        return take(.skipped(line.isTerminated ? .malformed : .partialLastLine), place)
      }
      start = end
      if shape.isTooDeep {
        take(.broken, place)
        continue
      }
      [UInt8](JSONMending.mend(Array(line.bytes[begin..<end])[...])).withUnsafeBytes { text in
        if var cursor = structure.cursor(text), let record = try? Record(&cursor), cursor.position == nil {
          take(.record(record), place)
        } else {
          take(.broken, place)
        }
      }
    }
  }
}
