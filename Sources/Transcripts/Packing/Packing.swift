/// How an input is compressed, told by its first bytes.
enum Packing: Sendable {
  /// RFC 1952.
  case gzip
  /// RFC 8878.
  case zstandard

  /// As many bytes as tell it.
  static let magicLength = 4

  /// - Parameter opening: the input's first bytes.
  init?(_ opening: some Collection<UInt8>) {
    let magic = Array(opening.prefix(Self.magicLength))
    if magic.starts(with: [0x1F, 0x8B, 0x08]) {
      self = .gzip
    } else if magic == [0x28, 0xB5, 0x2F, 0xFD] {
      self = .zstandard
    } else if magic.count == 4, magic[0] & 0xF0 == 0x50, magic[1...] == [0x2A, 0x4D, 0x18] {
      // A skippable frame, which some programs put in front.
      self = .zstandard
    } else {
      return nil
    }
  }

  /// The name for people.
  var title: String {
    switch self {
    case .gzip: "gzip"
    case .zstandard: "zstd"
    }
  }

  func makeDecoder() -> any PackedStreamDecoder {
    switch self {
    case .gzip: GzipDecoder()
    case .zstandard: ZstandardDecoder()
    }
  }

  /// The endings that the programs give to what they compress.
  static let endings = [".gz", ".zst"]

  /// The name that an input had before it was compressed: who archives a file makes no other transcript of it.
  static func plainName(_ name: String) -> String {
    guard let ending = endings.first(where: { name.hasSuffix($0) }) else { return name }
    let plain = name.dropLast(ending.count)
    return plain.isEmpty || plain.hasSuffix("/") ? name : String(plain)
  }
}

/// Why a compressed input ends before its end.
enum PackingDamage: Hashable, Sendable {
  /// The stream ends within a member or a frame.
  case cut
  /// What is there is not what was compressed.
  case corrupt
  /// A frame needs more memory than ``ZstandardDecoder/windowLog`` allows.
  case window
  /// Much more comes out than ``Unpacking`` allows.
  case bomb
  /// There is no memory for the decoder.
  case memory

  /// What is wrong and what to do.
  func text(_ packing: Packing) -> String {
    let test = packing == .gzip ? "gzip -t" : "zstd -t"
    return switch self {
    case .cut: "the \(packing.title) stream is cut short here; copy the file anew and check it with '\(test)'"
    case .corrupt: "the \(packing.title) stream is damaged here; copy the file anew and check it with '\(test)'"
    case .window:
      "the zstd stream needs a window of more than \(1 << (ZstandardDecoder.windowLog - 20)) MiB; "
        + "compress it anew without '--ultra' and '--long'"
    case .bomb:
      "the \(packing.title) stream gives more than \(Unpacking.ratioLimit) times its size, or more than "
        + "\(Unpacking.totalLimit >> 30) GiB; unpack it yourself if it is a transcript"
    case .memory: "there is no memory to unpack the \(packing.title) stream; run again with more"
    }
  }
}
