import CZlib
import FoundationEssentials

/// An encoder's file: its header, and its tensors after their places were checked.
struct EncoderFile {
  /// A matrix of signed bytes with one scale a row, inside the mapped file.
  struct QuantisedMatrix {
    var bytes: UnsafePointer<Int8>
    var scales: UnsafePointer<Float>
  }

  private static let magic = Array("LTMENC\r\n".utf8)
  private static let version: UInt32 = 1
  private static let preamble = 32
  private static let alignment = 64
  private static let maximumHeader = 1 << 20
  private static let maximumBytes = 1 << 30

  /// The whole file.
  let mapping: MappedFile
  /// What it says about itself; the sizes are in range.
  let header: EncoderHeader
  private let tensors: [String: EncoderHeader.Tensor]

  /// Maps a file and checks all of it but the tensors' places.
  ///
  /// - Throws: ``EncoderError`` naming the byte where the file is wrong.
  init(path: String) throws(EncoderError) {
    mapping = try MappedFile(path: path, maximum: Self.maximumBytes)
    let bytes = mapping.bytes
    let malformed = { (offset: Int, reason: String) in
      EncoderError.malformed(path: path, offset: offset, reason: reason)
    }
    guard bytes.count >= Self.preamble, bytes.starts(with: Self.magic) else {
      throw malformed(0, "this is no encoder's file")
    }
    let version = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    guard version == Self.version else {
      throw malformed(8, "the form has version \(version), and only \(Self.version) is known")
    }
    let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self)))
    guard length <= Self.maximumHeader, length <= bytes.count - Self.preamble else {
      throw malformed(12, "the header has \(length) bytes, more than the file has or may have")
    }
    let stated = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
    guard stated == UInt64(bytes.count) else {
      throw malformed(16, "the file should have \(stated) bytes and has \(bytes.count)")
    }
    guard
      Self.checksum(UnsafeRawBufferPointer(rebasing: bytes[Self.preamble...]))
        == UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt32.self))
    else { throw malformed(24, "the bytes do not have the CRC-32 that is stated here") }
    let text = Data(UnsafeRawBufferPointer(rebasing: bytes[Self.preamble..<Self.preamble + length]))
    guard let header = try? JSONDecoder().decode(EncoderHeader.self, from: text) else {
      throw malformed(Self.preamble, "the header is no JSON object with the members it should have")
    }
    if let flaw = header.flaw { throw malformed(Self.preamble, "in the header \(flaw)") }
    self.header = header
    tensors = Dictionary(header.tensors.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The list of tokens.
  ///
  /// - Throws: ``EncoderError`` when it does not lie inside the file.
  func vocabulary() throws(EncoderError) -> UnsafeRawBufferPointer {
    let section = header.vocabulary
    let start = try place(section.offset, section.bytes, of: "the vocabulary")
    return UnsafeRawBufferPointer(start: start, count: section.bytes)
  }

  /// A vector, or a matrix, of floats.
  ///
  /// - Throws: ``EncoderError`` when there is none with this shape, or it does not lie inside the file, or one of its
  ///   numbers is not finite.
  func floats(_ name: String, _ shape: Int...) throws(EncoderError) -> UnsafePointer<Float> {
    let tensor = try tensor(name, "f32", shape)
    return try finite(tensor.offset, shape.reduce(1, *), of: name)
  }

  /// A matrix of signed bytes.
  ///
  /// - Throws: ``EncoderError`` when there is none with this shape, or it does not lie inside the file, or one of its
  ///   scales is not finite.
  func matrix(_ name: String, rows: Int, columns: Int) throws(EncoderError) -> QuantisedMatrix {
    let tensor = try tensor(name, "i8", [rows, columns])
    let bytes = try place(tensor.offset, rows * columns, of: name).bindMemory(to: Int8.self, capacity: rows * columns)
    return QuantisedMatrix(bytes: bytes, scales: try finite(tensor.scales ?? -1, rows, of: "\(name), scales"))
  }

  private func tensor(_ name: String, _ type: String, _ shape: [Int]) throws(EncoderError) -> EncoderHeader.Tensor {
    guard let tensor = tensors[name], tensor.type == type, tensor.shape == shape else {
      throw .malformed(
        path: mapping.path, offset: Self.preamble,
        reason: "the header should name a tensor '\(name)' of type \(type) and shape \(shape)")
    }
    return tensor
  }

  private func finite(_ offset: Int, _ count: Int, of name: String) throws(EncoderError) -> UnsafePointer<Float> {
    let start = try place(offset, count * 4, of: name).bindMemory(to: Float.self, capacity: count)
    if let index = UnsafeBufferPointer(start: start, count: count).firstIndex(where: { !$0.isFinite }) {
      throw .malformed(path: mapping.path, offset: offset + 4 * index, reason: "\(name): this is no finite number")
    }
    return start
  }

  private func place(_ offset: Int, _ size: Int, of name: String) throws(EncoderError) -> UnsafeRawPointer {
    let bytes = mapping.bytes
    guard offset >= 0, offset % Self.alignment == 0, size >= 0, size <= bytes.count, offset <= bytes.count - size,
      let start = bytes.baseAddress
    else {
      throw .malformed(
        path: mapping.path, offset: Self.preamble,
        reason: "\(name): \(size) bytes at \(offset) are not inside the file, or not at a multiple of \(Self.alignment)"
      )
    }
    return start + offset
  }

  private static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    // The file has at most 2^30 bytes, so their number fits zlib's type.
    UInt32(crc32(0, bytes.bindMemory(to: UInt8.self).baseAddress, UInt32(bytes.count)))
  }
}
