import Crypto
import FoundationEssentials

/// A hash over parts that tells any two lists of parts apart.
struct Digest {
  private var hash = SHA256()

  /// Adds a part.
  mutating func add(_ part: some DataProtocol) {
    var length = UInt64(part.count).littleEndian
    withUnsafeBytes(of: &length) { hash.update(bufferPointer: $0) }
    hash.update(data: part)
  }

  /// Adds a text as a part.
  mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// Adds a number as a part.
  mutating func add(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { add(Array($0)) }
  }

  /// The hash as hexadecimal digits.
  ///
  /// - Parameter bytes: how many bytes of it.
  func hex(bytes: Int = 32) -> String {
    hash.finalize().prefix(bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
