import Foundation
import Packed
import Rules
import TestSupport
import Testing
import Transcripts

@Suite struct PackedInputTests {
  private static let packings: [@Sendable ([UInt8]) -> [UInt8]] = [
    { Packed.gzip($0) }, { Packed.zstandard($0) },
    { Packed.gzip(Array($0.prefix(50))) + Packed.gzip(Array($0.dropFirst(50))) + [0, 0, 0] },
    { Packed.zstandard(Array($0.prefix(50))) + Packed.zstandard(Array($0.dropFirst(50))) },
    {
      Packed.skippableFrame([1, 2, 3]) + Packed.zstandard(Array($0.prefix(50))) + Packed.skippableFrame([])
        + Packed.zstandard(Array($0.dropFirst(50)))
    },
  ]

  private static let endings = [".gz", ".zst"]

  /// Lines of Claude Code, each with text of its own.
  private static func lines(_ count: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: 7)
    let lines = (0..<count).map { index in
      Lines.claude("user", .string("say \(index) \(generator.next()) \(generator.next())"), uuid: "\(index)") + "\n"
    }
    return Array(lines.joined().utf8)
  }

  private func read(_ bytes: [UInt8], name: String = "s1.jsonl") throws -> TranscriptReading {
    try TranscriptReaders.standard.read(Data(bytes), name: name)
  }

  private func write(_ bytes: [UInt8], to name: String, _ scratch: TemporaryDirectory) throws -> String {
    let path = try scratch.write("", to: name)
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  @Test(arguments: packings.indices)
  func everyFormatIsReadFromWhatItWasCompressedIntoAsTheSame(index: Int) throws {
    let pack = Self.packings[index]
    let lined = String(decoding: Self.lines(4), as: UTF8.self)
    for text in [lined, Samples.copilotLog] + DocumentFormatsTests.samples.map(\.0) {
      let plain = try read(Array(text.utf8), name: "a/s1.jsonl")
      for ending in Self.endings + [""] {
        let packed = try read(pack(Array(text.utf8)), name: "a/s1.jsonl\(ending)")
        #expect(packed == plain)
        #expect(packed.damage == nil)
      }
    }
  }

  @Test(arguments: packings.indices)
  func aLargeFileIsReadPieceByPiece(index: Int) throws {
    let scratch = try TemporaryDirectory()
    let bytes = Self.lines(8000)
    let plain = try write(bytes, to: "x.jsonl", scratch)
    let packed = try write(Self.packings[index](bytes), to: "y/x.jsonl", scratch)
    let (expected, given) = try (
      TranscriptReaders.standard.read(path: plain), TranscriptReaders.standard.read(path: packed)
    )
    #expect(given.said == expected.said)
    #expect(given.count == expected.count)
  }

  @Test(arguments: [true, false])
  func whatComesBeforeTheEndOfAStreamThatIsCutIsRead(isGzip: Bool) throws {
    let bytes = Self.lines(8000)
    let packed = isGzip ? Packed.gzip(bytes) : Packed.zstandard(bytes)
    let reading = try read(Array(packed.prefix(packed.count / 2)))
    #expect((1000..<7000).contains(reading.said.count))
    #expect(reading.said == (try read(bytes)).said.prefix(reading.said.count).map(\.self))
    guard case .damaged("s1.jsonl", let place, let reason)? = reading.damage else {
      Issue.record("no damage")
      return
    }
    // The line that is cut begins there.
    #expect(place.line == reading.said.count + 1)
    #expect(bytes[..<place.byte].count { $0 == UInt8(ascii: "\n") } == reading.said.count)
    #expect(reason.contains("cut short"))
    #expect(reason.contains(isGzip ? "gzip -t" : "zstd -t"))
  }

  @Test(arguments: [true, false])
  func whatComesBeforeADamagedPlaceIsRead(isGzip: Bool) throws {
    let (first, second) = (Self.lines(10), Array((Lines.claude("user", "last", uuid: "last") + "\n").utf8))
    var packed = isGzip ? Packed.gzip(second) : Packed.zstandard(second)
    // Before the checksum at the end.
    packed[packed.count - 12] ^= 0xFF
    let reading = try read((isGzip ? Packed.gzip(first) : Packed.zstandard(first)) + packed)
    #expect(reading.said.prefix(10).count == 10)
    #expect(reading.damage?.description.contains("damaged here") == true)
    #expect(reading.damage?.isSkip == false)
  }

  @Test func whatFollowsAStreamAndIsNoneIsDamage() throws {
    for packed in [Packed.gzip(Self.lines(2)), Packed.zstandard(Self.lines(2))] {
      let reading = try read(packed + Array("more".utf8))
      #expect(reading.said.count == 2)
      #expect(reading.damage != nil)
    }
  }

  @Test func aDocumentThatIsCutIsReadAsFarAsItGoesOrIsAnErrorThatSaysWhy() throws {
    let text = Samples.gemini + String(repeating: " ", count: 10)
    let packed = Packed.zstandard(Array(text.utf8.prefix(330)))
    let reading = try read(Array(packed.dropLast(2)))
    #expect(reading.said == ["Always use tabs"])
    #expect(reading.damage != nil)
    var generator = SeededGenerator(seed: 1)
    let own = try CanonicalJSON.file(Arbitrary.transcript(using: &generator))
    let error = #expect(throws: TranscriptError.self) { try read(Array(Packed.gzip([UInt8](own)).dropLast(20))) }
    #expect(error?.description.contains("cut short") == true)
  }

  @Test func damageBeforeAnythingCanBeToldIsAnError() throws {
    for packed in [Packed.gzip(Self.lines(2)), Packed.zstandard(Self.lines(2))] {
      let error = #expect(throws: TranscriptError.self) { try read(Array(packed.prefix(12))) }
      guard case .damaged? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    #expect(throws: TranscriptError.unknownFormat(path: "x")) { try read(Packed.gzip(Array("notes".utf8)), name: "x") }
  }

  @Test func aBombIsReadNoFurther() throws {
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: 66 << 20)
    let first = Self.lines(1)
    for packed in [Packed.gzip(first) + Packed.gzip(zeros), Packed.zstandard(first + zeros)] {
      let reading = try read(packed)
      #expect(reading.said.count == 1)
      #expect(reading.damage?.description.contains("1000 times") == true)
    }
  }

  @Test func whatRepeatsItselfAsLogsDoIsNoBomb() throws {
    var generator = SeededGenerator(seed: 3)
    let piece = (0..<2000).map { _ in UInt8.random(in: 0x20...0x7E, using: &generator) }
    let long = [UInt8]((0..<(66 << 20) / piece.count).lazy.map { _ in piece }.joined())
    let packed = Packed.gzip(Self.lines(1) + long + Array("\n".utf8) + Self.lines(2))
    let reading = try read(packed)
    #expect(long.count / packed.count > 100)
    #expect(reading.damage == nil)
    #expect(reading.said.count == 2)
    #expect(reading.count.skipped == ["too_long": 1, "duplicate": 1])
  }

  @Test func aFrameThatNeedsMuchMemoryIsRefused() throws {
    let reading = try read(Packed.zstandard(Self.lines(2)) + Packed.zstandard(Self.lines(2), windowLog: 28))
    #expect(reading.said.count == 2)
    #expect(reading.damage?.description.contains("128 MiB") == true)
    #expect(try read(Packed.zstandard(Self.lines(2), windowLog: 27)).damage == nil)
  }

  @Test func anArchivedFileMakesNoOtherTranscript() throws {
    // A name without the session's id gets a hash of the path.
    for name in ["p/q/copy.jsonl", "p/q/s1.jsonl"] {
      let id = try read(Self.lines(1), name: name).transcripts.map(\.id)
      for ending in Self.endings {
        #expect(try read(Packed.gzip(Self.lines(1)), name: name + ending).transcripts.map(\.id) == id)
      }
    }
    let markdown = "<!-- Generated by SpecStory -->\n\n_**User**_\n\nhi\n"
    let name = "/h/.specstory/history/2026-01-05_10-00-00Z-x.md"
    #expect(
      try read(Packed.gzip(Array(markdown.utf8)), name: name + ".gz") == read(Array(markdown.utf8), name: name))
  }

  @Test func aCompressedSecretIsNotReadEither() throws {
    let scratch = try TemporaryDirectory()
    let path = try write(Packed.gzip(Self.lines(1)), to: "auth.json.gz", scratch)
    #expect(throws: TranscriptError.secret(path: path)) { try TranscriptReaders.standard.read(path: path) }
  }

  @Test func aCompressedDatabaseIsReadAndNothingIsLeftOfIt() throws {
    let scratch = try TemporaryDirectory()
    let path = scratch.path("plain.vscdb")
    try Samples.database(Samples.cursor, at: path, isWAL: true)
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    try scratch.write(#"{"folder": "file:///home/ann/other"}"#, to: "w/workspace.json")
    let before = try leftovers()
    let plain = try TranscriptReaders.standard.read(path: path)
    for (packed, ending) in [(Packed.gzip(bytes), ".gz"), (Packed.zstandard(bytes), ".zst")] {
      let packedPath = try write(packed, to: "plain.vscdb\(ending)", scratch)
      #expect(try TranscriptReaders.standard.read(path: packedPath).transcripts == plain.transcripts)
      let cut = try write(Array(packed.dropLast(9)), to: "w/cut.vscdb\(ending)", scratch)
      let error = #expect(throws: TranscriptError.self) { try TranscriptReaders.standard.read(path: cut) }
      #expect(error?.description.contains("cut short") == true)
    }
    #expect(try read(bytes, name: "stdin").said == ["Always use tabs"])
    #expect(try leftovers() == before)
  }

  private func leftovers() throws -> [String] {
    let directory = FileManager.default.temporaryDirectory.path(percentEncoded: false)
    return try FileManager.default.contentsOfDirectory(atPath: directory).filter { name in
      name.hasPrefix("ltm-") && !name.hasPrefix("ltm-test-") && name.count == 10
    }
  }

  @Test func filesBesideAnInputAreFoundCompressed() throws {
    let scratch = try TemporaryDirectory()
    try scratch.write("", to: "message/ses_1/x")
    _ = try write(
      Packed.gzip(Array(#"{"id":"msg_1","role":"user"}"#.utf8)), to: "message/ses_1/msg_1.json.gz", scratch)
    _ = try write(
      Packed.zstandard(Array(#"{"type":"text","text":"Always use tabs"}"#.utf8)), to: "part/msg_1/p.json.zst", scratch)
    let path = try write(
      Packed.gzip(Array(Samples.openCodeSession.utf8)), to: "session/p/ses_1.json.gz", scratch)
    let reading = try TranscriptReaders.standard.read(path: path)
    #expect(reading.said == ["Always use tabs"])
    #expect(reading.transcripts.first?.id == "ses_1")
  }
}
