/// Runs of base64 (RFC 4648, both alphabets) and of hexadecimal digits, with the text that they encode.
enum EncodedRuns {
  struct Run: Sendable {
    let range: Range<Int>
    let text: [UInt8]
  }

  /// Shorter runs encode no credential.
  private static let shortest = 20
  /// As many bytes of text in a row make it worth a look: what is no text decodes to noise.
  private static let shortestText = 12

  /// The runs of a text that encode text.
  static func runs(in text: [UInt8]) -> [Run] {
    var runs: [Run] = []
    var start = 0
    while start < text.count {
      guard RandomText.isKeyByte(text[start]) else {
        start += 1
        continue
      }
      let end = endOfRun(from: start, in: text)
      if end - start >= shortest {
        for begin in beginnings(of: start..<end, in: text) {
          add(base64(text[begin..<end]), at: start..<end, to: &runs)
        }
        for part in text[start..<end].split(whereSeparator: { !RandomText.isHexadecimal($0) && $0 != 0x0A })
        where part.count >= 2 * shortestText {
          add(hexadecimal(part), at: part.indices, to: &runs)
        }
      }
      start = end + 1
    }
    return runs
  }

  /// Where the encoded text of a run may begin: where a run begins with something else, such as a name, at one of four
  /// places, or behind a mark.
  private static func beginnings(of run: Range<Int>, in text: [UInt8]) -> [Int] {
    let marks = run.prefix(64).filter { "-_/+".utf8.contains(text[$0]) }.prefix(4).map { $0 + 1 }
    return Array(run.prefix(4)) + marks.filter { $0 >= run.lowerBound + 4 && $0 < run.upperBound }
  }

  /// The end of a run, which goes on over the line ends of long lines (RFC 2045 breaks them).
  private static func endOfRun(from start: Int, in text: [UInt8]) -> Int {
    var (end, line) = (start, start)
    while end < text.count {
      if RandomText.isKeyByte(text[end]) {
        end += 1
      } else if text[end] == 0x0A, end - line >= 60, end + 1 < text.count, RandomText.isKeyByte(text[end + 1]) {
        end += 1
        line = end
      } else {
        break
      }
    }
    return end
  }

  private static func add(_ decoded: [UInt8], at range: Range<Int>, to runs: inout [Run]) {
    // UTF-16, as PowerShell's encoded commands have it.
    let zeros = decoded.count { $0 == 0 }
    let text = zeros * 3 > decoded.count ? decoded.filter { $0 != 0 } : decoded
    var (longest, row) = (0, 0)
    for byte in text {
      row = (0x20..<0x7F).contains(byte) || byte == 0x0A ? row + 1 : 0
      longest = max(longest, row)
    }
    if longest >= shortestText { runs.append(Run(range: range, text: text)) }
  }

  private static func base64(_ run: ArraySlice<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(run.count * 3 / 4)
    var (bits, count): (UInt32, Int) = (0, 0)
    for byte in run {
      guard let value = sextet(byte) else { continue }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return decoded
  }

  private static func sextet(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 0x41
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 0x61 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30 + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }

  private static func hexadecimal(_ run: ArraySlice<UInt8>) -> [UInt8] {
    let digits = run.filter { $0 != 0x0A }
    guard digits.count % 2 == 0, digits.allSatisfy(RandomText.isHexadecimal) else { return [] }
    func value(_ byte: UInt8) -> UInt8 { RandomText.isDigit(byte) ? byte - 0x30 : (byte | 0x20) - 0x61 + 10 }
    return stride(from: 0, to: digits.count, by: 2).map { value(digits[$0]) << 4 | value(digits[$0 + 1]) }
  }
}
