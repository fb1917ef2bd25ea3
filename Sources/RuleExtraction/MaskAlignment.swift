/// Where the words of a message stand that was read with its secrets masked.
struct MaskAlignment: Sendable {
  private struct Piece {
    /// The place in the masked text, in UTF-8 bytes.
    let read: Range<Int>
    /// Where the piece begins in the message.
    let start: Int
  }

  private var pieces: [Piece] = []

  /// Finds what stands between masks in the message, piece after piece.
  init(masked: String, of text: String) {
    var rest = text.utf8[...]
    for piece in Self.pieces(of: Substring(masked)) {
      // The line breaks of a secret may be kept behind its mask.
      let piece = Substring(piece.utf8.drop { $0 == UInt8(ascii: "\n") })
      guard !piece.isEmpty, let found = rest.firstRange(of: piece.utf8) else { continue }
      let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
      pieces.append(Piece(read: piece.place(inLineAt: 0), start: start))
      rest = rest[found.upperBound...]
    }
  }

  /// The place in the message of a place in the masked text; masks at its ends are left out. Nil where nothing is left.
  func place(of range: Range<Int>) -> Range<Int>? {
    let touched = pieces.filter { $0.read.overlaps(range) }
    guard let first = touched.first, let last = touched.last else { return nil }
    let start = first.start + max(0, range.lowerBound - first.read.lowerBound)
    let end = last.start + min(range.upperBound, last.read.upperBound) - last.read.lowerBound
    return start..<end
  }

  /// What stands between the masks of a text: between `[secret]` and `[secret:kind]`.
  static func pieces(of text: Substring) -> [Substring] {
    text.split(separator: "[secret", omittingEmptySubsequences: false).enumerated().compactMap { index, piece in
      guard index > 0 else { return piece.isEmpty ? nil : piece }
      let kind = piece.prefix { $0 == ":" || $0 == "-" || ("a"..."z").contains($0) }
      let rest = piece[kind.endIndex...].first == "]" ? piece[kind.endIndex...].dropFirst() : piece
      return rest.isEmpty ? nil : rest
    }
  }
}
