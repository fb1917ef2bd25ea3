import Glibc

/// Unpacks a compressed input, with no more than one piece of what is packed and one of what is not in memory.
struct Unpacking {
  /// How many times its size an input may give. Logs give 5 to 200 times; gzip itself ends at 1032, which only zeros
  /// and the like reach.
  static let ratioLimit = 1000
  /// How many bytes a small input may give all the same.
  static let freeBytes = 64 << 20
  /// How many bytes any input may give: more than anybody waits for.
  static let totalLimit = 64 << 30

  /// Where the last line of what was given begins, and how many bytes were given.
  private(set) var place = InputPlace(line: 1, byte: 0)
  private(set) var produced = 0
  /// Why there is nothing more.
  private(set) var damage: PackingDamage?

  private let decoder: any PackedStreamDecoder
  /// The piece of the input that is being taken, and how much of it was.
  private var (input, position): ([UInt8], Int)
  private var consumed = 0
  private var isFinished = false

  /// - Parameter opening: the first piece of the input.
  init(_ packing: Packing, opening: [UInt8]) {
    decoder = packing.makeDecoder()
    (input, position) = (opening, 0)
  }

  /// The next bytes; nil at the end, and where the stream is damaged.
  ///
  /// - Parameter stored: what follows the opening.
  mutating func next(from stored: inout StoredBytes) throws(TranscriptError) -> [UInt8]? {
    while damage == nil, !isFinished {
      let (output, isIdle) = step()
      if !output.isEmpty {
        note(output)
        return output
      }
      guard position == input.count else {
        // A decoder takes something or gives something, unless it is in no state to.
        if isIdle, damage == nil { damage = .corrupt }
        continue
      }
      guard let piece = try stored.next() else {
        if !decoder.isAtEnd, damage == nil { damage = .cut }
        isFinished = true
        break
      }
      (input, position) = (piece, 0)
    }
    return nil
  }

  private mutating func step() -> (output: [UInt8], isIdle: Bool) {
    var step = PackedStreamStep()
    let output = [UInt8](unsafeUninitializedCapacity: StoredBytes.size) { buffer, count in
      input.withUnsafeBytes { all in
        let rest = UnsafeRawBufferPointer(rebasing: all[position...])
        step = decoder.step(rest, into: UnsafeMutableRawBufferPointer(buffer))
      }
      count = step.produced
    }
    position += step.consumed
    consumed += step.consumed
    produced += step.produced
    let isBomb =
      produced > Self.totalLimit || (produced > Self.freeBytes && produced / Self.ratioLimit > consumed)
    damage = step.damage ?? (isBomb ? .bomb : nil)
    return (output, step.consumed == 0 && step.produced == 0)
  }

  private mutating func note(_ output: [UInt8]) {
    output.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      while start < bytes.count,
        let end = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
      {
        start = UnsafeRawPointer(end) - base + 1
        place = InputPlace(line: place.line + 1, byte: produced - bytes.count + start)
      }
    }
  }
}
