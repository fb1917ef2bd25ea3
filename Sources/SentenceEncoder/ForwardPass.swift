import CEncoder

/// One batch of sentences on its way through the layers.
///
/// The tokens of all sentences stand one after the other without padding, so that each layer is a few large matrix
/// products; only the attention looks at one sentence at a time.
struct ForwardPass {
  private struct Sentence {
    /// Its rows in the batch.
    var rows: Range<Int>
    /// For each span its rows.
    var spans: [Range<Int>]
  }

  private let weights: EncoderWeights
  private var sentences: [Sentence] = []
  /// How many tokens the batch has.
  private(set) var tokens = 0

  // Room for the whole batch, one part of the memory after the other; only this value has these addresses.
  private let memory: UnsafeMutableRawPointer
  private let states: UnsafeMutablePointer<Float>
  private let mixed: UnsafeMutablePointer<Float>
  private let wide: UnsafeMutablePointer<Float>
  private let scratch: UnsafeMutablePointer<Float>

  /// An empty batch for up to `capacity` tokens, in sentences of up to `longest`. To be freed.
  init(weights: EncoderWeights, capacity: Int, longest: Int) {
    self.weights = weights
    let header = weights.header
    let sizes = [
      capacity * header.dimension, capacity * header.dimension, capacity * max(3 * header.dimension, header.inner),
      ltm_encoder_attention_scratch(longest, header.dimension / header.heads),
    ]
    // All sizes are multiples of the longest vector, so that no load of one touches two cache lines.
    memory = .allocate(byteCount: 4 * sizes.reduce(0, +), alignment: 64)
    let floats = memory.bindMemory(to: Float.self, capacity: sizes.reduce(0, +))
    states = floats
    mixed = states + sizes[0]
    wide = mixed + sizes[1]
    scratch = wide + sizes[2]
  }

  /// Gives the memory back.
  func free() { memory.deallocate() }

  /// Adds a text's tokens; the two that every text gets are put around them.
  mutating func add(_ text: [Token], spans: [Range<Int>]) {
    let start = tokens
    append(Int32(weights.header.first), position: 0)
    for (index, token) in text.enumerated() { append(token.id, position: index + 1) }
    append(Int32(weights.header.last), position: text.count + 1)
    sentences.append(
      Sentence(
        rows: start..<tokens,
        spans: spans.map { span in
          // Tokens stand in the text's order, so those that share a byte with the span are neighbours.
          let first = text.firstIndex { $0.range.upperBound > span.lowerBound } ?? text.count
          let end = text[first...].firstIndex { $0.range.lowerBound >= span.upperBound } ?? text.count
          return span.isEmpty ? start..<start : start + 1 + first..<start + 1 + end
        }))
  }

  private mutating func append(_ token: Int32, position: Int) {
    let dimension = weights.header.dimension
    ltm_encoder_dequantise(
      weights.words.bytes + Int(token) * dimension, weights.words.scales + Int(token), 1, dimension,
      states + tokens * dimension)
    normalise(
      states + tokens * dimension, residual: weights.positions + position * dimension,
      weights.norm, rows: 1)
    tokens += 1
  }

  /// Sends the batch through all layers, adds its directions to `results`, and empties it.
  mutating func run(into results: inout [SentenceEmbedding]) {
    runLayers()
    for sentence in sentences {
      results.append(SentenceEmbedding(whole: direction(sentence.rows), spans: sentence.spans.map(direction)))
    }
    empty()
  }

  /// Sends the batch through all layers, adds the directions of its spans to `results`, and empties it.
  mutating func runSpans(into results: inout [[[Float]]]) {
    runLayers(forSpansOnly: true)
    for sentence in sentences { results.append(sentence.spans.map(direction)) }
    empty()
  }

  private mutating func empty() {
    sentences.removeAll(keepingCapacity: true)
    tokens = 0
  }

  private mutating func runLayers(forSpansOnly: Bool = false) {
    guard tokens > 0 else { return }
    for (index, layer) in weights.layers.enumerated() {
      attend(layer)
      // Behind the last attention no row needs another.
      if forSpansOnly, index == weights.layers.count - 1 { keepSpans() }
      transform(layer)
    }
  }

  /// Moves the rows of spans to the front, and forgets the others.
  private mutating func keepSpans() {
    var isKept = [Bool](repeating: false, count: tokens)
    for span in sentences.lazy.flatMap(\.spans) {
      for row in span { isKept[row] = true }
    }
    let size = weights.header.dimension
    var places = [0]
    for row in 0..<tokens {
      let place = places[row]
      places.append(isKept[row] ? place + 1 : place)
      guard isKept[row], place < row else { continue }
      (states + place * size).update(from: states + row * size, count: size)
      (mixed + place * size).update(from: mixed + row * size, count: size)
    }
    for index in sentences.indices {
      sentences[index].spans = sentences[index].spans.map { places[$0.lowerBound]..<places[$0.upperBound] }
    }
    tokens = places[tokens]
  }

  /// The first half of a layer: what each row finds in the rows of its sentence.
  private func attend(_ layer: EncoderWeights.Layer) {
    let header = weights.header
    let dimension = header.dimension
    multiply(states, layer.attention, into: wide)
    for sentence in sentences {
      ltm_encoder_attention(
        wide + sentence.rows.lowerBound * 3 * dimension, sentence.rows.count, header.heads,
        dimension / header.heads, scratch, mixed + sentence.rows.lowerBound * dimension)
    }
  }

  /// The second half of a layer: what becomes of each row by itself.
  private func transform(_ layer: EncoderWeights.Layer) {
    // The states of before are needed for the sum after the product, so the product goes into other memory.
    multiply(mixed, layer.mixing, into: wide)
    add(wide, layer.attentionNorm)
    multiply(states, layer.widening, into: wide)
    ltm_encoder_gelu(wide, tokens * weights.header.inner)
    multiply(wide, layer.narrowing, into: mixed)
    add(mixed, layer.norm)
  }

  /// The product of the rows with a matrix, and what is to be added.
  private func multiply(
    _ rows: UnsafeMutablePointer<Float>, _ linear: EncoderWeights.Linear, into out: UnsafeMutablePointer<Float>
  ) {
    ltm_encoder_multiply(rows, linear.packed, linear.bias, tokens, linear.inputs, linear.outputs, out)
  }

  /// Adds what a layer's part found to the states.
  private func add(_ found: UnsafeMutablePointer<Float>, _ norm: EncoderWeights.Norm) {
    normalise(states, residual: found, norm, rows: tokens)
  }

  private func normalise(
    _ rows: UnsafeMutablePointer<Float>, residual: UnsafePointer<Float>, _ norm: EncoderWeights.Norm, rows count: Int
  ) {
    ltm_encoder_add_and_normalise(
      rows, residual, norm.gain, norm.shift, weights.header.epsilon, count, weights.header.dimension)
  }

  private func direction(_ rows: Range<Int>) -> [Float] {
    let dimension = weights.header.dimension
    return Array(unsafeUninitializedCapacity: dimension) { buffer, count in
      if let start = buffer.baseAddress {
        ltm_encoder_mean_direction(states + rows.lowerBound * dimension, rows.count, dimension, start)
      }
      count = dimension
    }
  }
}
