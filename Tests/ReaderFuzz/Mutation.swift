/// Damages inputs, in ways that know what JSON, JSON lines and markdown are made of.
struct Mutation {
  /// How many bytes an input may grow to.
  static let sizeLimit = 1 << 18

  /// Strings of the seeds: names of members, types, and marks of markdown.
  private let words: [[UInt8]]
  private let seeds: [[UInt8]]

  init(_ formats: [Seeds.Format]) {
    seeds = formats.flatMap(\.inputs)
    words = Set(seeds.flatMap(Self.strings)).sorted { $0.lexicographicallyPrecedes($1) } + Self.marks
  }

  /// An input with a few changes; now and then with none.
  func mutate(_ input: [UInt8], _ random: inout Randomness) -> [UInt8] {
    var bytes = input
    for _ in 0..<random.element([0, 1, 1, 1, 2, 2, 3, 5, 9]) {
      change(&bytes, &random)
      if bytes.count > Self.sizeLimit { bytes.removeLast(bytes.count - Self.sizeLimit) }
    }
    return bytes
  }

  private func change(_ bytes: inout [UInt8], _ random: inout Randomness) {
    let place = random.below(bytes.count + 1)
    switch random.below(20) {
    case 0: flip(&bytes, &random)
    case 1: bytes.removeSubrange(random.range(in: bytes.count))
    case 2: bytes.insert(contentsOf: bytes[random.range(in: bytes.count)], at: place)
    case 3: move(&bytes, &random)
    case 4: bytes.removeSubrange(place...)
    case 5: bytes.removeSubrange(..<place)
    case 6...10: replaceValue(&bytes, &random)
    case 11: changeLines(&bytes, &random)
    case 12: splice(&bytes, &random)
    case 13, 14: bytes.insert(contentsOf: random.element(words), at: place)
    case 15: bytes.insert(contentsOf: random.element(Self.odd), at: place)
    case 16: replaceString(&bytes, with: random.element(words), &random)
    case 17: replaceByte(&bytes, random.element(Array("\n\"{}[],: \\`#>".utf8)), &random)
    case 18: if random.one(in: 12) { nest(&bytes, &random) } else { flip(&bytes, &random) }
    default: bytes.insert(random.element(Array("\n\"{}[],:\\`\0".utf8)), at: place)
    }
  }

  private func flip(_ bytes: inout [UInt8], _ random: inout Randomness) {
    guard !bytes.isEmpty else { return }
    for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
  }

  private func move(_ bytes: inout [UInt8], _ random: inout Randomness) {
    let range = random.range(in: bytes.count)
    let piece = Array(bytes[range])
    bytes.removeSubrange(range)
    bytes.insert(contentsOf: piece, at: random.below(bytes.count + 1))
  }

