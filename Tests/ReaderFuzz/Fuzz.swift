import Packed
import Transcripts

/// The inputs of a seed, by their numbers.
struct Fuzz {
  /// An input, and how it is to be read.
  struct Input {
    let format: Int
    let bytes: [UInt8]
    /// The bytes before they were compressed, where the stream is whole.
    let plain: [UInt8]?
    /// Whether it is a database, which is read from a file.
    let isDatabase: Bool
  }

  static let databaseShare = 128

  let seed: UInt64
  let formats = Seeds.texts
  let databases: [Seeds.Format]
  private let mutation: Mutation

  /// - Parameter scratch: a directory to make databases in.
  init(seed: UInt64, scratch: String) throws {
    self.seed = seed
    databases = try Seeds.databases(in: scratch)
    mutation = Mutation(Seeds.texts)
  }

  /// The format of an input.
  func format(of input: Input) -> Seeds.Format {
    input.isDatabase ? databases[input.format] : formats[input.format]
  }

  /// Makes an input.
  func input(_ number: Int) -> Input {
    var random = Randomness(seed: seed, number: number)
    if number % Self.databaseShare == 0 {
      let format = number / Self.databaseShare % databases.count
      let bytes = damage(random.element(databases[format].inputs), pageSize: 1024, &random)
      guard random.one(in: 16) else { return Input(format: format, bytes: bytes, plain: nil, isDatabase: true) }
      return Input(format: format, bytes: pack(bytes, &random).bytes, plain: nil, isDatabase: true)
    }
    let format = number % formats.count
    let plain = mutation.mutate(random.element(formats[format].inputs), &random)
    guard random.one(in: 24) else { return Input(format: format, bytes: plain, plain: plain, isDatabase: false) }
    let (bytes, isWhole) = pack(plain, &random)
    return Input(format: format, bytes: bytes, plain: isWhole ? plain : nil, isDatabase: false)
  }

  /// Compresses bytes in one piece or more, and damages the stream half of the time.
  private func pack(_ plain: [UInt8], _ random: inout Randomness) -> (bytes: [UInt8], isWhole: Bool) {
    let isGzip = random.one(in: 2)
    func pack(_ piece: some Sequence<UInt8>) -> [UInt8] {
      isGzip ? Packed.gzip(Array(piece)) : Packed.zstandard(Array(piece))
    }
    let cut = random.below(plain.count + 1)
    var bytes = random.one(in: 2) ? pack(plain) : pack(plain.prefix(cut)) + pack(plain.dropFirst(cut))
    if !isGzip, random.one(in: 4) { bytes = Packed.skippableFrame([1, 2, 3]) + bytes + Packed.skippableFrame([]) }
    guard random.one(in: 2) else { return (bytes, true) }
    switch random.below(4) {
    case 0: bytes.removeLast(random.below(bytes.count))
    case 1: bytes += (0..<random.below(40)).map { _ in UInt8(random.below(256)) }
    case 2: bytes.removeSubrange(random.range(in: bytes.count))
    default: for _ in 0...random.below(3) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
    }
    return (bytes, false)
  }

  /// Damages a database within pages, and pages as a whole.
  private func damage(_ database: [UInt8], pageSize: Int, _ random: inout Randomness) -> [UInt8] {
    var bytes = database
    let pages = bytes.count / pageSize
    for _ in 0..<random.element([0, 1, 1, 2, 4, 16]) {
      let page = random.below(pages) * pageSize
      switch random.below(8) {
      case 0...3: bytes[random.below(bytes.count - 16) + 16] = UInt8(random.below(256))
      case 4: bytes[page + random.below(40)] = UInt8(random.below(256))
      case 5: bytes.replaceSubrange(page..<(page + pageSize), with: bytes.prefix(pageSize))
      case 6:
        for index in page..<min(page + 1 + random.below(pageSize), bytes.count) { bytes[index] = 0 }
      default:
        let word = Array(random.element(["{", "\"\"", "null", "99", "'", "\\u", "user"]).utf8)
        let place = random.below(bytes.count - word.count - 16) + 16
        bytes.replaceSubrange(place..<(place + word.count), with: word)
      }
    }
    if random.one(in: 10) { bytes.removeLast(random.below(bytes.count - 100)) }
    return bytes
  }
}
