import Crypto

/// The objects of a pack that is not written yet, compressed in memory.
struct PackDraft: ~Copyable {
  /// What an object is, as packs number it.
  enum Kind: UInt8 {
    case commit = 1
    case tree = 2
    case blob = 3

    fileprivate var name: String {
      switch self {
      case .commit: "commit"
      case .tree: "tree"
      case .blob: "blob"
      }
    }
  }

  /// The form of an object that is written as its difference from another one of the same pack.
  private static let offsetDelta: UInt8 = 6

  private struct Object {
    let id: ObjectID
    let kind: Kind
    /// The bytes of the object, or of its delta.
    let size: Int
    let payload: Range<Int>
    /// The object that it is a delta of.
    let base: ObjectID?
    /// Objects of one group stand together.
    let group: Int
  }

  private var objects: [Object] = []
  private var places: [ObjectID: Int] = [:]
  private var payloads: [UInt8] = []
  private let deflater = Deflater()

  var isEmpty: Bool { objects.isEmpty }
  /// The objects' ids, in order of writing.
  var ids: [ObjectID] { objects.map(\.id) }

  func kind(of id: ObjectID) -> Kind? { places[id].map { objects[$0].kind } }

  /// The id that git gives to an object.
  ///
  /// A plain SHA-1: six times as fast as libgit2's, which looks for attempts at a collision. That one gets its turn when
  /// the pack is indexed; whatever it refuses, or gives another id, is not stored.
  static func id(of kind: Kind, _ content: [UInt8]) -> ObjectID {
    var hash = Insecure.SHA1()
    var header = "\(kind.name) \(content.count)\u{0}"
    header.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    content.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash.finalize().withUnsafeBytes { ObjectID(bytes: $0) }
  }

  /// Adds a whole object, unless it is there.
  mutating func append(_ kind: Kind, _ id: ObjectID, _ content: [UInt8], group: Int = 0) throws(GitError) {
    try append(kind, id, content, base: nil, group: group)
  }

  /// Adds an object as a delta of another one, which is added later.
  mutating func append(
    _ kind: Kind, _ id: ObjectID, delta: [UInt8], of base: ObjectID, group: Int
  ) throws(GitError) {
    try append(kind, id, delta, base: base, group: group)
  }

  private mutating func append(
    _ kind: Kind, _ id: ObjectID, _ bytes: [UInt8], base: ObjectID?, group: Int
  ) throws(GitError) {
    guard places[id] == nil else { return }
    let start = payloads.count
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(GitError) in try deflater.append(bytes, to: &payloads) }
    }
    try result.get()
    places[id] = objects.count
    objects.append(
      Object(id: id, kind: kind, size: bytes.count, payload: start..<payloads.count, base: base, group: group))
  }

  /// The content of a whole object; nil when there is none of that kind.
  func content(of id: ObjectID, _ kind: Kind) -> [UInt8]? {
    guard let object = places[id].map({ objects[$0] }), object.kind == kind, object.base == nil else { return nil }
    return Deflater.inflated(payloads[object.payload], size: object.size)
  }

  /// The order in the file: commits, latest first, as `git log` reads them; trees by directory, so that deltas and what
  /// they are made of stand together; then files.
  private var order: [Int] {
    func rank(_ index: Int) -> (UInt8, Int, Int) {
      let object = objects[index]
      return (object.kind.rawValue, object.group, object.kind == .blob ? index : -index)
    }
    return objects.indices.sorted { rank($0) < rank($1) }
  }

  /// Makes the file's bytes, piece by piece.
  ///
  /// - Parameter take: takes the size of all, and then each piece.
  /// - Returns: the ids in their order.
  func write(
    begin: (Int) throws(GitError) -> Void, piece: (UnsafeRawBufferPointer) throws(GitError) -> Void
  ) throws(GitError) -> [ObjectID] {
    let order = order
    var offsets = [Int](repeating: 0, count: objects.count)
    var headers: [UInt8] = []
    var ends: [Int] = []
    var offset = 12
    for index in order {
      offsets[index] = offset
      let start = headers.count
      let object = objects[index]
      Self.appendHeader(object.base == nil ? object.kind.rawValue : Self.offsetDelta, object.size, to: &headers)
      if let base = object.base {
        guard let place = places[base], offsets[place] > 0 else {
          throw GitError(.other, "a delta before what it is made of", operation: "write a pack")
        }
        Self.appendOffset(offset - offsets[place], to: &headers)
      }
      ends.append(headers.count)
      offset += headers.count - start + object.payload.count
    }
    try begin(offset + 20)
    var output = PackOutput()
    output.append(Array("PACK".utf8) + [0, 0, 0, 2])
    output.append((0..<4).map { UInt8(truncatingIfNeeded: order.count >> (24 - 8 * $0)) })
    var start = 0
    for (index, end) in zip(order, ends) {
      output.append(headers[start..<end])
      output.append(payloads[objects[index].payload])
      if output.isFull { try output.give(to: piece) }
      start = end
    }
    try output.end(with: piece)
    return order.map { objects[$0].id }
  }

  private static func appendHeader(_ type: UInt8, _ size: Int, to bytes: inout [UInt8]) {
    var (byte, rest) = (type << 4 | UInt8(size & 15), size >> 4)
    while rest > 0 {
      bytes.append(byte | 0x80)
      (byte, rest) = (UInt8(rest & 0x7F), rest >> 7)
    }
    bytes.append(byte)
  }

  /// The distance to the base: seven bits a byte, highest first, where each byte but the last counts one more.
  private static func appendOffset(_ distance: Int, to bytes: inout [UInt8]) {
    var (digits, rest) = ([UInt8(distance & 0x7F)], distance >> 7)
    while rest > 0 {
      rest -= 1
      digits.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes += digits.reversed()
  }
}

/// Collects a file's bytes into large pieces, and ends it with the hash of all.
private struct PackOutput {
  private static let pieceBytes = 1 << 20
  private var buffer: [UInt8] = []
  private var hash = Insecure.SHA1()

  var isFull: Bool { buffer.count >= Self.pieceBytes }

  mutating func append(_ bytes: some Collection<UInt8>) { buffer += bytes }

  mutating func give(to take: (UnsafeRawBufferPointer) throws(GitError) -> Void) throws(GitError) {
    buffer.withUnsafeBytes { hash.update(bufferPointer: $0) }
    try buffer.give(to: take)
    buffer.removeAll(keepingCapacity: true)
  }

  mutating func end(with take: (UnsafeRawBufferPointer) throws(GitError) -> Void) throws(GitError) {
    try give(to: take)
    try Array(hash.finalize()).give(to: take)
  }
}

extension [UInt8] {
  fileprivate func give(to take: (UnsafeRawBufferPointer) throws(GitError) -> Void) throws(GitError) {
    let result = withUnsafeBytes { bytes in
      Result { () throws(GitError) in try take(bytes) }
    }
    try result.get()
  }
}
