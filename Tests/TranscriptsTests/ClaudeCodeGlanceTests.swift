import Foundation
import Rules
import TestSupport
import Testing
import Transcripts

/// Records that are passed over at a glance: they must be what a full look takes them for.
@Suite struct ClaudeCodeGlanceTests {
  private static let first = Lines.claude("user", "first", uuid: "0")
  private static let refusal = "The user doesn't want to proceed with this tool use. To tell you how, the user said:\\n"
  /// Members that change what a record is, or look as if they did.
  private static let members = [
    #""isMeta":true"#, #""isMeta":false"#, #""is\u004deta":true"#, #""isSidechain":true"#, #""isSidechain" : true"#,
    #""entrypoint":"cli""#, #""entrypoint":"sdk-py""#, #""entrypoint":"\u0073dk""#, #""promptSource":"sdk""#,
    #""promptSource":"typed""#, #""origin":{"kind":"peer"}"#, #""planContent":"x""#, #""planContent":null"#,
    #""isCompactSummary":true"#, #""type":"user""#, #""type":"progress""#, #""typ\u0065":"progress""#,
    #""x":{"text":"t"}"#, #""x":{"type":"text"}"#, #""x":["text",{"y":"}{"}]"#, #""is_error":true"#,
    #""is_error":false"#, #""message":{"content":"other"}"#, #""operation":"enqueue""#, #""x":"\"text\":1""#, #""x":1"#,
    #""x":"a b""#, #""C:\\x\\":2"#, #""x":"C:\\""#, #""\"text":3"#, #""content":"typed""#,
  ]

  private static func words(using generator: inout some RandomNumberGenerator) -> String {
    "say \(Int.random(in: 0..<1000, using: &generator))"
  }

  /// What a tool gave back, as it stands between quotes; its length moves what follows.
  private static func output(using generator: inout some RandomNumberGenerator) -> String {
    let pieces = [
      #"\"text\":\"no\""#, #"\n"#, #"\\"#, "}{", #"\u001b[0m"#, #"},{\"type\":\"text\"}"#, "y", "é ", #"\" : "#,
    ]
    let filler = String(repeating: "z", count: Int.random(in: 0..<140, using: &generator))
    return (0..<Int.random(in: 0..<6, using: &generator)).reduce(filler) { text, _ in
      text + (pieces.randomElement(using: &generator) ?? "")
    }
  }

  private static func block(using generator: inout some RandomNumberGenerator) -> [String] {
    let (output, words) = (output(using: &generator), words(using: &generator))
    let blocks = [
      [#""tool_use_id":"t""#, #""type":"tool_result""#, #""content":"\#(output)""#],
      [#""type":"tool_result""#, #""content":"\#(output)""#, #""is_error":false"#, #""tool_use_id":"t""#],
      [#""type":"tool_result""#, #""content":"\#(refusal)\#(words)""#, #""is_error":true"#],
      [#""type":"tool_result""#, #""content":[{"type":"text","text":"\#(output)"}]"#],
      [#""type":"text""#, #""text":"\#(words)""#], [#""type":"text""#, #""t\u0065xt" :"\#(words)""#],
    ]
    let index = Int.random(in: 0..<10, using: &generator)
    return blocks[index < blocks.count ? index : index & 1]
  }

  /// Members in their order, sometimes with another one among them.
  private static func object(_ members: [String], using generator: inout some RandomNumberGenerator) -> String {
    var members = members
    if Int.random(in: 0..<8, using: &generator) == 0, let other = Self.members.randomElement(using: &generator) {
      members.insert(other, at: Int.random(in: 0...members.count, using: &generator))
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// A record in the order and the spelling that clients use.
  private static func record(using generator: inout some RandomNumberGenerator) -> String {
    let output = output(using: &generator)
    let head = [#""parentUuid":null"#, #""isSidechain":false"#, #""cwd":"/home/ann""#, #""sessionId":"s1""#]
    let tail = [#""uuid":"\#(generator.next())""#, #""timestamp":"2026-01-05T10:00:00.000Z""#]
    let data = object([#""stdout":"\#(output)""#, #""stderr":"""#], using: &generator)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return object(head + [#""type":"progress""#, #""data":\#(data)"#] + tail, using: &generator)
    case 1: return object([#""type":"file-history-snapshot""#, #""snapshot":\#(data)"#], using: &generator)
    case 2:
      let words = words(using: &generator)
      return object(
        [#""type":"queue-operation""#, #""operation":"enqueue""#, #""content":"\#(words)""#], using: &generator)
    default:
      var blocks: [String] = []
      for _ in 0..<(Int.random(in: 0..<4, using: &generator) == 0 ? 2 : 1) {
        let block = block(using: &generator)
        blocks.append(object(block, using: &generator))
      }
      let content = #""content":[\#(blocks.joined(separator: ","))]"#
      let message = #""message":"# + object([#""role":"user""#, content], using: &generator)
      return object(
        head + [#""type":"user""#, message] + tail + [#""toolUseResult":\#(data)"#], using: &generator)
    }
  }

  /// Lines with one or two records each.
  private static func lines(using generator: inout some RandomNumberGenerator) -> [String] {
    (0..<Int.random(in: 1...12, using: &generator)).map { _ in
      let record = record(using: &generator)
      guard Int.random(in: 0..<6, using: &generator) == 0 else { return record }
      return record + (["", " ", "\t"].randomElement(using: &generator) ?? "") + Self.record(using: &generator)
    }
  }

  /// The same lines so that none is passed over at a glance.
  private static func slowly(_ lines: [String]) throws -> TranscriptReading {
    try read([first] + lines.map { $0 + " " })
  }

  @Test func whatIsPassedOverIsWhatAFullLookTakesItFor() throws {
    try forAll(cases: 1500) { generator in
      let lines = Self.lines(using: &generator)
      let (quick, full) = (try read([Self.first] + lines), try Self.slowly(lines))
      #expect(quick.transcripts == full.transcripts)
      #expect(quick.count == full.count)
    }
  }

  @Test func nothingThatIsSaidIsLostInADamagedLine() throws {
    try forAll(cases: 1500) { generator in
      let lines = Self.lines(using: &generator).map { line in
        var bytes = Array(line.utf8)
        for _ in 0..<Int.random(in: 0..<3, using: &generator) where bytes.count > 1 {
          let place = Int.random(in: 0..<bytes.count, using: &generator)
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: bytes.remove(at: place)
          case 1: bytes.removeSubrange(place..<min(place + 40, bytes.count))
          default: bytes.insert("\"{}[],:\\ \u{1}".utf8.randomElement(using: &generator) ?? 0, at: place)
          }
        }
        return String(decoding: bytes, as: UTF8.self)
      }
      let (quick, full) = (try read([Self.first] + lines), try Self.slowly(lines))
      #expect(quick.transcripts == full.transcripts)
    }
  }

  @Test(arguments: [
    (#""type":"user","message":{"role":"user","content":[{"type":"tool_result"}]},"r":[[}"#, "tool_result"),
    (#""type":"progress","data":{"type":"x"},"r":[[}"#, "progress"),
    (#""type":"file-history-snapshot","snapshot":{},"r":[[}"#, "snapshot"),
  ])
  func theStructureOfWhatIsPassedOverIsNotChecked(members: String, reason: String) throws {
    #expect(try read([Self.first, "{\(members)}"]).count.skipped == [reason: 1])
    #expect(try Self.slowly(["{\(members)}"]).count.skipped == ["malformed": 1])
  }
}
