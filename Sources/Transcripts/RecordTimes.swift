import Rules

/// Reads the times of the records of a file, which mostly are of the same hour as the one before.
struct RecordTimes {
  /// The hour of the time before (`2026-01-05T10`), and when it began.
  private var hour: (text: [UInt8], start: Timestamp)?

  /// Reads ISO 8601; nil when it is none.
  mutating func timestamp(_ text: String) -> Timestamp? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count == 24, let inHour = Self.milliseconds(bytes) else {
        return try? Timestamp(String(decoding: bytes, as: UTF8.self))
      }
      if let hour, bytes.prefix(13).elementsEqual(hour.text) {
        return Timestamp(milliseconds: hour.start.milliseconds + inHour)
      }
      guard let time = try? Timestamp(String(decoding: bytes, as: UTF8.self)) else { return nil }
      hour = (Array(bytes.prefix(13)), Timestamp(milliseconds: time.milliseconds - inHour))
      return time
    }
  }

  /// The milliseconds since the hour began of a time like `2026-01-05T10:00:00.000Z`; nil when it looks otherwise.
  private static func milliseconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    let marks: [(Int, UInt8)] = [
      (13, UInt8(ascii: ":")), (16, UInt8(ascii: ":")), (19, UInt8(ascii: ".")), (23, UInt8(ascii: "Z")),
    ]
    guard marks.allSatisfy({ bytes[$0] == $1 }), let minute = number(bytes[14..<16]), minute < 60,
      let second = number(bytes[17..<19]), second < 60, let fraction = number(bytes[20..<23])
    else { return nil }
    return (minute * 60 + second) * 1000 + fraction
  }

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
    var number: Int64 = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      number = number * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    return number
  }
}
