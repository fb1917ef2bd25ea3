import CLibgit2

/// The SHA-1 name of an object in git.
package struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The twenty bytes, first byte highest: inline, compared and hashed as three integers.
  let high: UInt64
  private let middle: UInt64
  private let low: UInt32

  /// The id that no object has.
  static let zero = ObjectID(git_oid())

  /// The name git gives to a file with this content.
  ///
  /// - Throws: ``GitError`` when libgit2 does not start.
  package init(hashing content: some Collection<UInt8>) throws(GitError) {
    try Library.initialise()
    var raw = git_oid()
    let bytes = Array(content)
    try check("git_odb_hash", git_odb_hash(&raw, bytes, bytes.count, GIT_OBJECT_BLOB))
    self.init(raw)
  }

  /// Reads forty hexadecimal digits; nil for anything else.
  package init?(hex: String) {
    var raw = git_oid()
    guard hex.utf8.count == 40, hex.utf8.allSatisfy(\.isHexadecimalDigit), git_oid_fromstr(&raw, hex) == 0 else {
      return nil
    }
    self.init(raw)
  }

  init(_ raw: git_oid) { self = withUnsafeBytes(of: raw) { Self(bytes: $0) } }

  /// - Parameter bytes: at least twenty, of which the first are taken.
  init(bytes: UnsafeRawBufferPointer) {
    high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
  }

  var raw: git_oid {
    var raw = git_oid()
    withUnsafeMutableBytes(of: &raw) { bytes in
      bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
      bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
      bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return raw
  }

  /// Forty lower-case hexadecimal digits.
  package var description: String {
    withUnsafeBytes(of: raw) { bytes in
      let digits = Array("0123456789abcdef".utf8)
      return String(
        decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
  }

  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
  }
}

extension UInt8 {
  fileprivate var isHexadecimalDigit: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
