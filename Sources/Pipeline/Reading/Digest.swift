import Crypto
import FoundationEssentials

/// A hash over parts that tells any two lists of parts apart.
struct Digest {
  private var hash = SHA256()

  /// Adds a text as a part.
  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      add(length: bytes.count)
      hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
    }
  }

  /// Adds bytes as a part.
  mutating func add(_ data: Data) {
    add(length: data.count)
    hash.update(data: data)
  }

  /// Adds numbers as a part.
  mutating func add(numbers: [Int64]) {
    numbers.withUnsafeBytes { bytes in
      add(length: bytes.count)
      hash.update(bufferPointer: bytes)
    }
  }

  private mutating func add(length: Int) {
    withUnsafeBytes(of: UInt64(length)) { hash.update(bufferPointer: $0) }
  }

  /// The hash as hexadecimal digits.
  ///
  /// - Parameter bytes: how many bytes of it.
  func hex(bytes: Int = 32) -> String {
    hash.finalize().prefix(bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
