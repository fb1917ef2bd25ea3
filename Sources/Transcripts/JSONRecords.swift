import FoundationEssentials

/// The JSON objects of an input, one after the other.
protocol JSONRecordStream: ~Copyable {
  /// Where the element that was given last begins.
  var place: InputPlace { get }

  /// The next record, or why there is none; nil at the end.
  mutating func next() throws(TranscriptError) -> JSONRecords.Element?
}

/// The records of an input of JSON lines.
struct JSONRecords: JSONRecordStream, ~Copyable {
  /// One JSON object of a line.
  struct Record {
    /// The line, from one.
    let line: Int
    let shape: JSONShape
    let bytes: ArraySlice<UInt8>

    /// The object as a value; members of it that are not needed should not be declared.
    ///
    /// - Returns: nil when it is no valid JSON even after mending, or not of the type's shape.
    func decode<Value: Decodable>(_ type: Value.Type = Value.self) -> Value? {
      guard !shape.isTooDeep else { return nil }
      // Before decoding and not after it failed: lenient members hide that a string in them is damaged.
      let data = JSONMending.isNeeded(bytes) ? JSONMending.mend(bytes) : Data(bytes)
      return try? JSONDecoder().decode(type, from: data)
    }
  }

  /// A record, or why there is none.
  enum Element {
    case record(Record)
    case skipped(SkipReason)
  }

  /// Where the element that was given last begins.
  private(set) var place = InputPlace(line: 1, byte: 0)

  private var lines: LineStream
  private var line: LineStream.Line?
  private var position = 0

  init(_ source: TranscriptSource) throws(TranscriptError) {
    lines = try source.lines()
  }

  /// The next record. Blank lines are none; two objects on one line are two.
  mutating func next() throws(TranscriptError) -> Element? {
    while true {
      guard let current = line else {
        guard let next = try lines.next() else { return nil }
        place = InputPlace(line: next.number, byte: next.offset)
        if next.isTooLong { return .skipped(.tooLong) }
        line = next
        position = next.number == 1 && next.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        continue
      }
      guard let rest = current.bytes[position...].firstIndex(where: { $0 > 0x20 }) else {
        line = nil
        continue
      }
      place = InputPlace(line: current.number, byte: current.offset + rest)
      let shape = current.bytes.withUnsafeBytes { JSONShape($0, from: rest) }
      guard let shape, let end = shape.end else {
        line = nil
        return .skipped(current.isTerminated ? .malformed : .partialLastLine)
      }
      position = end
      return .record(Record(line: current.number, shape: shape, bytes: current.bytes[rest..<end]))
    }
  }
}

/// Makes JSON that a client or a crash damaged valid again, where only single characters are at fault.
enum JSONMending {
  /// Whether mending may change the text; quick for the many texts that are sound.
  static func isNeeded(_ bytes: ArraySlice<UInt8>) -> Bool {
    var previous = (UInt8(0), UInt8(0))
    for byte in bytes {
      // `\ud`: half of a pair, or a character from U+D000 on, which mending leaves alone.
      if byte < 0x20 || (byte | 0x20 == UInt8(ascii: "d") && previous == (UInt8(ascii: "\\"), UInt8(ascii: "u"))) {
        return true
      }
      previous = (previous.1, byte)
    }
    return String(validating: bytes, as: UTF8.self) == nil
  }

  /// Replaces bytes that are no UTF-8 and halves of surrogate pairs with U+FFFD, and raw control characters with
  /// spaces.
  static func mend(_ bytes: ArraySlice<UInt8>) -> Data {
    var text = Array(String(decoding: bytes, as: UTF8.self).utf8)
    for index in text.indices where text[index] < 0x20 { text[index] = UInt8(ascii: " ") }
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      guard let unit = codeUnit(text, at: index) else {
        index += 2
        continue
      }
      if (0xD800..<0xDC00).contains(unit), let low = codeUnit(text, at: index + 6), (0xDC00..<0xE000).contains(low) {
        index += 12
        continue
      }
      if (0xD800..<0xE000).contains(unit) { text.replaceSubrange(index + 2..<index + 6, with: "FFFD".utf8) }
      index += 6
    }
    return Data(text)
  }

  private static func codeUnit(_ text: [UInt8], at index: Int) -> UInt32? {
    guard index + 6 <= text.count, text[index] == UInt8(ascii: "\\"), text[index + 1] == UInt8(ascii: "u") else {
      return nil
    }
    return UInt32(String(decoding: text[index + 2..<index + 6], as: UTF8.self), radix: 16)
  }
}
