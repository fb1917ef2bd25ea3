import CEncoder

/// The weights of an encoder: the large tables where they lie in the file, the layers' matrices as floats.
///
/// `@unchecked Sendable`: nothing changes after `init`, and all pointers stay valid as long as this object, which owns
/// the mapped file and the floats.
final class EncoderWeights: @unchecked Sendable {
  /// A product with a matrix, and what is added to it.
  struct Linear {
    /// The matrix in the order of `ltm_encoder_pack`.
    var packed: UnsafePointer<Float>
    var bias: UnsafePointer<Float>
    var inputs: Int
    var outputs: Int
  }

  /// How a row is stretched and shifted after it was brought to mean 0 and variance 1.
  struct Norm {
    var gain: UnsafePointer<Float>
    var shift: UnsafePointer<Float>
  }

  /// One layer of the encoder.
  struct Layer {
    /// From a token's state to its queries, keys and values.
    var attention: Linear
    /// From what the heads found to what is added to the state.
    var mixing: Linear
    /// The norm after that.
    var attentionNorm: Norm
    /// Into the wider space of the layer's second half, and back.
    var widening: Linear
    var narrowing: Linear
    /// The norm after that.
    var norm: Norm
  }

  /// The sizes.
  let header: EncoderHeader
  /// One row a token of the vocabulary.
  let words: EncoderFile.QuantisedMatrix
  /// One row a position in the sentence.
  let positions: UnsafePointer<Float>
  /// The norm before the first layer.
  let norm: Norm
  /// The layers, in order.
  let layers: [Layer]
  private let mapping: MappedFile
  private let floats: PackedFloats

  /// Turns the layers' matrices into floats.
  ///
  /// - Throws: ``EncoderError`` naming the tensor that is missing or out of place.
  init(_ file: EncoderFile) throws(EncoderError) {
    header = file.header
    mapping = file.mapping
    words = try file.matrix("words", rows: header.vocabulary.count, columns: header.dimension)
    positions = try file.floats("positions", header.positions, header.dimension)
    norm = try file.norm("norm")
    floats = PackedFloats()
    var layers: [Layer] = []
    for index in 0..<header.layers { layers.append(try Self.layer(index, of: file, into: floats)) }
    self.layers = layers
    // All of the file was checked; from here on only some rows of words are read: 20 MB less for the encoder shipped.
    mapping.release()
  }

  private static func layer(
    _ index: Int, of file: EncoderFile, into floats: PackedFloats
  ) throws(EncoderError) -> Layer {
    let (dimension, inner) = (file.header.dimension, file.header.inner)
    func linear(_ name: String, from inputs: Int, to outputs: Int) throws(EncoderError) -> Linear {
      let matrix = try file.matrix("\(index).\(name)", rows: outputs, columns: inputs)
      return Linear(
        packed: floats.pack(matrix, outputs: outputs, inputs: inputs),
        bias: try file.floats("\(index).\(name).bias", outputs), inputs: inputs, outputs: outputs)
    }
    return Layer(
      attention: try linear("attention", from: dimension, to: 3 * dimension),
      mixing: try linear("mixing", from: dimension, to: dimension),
      attentionNorm: try file.norm("\(index).attention.norm"),
      widening: try linear("widening", from: dimension, to: inner),
      narrowing: try linear("narrowing", from: inner, to: dimension),
      norm: try file.norm("\(index).norm"))
  }
}

/// The floats that matrices were turned into; they are freed with this object.
private final class PackedFloats {
  private var matrices: [UnsafeMutableRawPointer] = []

  deinit {
    for matrix in matrices { matrix.deallocate() }
  }

  /// Turns a matrix into floats. Its bytes lie in the file, so that a file asks for at most four times its own size.
  func pack(_ matrix: EncoderFile.QuantisedMatrix, outputs: Int, inputs: Int) -> UnsafePointer<Float> {
    // Whole cache lines make the loads of whole vectors faster.
    let memory = UnsafeMutableRawPointer.allocate(byteCount: outputs * inputs * 4, alignment: 64)
    matrices.append(memory)
    let floats = memory.bindMemory(to: Float.self, capacity: outputs * inputs)
    ltm_encoder_pack(matrix.bytes, matrix.scales, outputs, inputs, floats)
    return UnsafePointer(floats)
  }
}

extension EncoderFile {
  /// The two vectors of a norm.
  ///
  /// - Throws: ``EncoderError`` when one is missing or out of place.
  fileprivate func norm(_ name: String) throws(EncoderError) -> EncoderWeights.Norm {
    EncoderWeights.Norm(
      gain: try floats("\(name).gain", header.dimension), shift: try floats("\(name).shift", header.dimension))
  }
}