  private func changeLines(_ bytes: inout [UInt8], _ random: inout Randomness) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }
    let (one, two) = (random.below(lines.count), random.below(lines.count))
    switch random.below(5) {
    case 0: lines.remove(at: one)
    case 1: lines.insert(lines[one], at: two)
    case 2: lines.swapAt(one, two)
    case 3:
      let other = random.element(seeds).split(separator: UInt8(ascii: "\n"))
      lines.insert(Array(other[random.below(other.count)]), at: one)
    default: lines = lines.map { $0 + [UInt8(ascii: "\r")] }
    }
    bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }

  private func splice(_ bytes: inout [UInt8], _ random: inout Randomness) {
    let other = random.element(seeds)
    bytes = Array(bytes.prefix(random.below(bytes.count + 1))) + other.dropFirst(random.below(other.count + 1))
  }

  private func replaceByte(_ bytes: inout [UInt8], _ byte: UInt8, _ random: inout Randomness) {
    let start = random.below(bytes.count + 1)
    guard let place = bytes[start...].firstIndex(of: byte) else { return }
    bytes[place] = random.element(Array("\n\"{}[],: \\0x".utf8))
  }

  private func nest(_ bytes: inout [UInt8], _ random: inout Randomness) {
    let depth = random.element([100, 255, 256, 257, 1000, 10_000, 60_000])
    let (opening, closing) = random.element([("[", "]"), (#"{"a":"#, "}"), ("<a>", "</a>"), ("> ", ""), ("```\n", "")])
    let inner = Array(String(repeating: opening, count: depth).utf8)
    let end = random.one(in: 3) ? [] : Array(String(repeating: closing, count: depth).utf8)
    guard let value = value(in: bytes, &random) else { return }
    bytes.replaceSubrange(value, with: inner + (random.one(in: 2) ? [] : Array("1".utf8)) + end)
  }

  private func replaceValue(_ bytes: inout [UInt8], _ random: inout Randomness) {
    guard let value = value(in: bytes, &random) else { return }
    if random.one(in: 3) {
      // Another value of this input or of another one.
      let other = random.one(in: 2) ? bytes : random.element(seeds)
      guard let donor = self.value(in: other, &random) else { return }
      bytes.replaceSubrange(value, with: Array(other[donor]))
    } else {
      bytes.replaceSubrange(value, with: random.element(Self.values))
    }
  }

  private func replaceString(_ bytes: inout [UInt8], with word: [UInt8], _ random: inout Randomness) {
    let start = random.below(bytes.count + 1)
    guard let opening = bytes[start...].firstIndex(of: UInt8(ascii: "\"")),
      let closing = bytes[(opening + 1)...].firstIndex(of: UInt8(ascii: "\""))
    else { return }
    bytes.replaceSubrange((opening + 1)..<closing, with: word)
  }

  /// Some value of JSON.
  private func value(in bytes: [UInt8], _ random: inout Randomness) -> Range<Int>? {
    let start = random.below(bytes.count + 1)
    guard let mark = bytes[start...].firstIndex(where: { ":,[".utf8.contains($0) }),
      let first = bytes[(mark + 1)...].firstIndex(where: { $0 > 0x20 })
    else { return nil }
    var (depth, isInString, index) = (0, false, first)
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if isInString {
        if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { isInString = false }
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if "{[".utf8.contains(byte) {
        depth += 1
      } else if "}]".utf8.contains(byte) {
        depth -= 1
        if depth < 0 { return first..<(index - 1) }
      } else if depth == 0, byte == UInt8(ascii: ",") {
        return first..<(index - 1)
      }
      if depth == 0, !isInString, "\"}]".utf8.contains(byte) { return first..<min(index, bytes.count) }
    }
    return first..<bytes.count
  }

  private static func strings(of bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: UInt8(ascii: "\"")).filter {
      (2...40).contains($0.count) && !$0.contains(UInt8(ascii: "\n"))
    }
    .map { Array($0) }
  }

  private static let marks: [[UInt8]] = [
    "```", "````", "~~~", "#### ", "> ", "\n---\n", "_**User**_", "_**Agent (m 2026-01-05 10:00:00Z)**_",
    "<<<<<<< SEARCH",
    "=======", ">>>>>>> REPLACE", "<task>", "</task>", "<feedback>", "</feedback>", "<system-reminder>",
    "</system-reminder>", "*** Begin Patch\n", "*** Update File: a\n", "*** End Patch", "@@ -1 +1 @@", "<tool-use ",
    "</details>", "# aider chat started at 2026-01-05 10:00:00", "<!-- Generated by SpecStory -->", "$rewindTo",
    "## User Input\n```text\n", "<command-name>/x</command-name>", "SQLite format 3\0", "[Request interrupted by user",
  ].map { Array($0.utf8) }

  private static let values: [[UInt8]] = [
    "null", "true", "false", "0", "-0", "-1", "1e308", "1e999", "-1e999", "1e-400", "0.1", "18446744073709551616",
    "9223372036854775807", "-9223372036854775808", "9007199254740993", "253402300800000", "1767607200", "tru", "NaN",
    "\"\"",
    "[]", "{}", "[[]]", "[null]", "\"\\ud83e\"", "\"\\udd14\\ud83e\"", "\"\\u0000\"", "\"\\u", "\"\\",
    "\"a\u{202E}b\u{2028}\"",
    "\"2026-13-45T99:99:99Z\"", "\"9999-12-31T23:59:59.999Z\"", "\"-0001-01-01T00:00:00Z\"", "\"../../../etc/passwd\"",
    "\"user\"", "\"assistant\"", "{\"\":{\"\":[]}}", "{\"a\":1,\"a\":2}",
    "\"" + String(repeating: "x", count: 5000) + "\"",
    String(repeating: "9", count: 500),
  ].map { Array($0.utf8) }

  private static let odd: [[UInt8]] = [
    [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xEF, 0xBB, 0xBF], [0, 0, 0, 0],
    [0x0D], [0x0D, 0x0A], [0xE2, 0x80, 0xA8], [0xF0, 0x9F, 0xA4], [0x1F, 0x8B, 0x08], [0x28, 0xB5, 0x2F, 0xFD],
    Array(repeating: 0x0A, count: 300), Array(repeating: 0x60, count: 300), Array(repeating: 0x5C, count: 301),
  ]
}
