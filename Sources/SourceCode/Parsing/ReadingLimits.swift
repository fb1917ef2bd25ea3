/// How much text is read, and for how long, before reading gives up.
package struct ReadingLimits: Hashable, Sendable {
  /// The most bytes of a text.
  package var bytes: Int
  /// The most microseconds that the parser may take for it.
  package var microseconds: Int

  /// Sets the limits; one million bytes and ten seconds unless said otherwise.
  package init(bytes: Int = 1_000_000, microseconds: Int = 10_000_000) {
    self.bytes = bytes
    self.microseconds = microseconds
  }

  /// One million bytes and ten seconds.
  package static let standard = ReadingLimits()

  /// Edits may make a text a little larger than the standard.
  static let edited = ReadingLimits(bytes: 8_000_000)
}
