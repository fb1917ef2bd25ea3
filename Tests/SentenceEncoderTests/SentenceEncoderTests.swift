import Foundation
import SentenceEncoder
import TestSupport
import Testing

/// The encoder with the weights that the program comes with.
@Suite struct SentenceEncoderTests {
  private struct Entry: Decodable {
    var text: String
    var ids: [Int]
    var vector: [Float]
  }

  /// Made with PyTorch; see Tests/encoder-peer.py.
  private static let golden = Result {
    let place = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/encoder.json")
    return try JSONDecoder().decode([Entry].self, from: Data(contentsOf: place))
  }

  private static let shared = Result {
    try SentenceEncoder(path: packageDirectory.appending(path: "config/models/directives-l6-int8.bin").path)
  }

  private let encoder: SentenceEncoder
  private let golden: [Entry]

  init() throws {
    encoder = try Self.shared.get()
    golden = try Self.golden.get()
  }

  private func cosine(_ a: [Float], _ b: [Float]) -> Float {
    func dot(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
  }

  @Test func hasTheModelsSizes() {
    #expect(encoder.dimension == 384)
    #expect(encoder.layers == 6)
  }

  @Test func tokensAreThoseOfThePeer() {
    for entry in golden { #expect(encoder.tokenIDs(of: entry.text) == entry.ids) }
  }

  @Test func directionsAreThoseOfThePeer() {
    let found = encoder.encode(golden.map(\.text))
    for (entry, vector) in zip(golden, found) {
      #expect(cosine(entry.vector, vector) >= 0.995, "\(entry.text)")
      #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    }
    #expect(found.count == golden.count)
  }

  @Test func sentencesThatMeanTheSameAreCloserThanOthers() {
    let found = encoder.encode([
      "Never commit straight to the main branch.", "Do not push to main directly; open a pull request.",
      "Indent Python with four spaces.",
    ])
    #expect(cosine(found[0], found[1]) > cosine(found[0], found[2]) + 0.2)
  }

  @Test func aSentenceGetsTheSameBitsAloneAndAmongOthers() {
    let texts = golden.map(\.text) + (1...60).map { String(repeating: "word \($0) and, ", count: $0 % 23 + 1) }
    let together = encoder.encode(texts)
    for (text, vector) in zip(texts, together) { #expect(encoder.encode([text]) == [vector]) }
    #expect(encoder.encode(texts.reversed()) == together.reversed())
  }

  @Test func severalThreadsGetTheSame() async {
    let texts = golden.map(\.text)
    let expected = encoder.encode(texts)
    await withTaskGroup(of: [[Float]].self) { group in
      for _ in 0..<4 { group.addTask { [encoder] in encoder.encode(texts) } }
      for await found in group { #expect(found == expected) }
    }
  }

  @Test func nothingAndVeryLongTextsAreEncoded() {
    #expect(encoder.encode([]).isEmpty)
    #expect(encoder.encode(["", " \n\t", "\u{0}"]).allSatisfy { $0 == encoder.encode([""])[0] })
    let long = String(repeating: "one two three ", count: 50_000)
    #expect(encoder.tokenIDs(of: long).count == SentenceEncoder.maximumTokens)
    #expect(encoder.encode([long]) == encoder.encode([String(long.prefix(2000))]))
    #expect(encoder.tokenIDs(of: String(repeating: "x", count: 1_000_000)) == [101, 100, 102])
    #expect(encoder.tokenIDs(of: String(repeating: "\u{301}", count: 200_000)) == [101, 102])
  }

  @Test func aSpanIsTheMeanOfItsTokensInsideTheText() {
    let text = "Use tabs, not spaces."
    let found = encoder.encode([text, text], spans: [[0..<8, 10..<21, 0..<21, 1..<2]])
    #expect(found[0].whole == encoder.encode([text])[0])
    #expect(found[0].spans.count == 4)
    #expect(found[1].spans.isEmpty)
    // In the text a clause is near to itself alone, but not the same.
    let alone = encoder.encode(["Use tabs", "not spaces."])
    let (first, second) = (found[0].spans[0], found[0].spans[1])
    #expect(cosine(first, alone[0]) > cosine(first, alone[1]))
    #expect(cosine(second, alone[1]) > cosine(second, alone[0]))
    #expect(first != alone[0])
    // A span that touches a token has all of it.
    #expect(found[0].spans[3] == encoder.encode([text], spans: [[0..<3]])[0].spans[0])
    for vector in found[0].spans { #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5) }
  }

  @Test func spansHaveTheSameBitsWithoutTheWhole() {
    let texts = (0..<40).map { String(repeating: "Use tabs, not spaces, in file \($0). ", count: $0 % 9 + 1) } + [""]
    let spans = texts.indices.map { index in
      [5..<8, 0..<0, 3 * index..<3 * index + 20, 6..<7, 900..<901].filter { _ in index % 7 != 0 }
    }
    #expect(encoder.encodeSpans(spans, of: texts) == encoder.encode(texts, spans: spans).map(\.spans))
    #expect(encoder.encodeSpans([], of: texts) == texts.map { _ in [] })
    #expect(encoder.encodeSpans([], of: []).isEmpty)
  }

  @Test func aSpanWithoutTokensIsZero() {
    let zero = [Float](repeating: 0, count: encoder.dimension)
    let spans = [3..<4, 2..<2, 100..<200, -5..<0, Int.max - 1..<Int.max, Int.min..<Int.min + 1]
    #expect(encoder.encode(["Use tabs"], spans: [spans])[0].spans.allSatisfy { $0 == zero })
    let long = String(repeating: "one two three ", count: 60)
    #expect(encoder.encode([long], spans: [[long.utf8.count - 6..<long.utf8.count]])[0].spans == [zero])
    #expect(encoder.encode([""], spans: [[0..<1]])[0].spans == [zero])
  }
}
