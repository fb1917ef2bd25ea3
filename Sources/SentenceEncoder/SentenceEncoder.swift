/// Turns sentences into directions: sentences that mean much the same get directions that are close to each other.
///
/// The model is a BERT encoder (J. Devlin et al., 2019), fine-tuned for this by N. Reimers and I. Gurevych's method
/// (Sentence-BERT, 2019). An encoder may be used from several threads at once; each call runs on the thread it is made
/// on. The same sentence always gets the same numbers to the last bit, whatever else is in the call, on all processors
/// that multiply and add in one step (x86-64 since 2013, every aarch64).
package struct SentenceEncoder: Sendable {
  /// How many tokens are gathered before they go through the layers together, which makes the matrix products fast.
  private static let batch = 256

  /// At most so many tokens of a text are read, counting the two that every text gets; the rest is cut.
  package static let maximumTokens = 128

  private let weights: EncoderWeights
  private let tokenizer: WordPieceTokenizer

  /// Reads an encoder that `config/models/export_encoder.py` wrote.
  ///
  /// - Throws: ``EncoderError`` when the file cannot be read, is cut short or damaged, or holds another form.
  package init(path: String) throws(EncoderError) {
    let file = try EncoderFile(path: path)
    let lines = try file.vocabulary()
    guard let vocabulary = Vocabulary(lines: lines, count: file.header.vocabulary.count) else {
      throw .malformed(
        path: path, offset: file.header.vocabulary.offset,
        reason: "the vocabulary is not the stated number of lines, or longer than is read")
    }
    tokenizer = WordPieceTokenizer(vocabulary: vocabulary, unknown: Int32(file.header.unknown))
    weights = try EncoderWeights(file)
  }

  /// How many numbers a direction has.
  package var dimension: Int { weights.header.dimension }

  /// How many layers the encoder has.
  package var layers: Int { weights.header.layers }

  /// The direction of each sentence: the mean of its tokens after the last layer, scaled to length 1.
  package func encode(_ sentences: [String]) -> [[Float]] {
    encode(sentences, spans: []).map(\.whole)
  }

  /// The direction of each text, and of parts of it as they are meant inside the text.
  ///
  /// - Parameter spans: for each text, ranges of bytes of its UTF-8. A text without an entry has no spans.
  package func encode(_ texts: [String], spans: [[Range<Int>]]) -> [SentenceEmbedding] {
    batches(texts, spans) { $0.run(into: &$1) }
  }

  /// The directions of parts of texts as they are meant inside their text: those of ``encode(_:spans:)``, in less time,
  /// since what only the direction of a whole text needs is left out.
  ///
  /// - Parameter spans: for each text, ranges of bytes of its UTF-8. A text without an entry has no spans.
  package func encodeSpans(_ spans: [[Range<Int>]], of texts: [String]) -> [[[Float]]] {
    batches(texts, spans) { $0.runSpans(into: &$1) }
  }

  private func batches<Result>(
    _ texts: [String], _ spans: [[Range<Int>]], run: (inout ForwardPass, inout [Result]) -> Void
  ) -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(texts.count)
    let longest = min(Self.maximumTokens, weights.header.positions)
    var pass = ForwardPass(
      weights: weights, capacity: min(Self.batch + longest, texts.count * longest), longest: longest)
    defer { pass.free() }
    for (index, text) in texts.enumerated() {
      pass.add(tokenizer.tokens(of: text, limit: longest - 2), spans: index < spans.count ? spans[index] : [])
      if pass.tokens >= Self.batch { run(&pass, &results) }
    }
    run(&pass, &results)
    return results
  }

  /// The numbers of a text's tokens, with the two that every text gets.
  package func tokenIDs(of text: String) -> [Int] {
    let limit = min(Self.maximumTokens, weights.header.positions) - 2
    return [weights.header.first] + tokenizer.tokens(of: text, limit: limit).map { Int($0.id) } + [weights.header.last]
  }
}
