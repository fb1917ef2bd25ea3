import Glibc

/// The bytes of a tree object: its entries one after the other, in git's order.
///
/// Entries that are not touched keep their bytes, whatever their mode and however it is written.
struct TreeBytes: Hashable, Sendable {
  private(set) var bytes: [UInt8]

  static let fileMode: UInt32 = 0o100644
  static let directoryMode: UInt32 = 0o040000
  private static let kindBits: UInt32 = 0o170000
  /// What stands between an entry's name and the next entry: a NUL and the id.
  private static let tailLength = 21

  init(_ bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// Where an entry's parts are.
  struct Place {
    let range: Range<Int>
    let name: Range<Int>
    let mode: UInt32

    var isDirectory: Bool { mode & kindBits == directoryMode }

    var kind: TreeEntry.Kind {
      switch mode & kindBits {
      case directoryMode: .directory
      case 0o120000: .symbolicLink
      case 0o160000: .submodule
      default: .file
      }
    }
  }

  /// What a search for a name ends with.
  enum Found {
    case entry(Place)
    /// Where an entry of the name belongs.
    case absent(index: Int)
    /// The bytes are no entries.
    case damaged
  }

  /// Looks for a name.
  ///
  /// - Parameter asDirectory: whether the entry that may be put there is a directory: git orders those as if their
  ///   names ended with a slash.
  func find(_ name: [UInt8], asDirectory: Bool) -> Found {
    bytes.withUnsafeBytes { bytes in
      var (start, index): (Int, Int?) = (0, nil)
      while start < bytes.count {
        guard let place = Self.place(in: bytes, at: start) else { return .damaged }
        // All are looked at: a tree of hostile order may have the name anywhere.
        let order = Self.order(of: place, in: bytes, beside: name, asDirectory: asDirectory)
        if order == 0 { return .entry(place) }
        if order > 0, index == nil { index = start }
        start = place.range.upperBound
      }
      return .absent(index: index ?? bytes.count)
    }
  }

  /// The id of an entry.
  func id(at place: Place) -> ObjectID {
    bytes.withUnsafeBytes { ObjectID(bytes: UnsafeRawBufferPointer(rebasing: $0[(place.name.upperBound + 1)...])) }
  }

  /// Puts an entry in the place of another one, or of none.
  mutating func put(_ name: [UInt8], mode: UInt32, id: ObjectID, at range: Range<Int>) {
    var entry = Array(String(mode, radix: 8).utf8)
    entry.append(UInt8(ascii: " "))
    entry += name
    entry.append(0)
    withUnsafeBytes(of: id.raw) { entry += $0 }
    bytes.replaceSubrange(range, with: entry)
  }

  /// Gives an entry another id.
  mutating func setID(_ id: ObjectID, at place: Place) {
    withUnsafeBytes(of: id.raw) { id in
      bytes.withUnsafeMutableBytes { bytes in
        UnsafeMutableRawBufferPointer(rebasing: bytes[(place.name.upperBound + 1)..<place.range.upperBound])
          .copyMemory(from: id)
      }
    }
  }

  mutating func remove(_ place: Place) { bytes.removeSubrange(place.range) }

  /// The entry that begins at an index; nil when none does.
  static func place(in bytes: UnsafeRawBufferPointer, at start: Int) -> Place? {
    var (index, mode): (Int, UInt32) = (start, 0)
    while index < bytes.count, bytes[index] != UInt8(ascii: " ") {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[index]), index - start < 8 else { return nil }
      mode = mode << 3 | UInt32(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    let name = index + 1
    guard let base = bytes.baseAddress, index > start, name < bytes.count,
      let end = memchr(base + name, 0, bytes.count - name).map({ UnsafeRawPointer($0) - base }), end > name,
      end + tailLength <= bytes.count
    else { return nil }
    return Place(range: start..<end + tailLength, name: name..<end, mode: mode)
  }

  /// Negative when the entry comes before an entry of the name, zero when it has the name, positive when it comes after.
  private static func order(
    of place: Place, in bytes: UnsafeRawBufferPointer, beside name: [UInt8], asDirectory: Bool
  ) -> Int32 {
    name.withUnsafeBytes { name in
      guard let one = bytes.baseAddress, let other = name.baseAddress else { return -1 }
      let common = min(place.name.count, name.count)
      let order = memcmp(one + place.name.lowerBound, other, common)
      if order != 0 || place.name.count == name.count { return order }
      let slash = Int32(UInt8(ascii: "/"))
      let next =
        place.name.count > common ? Int32(bytes[place.name.lowerBound + common]) : place.isDirectory ? slash : 0
      let nextOfName = name.count > common ? Int32(name[common]) : asDirectory ? slash : 0
      // A name that goes on with a slash is none; the order of the two is of no account then.
      return next == nextOfName ? 1 : next - nextOfName
    }
  }
}
