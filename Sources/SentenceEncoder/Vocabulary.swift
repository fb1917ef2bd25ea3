/// The tokens of a vocabulary as a tree of their bytes, so that the longest token at a place is found in one walk.
struct Vocabulary: Sendable {
  /// Where the walk begins for the beginning of a word.
  static let wordRoot: UInt32 = 0
  /// Where it begins for the rest of a word; in the list these tokens begin with two number signs.
  static let restRoot: UInt32 = 1

  private static let maximumBytes = 1 << 22
  private static let empty = UInt32.max

  /// The step from a node with a byte, found by hashing with linear probing: the node times 256 plus the byte, and the
  /// node it leads to.
  private var steps: [(key: UInt32, node: UInt32)]
  private let mask: Int
  /// The token that ends at each node, or -1.
  private var tokens: [Int32] = [-1, -1]

  /// Reads a list of tokens, one a line.
  ///
  /// Returns nil when the list is longer than 4 MiB, does not end with a line feed, or has not `count` lines.
  init?(lines: UnsafeRawBufferPointer, count: Int) {
    guard lines.count <= Self.maximumBytes, lines.last == 10 else { return nil }
    // At most one node a byte: half of the places stay free.
    var capacity = 64
    while capacity < 2 * lines.count { capacity *= 2 }
    mask = capacity - 1
    steps = Array(repeating: (Self.empty, 0), count: capacity)
    tokens.reserveCapacity(lines.count)
    var start = 0
    var token: Int32 = 0
    for end in lines.indices where lines[end] == 10 {
      add(UnsafeRawBufferPointer(rebasing: lines[start..<end]), token)
      token += 1
      start = end + 1
    }
    guard Int(token) == count else { return nil }
  }

  private mutating func add(_ line: UnsafeRawBufferPointer, _ token: Int32) {
    let isRest = line.count > 2 && line[0] == UInt8(ascii: "#") && line[1] == UInt8(ascii: "#")
    var node = isRest ? Self.restRoot : Self.wordRoot
    for byte in line.dropFirst(isRest ? 2 : 0) {
      let place = place(node, byte)
      if steps[place].key == Self.empty {
        steps[place] = (node << 8 | UInt32(byte), UInt32(tokens.count))
        tokens.append(-1)
      }
      node = steps[place].node
    }
    if !line.isEmpty, tokens[Int(node)] < 0 { tokens[Int(node)] = token }
  }

  private func place(_ node: UInt32, _ byte: UInt8) -> Int {
    let key = node << 8 | UInt32(byte)
    // Multiplicative hashing (Knuth, The Art of Computer Programming, 6.4).
    var place = Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while steps[place].key != Self.empty && steps[place].key != key { place = (place &+ 1) & mask }
    return place
  }

  /// The longest token that the bytes from `start` on begin with, and where it ends; nil when there is none.
  func longest(in bytes: [UInt8], from start: Int) -> (token: Int32, end: Int)? {
    var node = start == 0 ? Self.wordRoot : Self.restRoot
    var found: (Int32, Int)?
    for index in start..<bytes.count {
      let place = place(node, bytes[index])
      guard steps[place].key != Self.empty else { break }
      node = steps[place].node
      if tokens[Int(node)] >= 0 { found = (tokens[Int(node)], index + 1) }
    }
    return found
  }
}
