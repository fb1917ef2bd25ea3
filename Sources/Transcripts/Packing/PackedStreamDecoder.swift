/// Unpacks a stream step by step.
protocol PackedStreamDecoder: AnyObject {
  /// Whether the stream may end after what was taken so far.
  var isAtEnd: Bool { get }

  /// Takes some of the input and gives some of the output.
  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> PackedStreamStep
}

/// What one step of a decoder did. Without input, a step gives what is left of what was taken before.
struct PackedStreamStep {
  /// Bytes of the input.
  var consumed = 0
  /// Bytes of the output.
  var produced = 0
  /// Why nothing can follow the output.
  var damage: PackingDamage?
}
