import CZlib
import Foundation
import SentenceEncoder

/// An encoder's file of a few kilobytes, to be damaged: one layer, two heads of sixteen, and a handful of tokens.
struct TinyModel {
  static let vocabulary = ["[UNK]", "[CLS]", "[SEP]", "use", "tab", "##s", ",", "a"]

  /// The header; offsets count from the beginning of the file.
  var header: [String: Any]
  /// The bytes after the header, and where they begin.
  var sections: Data
  static let start = 4096

  init() {
    var sections = Data()
    func add(_ bytes: Data) -> Int {
      sections.append(Data(count: (64 - sections.count % 64) % 64))
      defer { sections.append(bytes) }
      return Self.start + sections.count
    }
    func floats(_ count: Int, _ value: (Int) -> Float) -> Data {
      (0..<count).reduce(into: Data()) { data, index in
        withUnsafeBytes(of: value(index).bitPattern.littleEndian) { data.append(contentsOf: $0) }
      }
    }
    let text = Data((Self.vocabulary.joined(separator: "\n") + "\n").utf8)
    let words = ["offset": add(text), "bytes": text.count, "count": Self.vocabulary.count]
    var tensors: [[String: Any]] = []
    func vector(_ name: String, _ shape: [Int], _ value: (Int) -> Float = { _ in 0 }) {
      let offset = add(floats(shape.reduce(1, *), value))
      tensors.append(["name": name, "type": "f32", "shape": shape, "offset": offset])
    }
    func matrix(_ name: String, _ rows: Int, _ columns: Int) {
      let bytes = Data((0..<rows * columns).map { UInt8(truncatingIfNeeded: ($0 * 2_654_435_761) >> 7) })
      let (offset, scales) = (add(bytes), add(floats(rows) { _ in 0.01 }))
      tensors.append(["name": name, "type": "i8", "shape": [rows, columns], "offset": offset, "scales": scales])
    }
    func norm(_ name: String) {
      vector("\(name).gain", [32]) { _ in 1 }
      vector("\(name).shift", [32])
    }
    matrix("words", Self.vocabulary.count, 32)
    vector("positions", [16, 32]) { Float($0 % 7) * 0.1 }
    for name in ["norm", "0.attention.norm", "0.norm"] { norm(name) }
    for (name, rows, columns) in [
      ("attention", 96, 32), ("mixing", 32, 32), ("widening", 64, 32), ("narrowing", 32, 64),
    ] {
      matrix("0.\(name)", rows, columns)
      vector("0.\(name).bias", [rows])
    }
    header = [
      "dimension": 32, "inner": 64, "heads": 2, "layers": 1, "positions": 16, "epsilon": 1e-12, "unknown": 0,
      "first": 1,
      "last": 2, "vocabulary": words, "tensors": tensors,
    ]
    self.sections = sections
  }

  /// The whole file, with a sum that fits.
  func bytes() throws -> Data {
    var text = try JSONSerialization.data(withJSONObject: header, options: .sortedKeys)
    text.append(Data(repeating: UInt8(ascii: " "), count: max(0, Self.start - 32 - text.count)))
    return Self.file(Data("LTMENC\r\n".utf8), text, text + sections)
  }

  /// A preamble for a header, and what comes after the preamble.
  static func file(_ magic: Data, _ header: Data, _ body: Data) -> Data {
    var file = magic
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { file.append(contentsOf: $0) }
    }
    append(UInt32(1))
    append(UInt32(header.count))
    append(UInt64(32 + body.count))
    append(UInt32(body.withUnsafeBytes { crc32(0, $0.bindMemory(to: UInt8.self).baseAddress, UInt32($0.count)) }))
    append(UInt32(0))
    return file + body
  }
}
