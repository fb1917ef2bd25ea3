import Glibc

/// Writes one tree as what another one must be cut to, in the form that git's packs hold (Documentation/gitformat-pack:
/// "Deltified representation").
///
/// The entries of both are in git's order, so that one walk over both finds what they have in common. What it makes of
/// trees in any other order is longer, never wrong: every entry is either copied where the other tree has its very bytes
/// or written out.
struct TreeDelta {
  private(set) var bytes: [UInt8] = []
  /// The part of the base that is to be copied next.
  private var copied = 0..<0
  /// The part of the target that is to be written out next.
  private var inserted = 0..<0
  private let target: UnsafeRawBufferPointer

  /// The delta from which `base` makes `target`; nil when one of them is no tree.
  static func make(of target: TreeBytes, from base: TreeBytes) -> [UInt8]? {
    target.bytes.withUnsafeBytes { target in
      base.bytes.withUnsafeBytes { base in
        var delta = TreeDelta(target: target)
        delta.append(size: base.count)
        delta.append(size: target.count)
        guard delta.walk(base) else { return nil }
        return delta.bytes
      }
    }
  }

  private init(target: UnsafeRawBufferPointer) {
    self.target = target
  }

  private mutating func walk(_ base: UnsafeRawBufferPointer) -> Bool {
    var (read, index) = (0, 0)
    while index < target.count {
      guard let place = TreeBytes.place(in: target, at: index) else { return false }
      var isCopied = false
      while read < base.count, !isCopied {
        guard let other = TreeBytes.place(in: base, at: read) else { return false }
        isCopied = Self.equal(target, place.range, base, other.range)
        if isCopied {
          copy(other.range)
        } else {
          // An entry that comes later in the target than the base's is one that the target has not, or has changed.
          let order = Self.order(target, place.name, base, other.name)
          guard order >= 0 else { break }
          if order == 0 {
            read = other.range.upperBound
            break
          }
        }
        read = other.range.upperBound
      }
      if !isCopied { insert(place.range) }
      index = place.range.upperBound
    }
    flush()
    return true
  }

  private mutating func copy(_ range: Range<Int>) {
    if inserted.isEmpty, copied.upperBound == range.lowerBound, !copied.isEmpty {
      copied = copied.lowerBound..<range.upperBound
    } else {
      flush()
      copied = range
    }
  }

  private mutating func insert(_ range: Range<Int>) {
    if inserted.isEmpty {
      flush()
      inserted = range
    } else {
      inserted = inserted.lowerBound..<range.upperBound
    }
  }

  /// Writes the copy or the insertion that was begun.
  private mutating func flush() {
    while !copied.isEmpty {
      let count = min(copied.count, 0xFF_FFFF)
      append(copy: copied.lowerBound, count)
      copied = copied.lowerBound + count..<copied.upperBound
    }
    while !inserted.isEmpty {
      let count = min(inserted.count, 0x7F)
      bytes.append(UInt8(count))
      bytes += target[inserted.lowerBound..<inserted.lowerBound + count]
      inserted = inserted.lowerBound + count..<inserted.upperBound
    }
    (copied, inserted) = (0..<0, 0..<0)
  }

  private mutating func append(copy offset: Int, _ count: Int) {
    let place = bytes.count
    var instruction: UInt8 = 0x80
    bytes.append(instruction)
    for byte in 0..<4 where offset >> (8 * byte) & 0xFF != 0 {
      instruction |= 1 << byte
      bytes.append(UInt8(offset >> (8 * byte) & 0xFF))
    }
    for byte in 0..<3 where count >> (8 * byte) & 0xFF != 0 {
      instruction |= 0x10 << byte
      bytes.append(UInt8(count >> (8 * byte) & 0xFF))
    }
    // A count of 0x10000 is written as none.
    if count == 0x10000 {
      instruction &= 0x8F
      bytes.removeLast()
    }
    bytes[place] = instruction
  }

  private mutating func append(size: Int) {
    var rest = size
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func equal(
    _ one: UnsafeRawBufferPointer, _ range: Range<Int>, _ other: UnsafeRawBufferPointer, _ otherRange: Range<Int>
  ) -> Bool {
    guard range.count == otherRange.count, let one = one.baseAddress, let other = other.baseAddress
    else { return false }
    return memcmp(one + range.lowerBound, other + otherRange.lowerBound, range.count) == 0
  }

  private static func order(
    _ one: UnsafeRawBufferPointer, _ range: Range<Int>, _ other: UnsafeRawBufferPointer, _ otherRange: Range<Int>
  ) -> Int32 {
    guard let one = one.baseAddress, let other = other.baseAddress else { return 0 }
    let order = memcmp(one + range.lowerBound, other + otherRange.lowerBound, min(range.count, otherRange.count))
    return order != 0 ? order : Int32(clamping: range.count - otherRange.count)
  }
}
