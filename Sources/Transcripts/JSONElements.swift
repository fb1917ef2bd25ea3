/// The objects of an input that is one JSON array of them, or a sequence of objects over any number of lines, with no
/// more than one of them and one piece of the input in memory.
struct JSONElements: JSONRecordStream, ~Copyable {
  /// How many bytes an object may have.
  static let sizeLimit = 64 << 20

  private(set) var place = InputPlace(line: 1, byte: 0)

  private var chunks: ByteChunks
  private let limit: Int
  private var buffer: [UInt8] = []
  private var index = 0
  /// Where the buffer begins in the input, and the line at the index.
  private var (base, line) = (0, 1)

  init(_ source: TranscriptSource, limit: Int = sizeLimit) throws(TranscriptError) {
    chunks = try source.chunks()
    self.limit = limit
  }

  /// The next object. What stands between objects and is neither white space nor a comma nor a bracket is malformed.
  mutating func next() throws(TranscriptError) -> JSONRecords.Element? {
    while try fill() {
      let byte = buffer[index]
      switch byte {
      case UInt8(ascii: "{"):
        place = InputPlace(line: line, byte: base + index)
        return try object()
      case 0...0x20, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"): advance()
      case _ where base + index < 3 && [0xEF, 0xBB, 0xBF].contains(byte): advance()
      default:
        place = InputPlace(line: line, byte: base + index)
        try passForeign()
        return .skipped(.malformed)
      }
    }
    return nil
  }

  private mutating func advance() {
    if buffer[index] == UInt8(ascii: "\n") { line += 1 }
    index += 1
  }

  /// Whether there is a byte at the index.
  private mutating func fill() throws(TranscriptError) -> Bool {
    while index == buffer.count {
      guard let chunk = try chunks.next() else { return false }
      base += buffer.count
      (buffer, index) = (chunk, 0)
    }
    return true
  }

  private mutating func passForeign() throws(TranscriptError) {
    let ends = Array(",{[]\n".utf8)
    while try fill(), !ends.contains(buffer[index]) { index += 1 }
  }

  private mutating func object() throws(TranscriptError) -> JSONRecords.Element {
    var (brackets, bytes, isTooLong) = (JSONBrackets(), [UInt8](), false)
    while try fill() {
      let (end, lines) = brackets.scan(buffer, from: index)
      line += lines
      let stop = end ?? buffer.count
      isTooLong = isTooLong || bytes.count + stop - index > limit
      if isTooLong { bytes = [] } else { bytes += buffer[index..<stop] }
      index = stop
      guard end != nil else { continue }
      if isTooLong { return .skipped(.tooLong) }
      guard let shape = bytes.withUnsafeBytes({ JSONShape($0, from: 0) }), shape.end != nil else { break }
      return .record(JSONRecords.Record(line: place.line, shape: shape, bytes: bytes[...]))
    }
    return .skipped(.malformed)
  }
}

/// Finds the end of a JSON object that comes in pieces.
private struct JSONBrackets {
  private var (depth, isInString, isEscaped) = (0, false, false)

  /// The position after the object's last byte, when that is in the piece, and the line ends before it.
  mutating func scan(_ bytes: [UInt8], from start: Int) -> (end: Int?, lines: Int) {
    var lines = 0
    for index in start..<bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") { lines += 1 }
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return (index + 1, lines) }
      default: break
      }
    }
    return (nil, lines)
  }
}
