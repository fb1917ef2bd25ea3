/// A text in another form, in which every byte knows where in the original it comes from.
struct TextView: Sendable {
  private(set) var bytes: [UInt8]
  /// Where each byte's origin begins and ends; nil when the view is the original.
  private var origins: (starts: [Int], ends: [Int])?

  /// The original itself.
  init(_ text: [UInt8]) {
    bytes = text
    origins = nil
  }

  /// An empty view, to be filled.
  private init(capacity: Int) {
    bytes = []
    bytes.reserveCapacity(capacity)
    origins = ([], [])
    origins?.starts.reserveCapacity(capacity)
    origins?.ends.reserveCapacity(capacity)
  }

  /// Where in the original a part of the view comes from.
  func original(_ range: Range<Int>) -> Range<Int> {
    guard let origins, let last = range.last else { return range }
    return origins.starts[range.lowerBound]..<origins.ends[last]
  }

  /// The view with every folded character written plainly, or nil when there is none: percent-encoding, entities of
  /// HTML, escapes of strings, full-width and other compatibility forms; characters that are not seen are gone.
  func unfolded() -> TextView? {
    guard bytes.contains(where: { $0 >= 0x80 || $0 == 0x25 || $0 == 0x26 || $0 == 0x5C }) else { return nil }
    var view = TextView(capacity: bytes.count)
    var (index, isChanged) = (0, false)
    while index < bytes.count {
      guard let piece = FoldedCharacter.read(bytes, at: index) else {
        view.append(bytes[index], from: original(index..<index + 1))
        index += 1
        continue
      }
      isChanged = true
      let origin = original(index..<index + piece.length)
      for byte in piece.plain { view.append(byte, from: origin) }
      index += piece.length
    }
    return isChanged ? view : nil
  }

  private mutating func append(_ byte: UInt8, from origin: Range<Int>) {
    bytes.append(byte)
    origins?.starts.append(origin.lowerBound)
    origins?.ends.append(origin.upperBound)
  }
}
