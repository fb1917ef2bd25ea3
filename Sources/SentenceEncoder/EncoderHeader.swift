import CEncoder

/// What an encoder's file says about itself; `config/models/export_encoder.py` documents the form.
struct EncoderHeader: Decodable {
  /// The list of tokens, one a line.
  struct Vocabulary: Decodable {
    var offset: Int
    var bytes: Int
    var count: Int
  }

  /// One matrix or vector.
  struct Tensor: Decodable {
    var name: String
    var type: String
    var shape: [Int]
    var offset: Int
    var scales: Int?
  }

  var dimension: Int
  var inner: Int
  var heads: Int
  var layers: Int
  var positions: Int
  var epsilon: Float
  /// The token that stands for a word that cannot be spelt with the vocabulary.
  var unknown: Int
  /// The token before every sentence.
  var first: Int
  /// The token after every sentence.
  var last: Int
  var vocabulary: Vocabulary
  var tensors: [Tensor]

  /// What is wrong with the sizes; nil when nothing is.
  ///
  /// The limits are far above any model that a nightly job can run, and keep every product of sizes in an `Int32`.
  var flaw: String? {
    let lanes = LTM_ENCODER_LANES
    if !(1...2048).contains(dimension) { return "'dimension' must be 1 to 2048" }
    if !(1...8192).contains(inner) || inner % lanes != 0 { return "'inner' must be a multiple of \(lanes) up to 8192" }
    if !(1...128).contains(heads) || dimension % (heads * lanes) != 0 {
      return "'dimension' must be 'heads' times a multiple of \(lanes)"
    }
    if !(1...48).contains(layers) { return "'layers' must be 1 to 48" }
    if !(3...4096).contains(positions) { return "'positions' must be 3 to 4096" }
    if !(epsilon >= 0 && epsilon < 1) { return "'epsilon' must be 0 to 1" }
    if !(1...1_000_000).contains(vocabulary.count) { return "'vocabulary.count' must be 1 to 1000000" }
    if ![unknown, first, last].allSatisfy((0..<vocabulary.count).contains) {
      return "'unknown', 'first' and 'last' must be tokens of the vocabulary"
    }
    return nil
  }
}
