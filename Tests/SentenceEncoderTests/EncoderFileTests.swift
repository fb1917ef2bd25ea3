import Foundation
import SentenceEncoder
import TestSupport
import Testing

/// Files that are whole, cut short, damaged or made to do harm.
@Suite struct EncoderFileTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func open(_ bytes: Data) throws -> SentenceEncoder {
    let path = directory.path("model.bin")
    try bytes.write(to: URL(filePath: path))
    return try SentenceEncoder(path: path)
  }

  private func open(_ change: (inout TinyModel) -> Void) throws -> SentenceEncoder {
    var model = TinyModel()
    change(&model)
    return try open(try model.bytes())
  }

  /// What is wrong with a file, and where.
  private func flaw(_ change: (inout TinyModel) -> Void) -> (offset: Int, reason: String)? {
    do {
      _ = try open(change)
    } catch EncoderError.malformed(_, let offset, let reason) {
      return (offset, reason)
    } catch {}
    return nil
  }

  @Test func aWholeFileGivesItsSizesAndAnEncoder() throws {
    let encoder = try open { _ in }
    #expect(encoder.dimension == 32)
    #expect(encoder.layers == 1)
    #expect(encoder.tokenIDs(of: "Use tabs, a x") == [1, 3, 4, 5, 6, 7, 0, 2])
    let length = encoder.encode(["use tabs"])[0].reduce(0) { $0 + $1 * $1 }
    #expect(abs(length - 1) < 1e-5)
  }

  @Test func aMissingFileOrADirectoryIsUnreadable() throws {
    for path in [directory.path("none"), directory.path, "/dev/null"] {
      do {
        _ = try SentenceEncoder(path: path)
        Issue.record("\(path) was read")
      } catch {
        guard case .unreadable(path, _) = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(error.description.hasPrefix("\(path): "))
      }
    }
  }

  @Test func aFileCutShortAnywhereIsRefused() throws {
    let whole = try TinyModel().bytes()
    for count in Array(0...40) + Array(stride(from: 41, to: whole.count, by: 211)) + [whole.count - 1] {
      #expect(throws: EncoderError.self, "\(count) bytes") { try open(whole.prefix(count)) }
    }
    #expect(throws: EncoderError.self) { try open(whole + Data([0])) }
  }

  @Test func aChangedByteAnywhereIsRefused() throws {
    let whole = try TinyModel().bytes()
    // Four bytes of the preamble have no meaning yet.
    for place in Array(0..<28) + Array(stride(from: 32, to: whole.count, by: 97)) {
      var damaged = whole
      damaged[place] ^= 0x10
      #expect(throws: EncoderError.self, "byte \(place)") { try open(damaged) }
    }
  }

  @Test func headersWithoutSenseAreRefused() throws {
    for text in ["", "null", "[]", "{", "{}", String(repeating: "[", count: 100_000), "\u{0}"] {
      let header = Data(text.utf8)
      let file = TinyModel.file(Data("LTMENC\r\n".utf8), header, header + Data(count: 64))
      #expect(throws: EncoderError.self) { try open(file) }
    }
  }

  @Test func sizesOutOfRangeAreRefusedWithTheirName() {
    let bad: [(String, [Any])] = [
      ("dimension", [0, -32, 31, 33, 4096, Int.max, 1.5, "32"]), ("inner", [0, 63, Int.max]),
      ("heads", [0, -1, 3, 64, Int.min]), ("layers", [0, 49, Int.max]), ("positions", [0, 2, 17, Int.max]),
      ("epsilon", [-1, 1, 1e300]), ("unknown", [-1, 8]), ("first", [-1, 8]), ("last", [-1, Int.max]),
    ]
    for (name, values) in bad {
      for value in values { #expect(flaw { $0.header[name] = value } != nil, "\(name) \(value)") }
    }
    #expect(flaw { $0.header["heads"] = 3 }?.reason.contains("'heads'") == true)
  }

  @Test func tensorsOutOfPlaceAreRefusedWithTheirName() {
    func flaw(_ index: Int, _ key: String, _ value: Any?) -> String? {
      self.flaw { model in
        guard var tensors = model.header["tensors"] as? [[String: Any]] else { return }
        tensors[index][key] = value
        model.header["tensors"] = tensors
      }?.reason
    }
    for offset in [-64, -1, 1, Int.max, Int.max - 63, Int.min, 1 << 40] {
      #expect(flaw(0, "offset", offset)?.contains("words") == true, "\(offset)")
      #expect(flaw(0, "scales", offset)?.contains("words") == true, "\(offset)")
      #expect(flaw(1, "offset", offset)?.contains("positions") == true, "\(offset)")
    }
    #expect(flaw(0, "scales", nil)?.contains("words") == true)
    #expect(flaw(1, "shape", [16, 31])?.contains("positions") == true)
    #expect(flaw(1, "shape", [Int.max, Int.max])?.contains("positions") == true)
    #expect(flaw(1, "type", "i8")?.contains("positions") == true)
    #expect(flaw(1, "name", "places")?.contains("positions") == true)
  }

  @Test func aVocabularyThatIsNoListOfTheStatedLengthIsRefused() {
    for (key, value) in [("count", 7), ("count", 9), ("bytes", 5), ("bytes", 0), ("bytes", -1), ("offset", 1 << 50)] {
      let found = flaw { model in
        guard var vocabulary = model.header["vocabulary"] as? [String: Any] else { return }
        vocabulary[key] = value
        model.header["vocabulary"] = vocabulary
      }
      #expect(found != nil, "\(key) \(value)")
    }
  }

  @Test func aNumberThatIsNotFiniteIsRefusedWithItsPlace() throws {
    for bits in [Float.nan.bitPattern, Float.infinity.bitPattern] {
      let model = TinyModel()
      let tensors = try #require(model.header["tensors"] as? [[String: Any]])
      let offset = try #require(tensors[1]["offset"] as? Int) + 8
      let found = flaw { model in
        withUnsafeBytes(of: bits.littleEndian) { bytes in
          model.sections.replaceSubrange(offset - TinyModel.start..<offset - TinyModel.start + 4, with: bytes)
        }
      }
      #expect(found?.offset == offset)
    }
  }

  @Test func weightsOfAnySizeNeverCrash() throws {
    // Sums overflow to infinity and to no number at all; that is a bad model, but no crash.
    let encoder = try open { model in
      guard let tensors = model.header["tensors"] as? [[String: Any]] else { return }
      for tensor in tensors {
        guard let scales = tensor["scales"] as? Int, let shape = tensor["shape"] as? [Int] else { continue }
        for row in 0..<shape[0] {
          withUnsafeBytes(of: Float.greatestFiniteMagnitude.bitPattern.littleEndian) { bytes in
            let place = scales - TinyModel.start + 4 * row
            model.sections.replaceSubrange(place..<place + 4, with: bytes)
          }
        }
      }
    }
    #expect(encoder.encode(["use tabs, use a"])[0].count == 32)
  }

  @Test func randomDamageNeverCrashes() throws {
    try forAll(cases: 100) { generator in
      var model = TinyModel()
      var body = model.sections
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        body[Int.random(in: 0..<body.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      model.sections = body
      // The sum fits, so that only the other checks are left.
      if let encoder = try? open(try model.bytes()) { #expect(encoder.encode(["use, tabs"])[0].count == 32) }
    }
  }
}
