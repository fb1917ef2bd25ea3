import Foundation

/// A form in which a credential may stand in a text.
package enum SecretEncoding: String, Hashable, Sendable, CaseIterable {
  case plain, quoted, percent, doublePercent, base64, base64url, hexadecimal, zeroWidth, softHyphen, entities, fullWidth
  case escapes, tags, lineBreak, space

  /// Whether every character is encoded alone, so that a part of the whole is the whole of the part.
  package var isByCharacter: Bool { ![.base64, .base64url, .hexadecimal, .lineBreak, .space].contains(self) }

  /// Whether credentials are only broken in two, which words around them would be too.
  package var breaks: Bool { self == .lineBreak || self == .space }

  /// The text in this form.
  package func encode(_ text: String) -> String {
    switch self {
    case .plain: text
    case .quoted: "\"\(text)\""
    case .percent: text.utf8.enumerated().map { Self.percent($1, $0.isMultiple(of: 4)) }.joined()
    case .doublePercent: Self.percent.encode(text).replacing("%", with: "%25")
    case .base64: Data(text.utf8).base64EncodedString()
    case .base64url:
      Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    case .hexadecimal: text.utf8.map { String(format: "%02x", $0) }.joined()
    case .zeroWidth: Self.inserting("\u{200B}", into: text)
    case .softHyphen: Self.inserting("\u{AD}", into: text)
    case .entities: text.unicodeScalars.map { "&#\($0.value);" }.joined()
    case .fullWidth: String(String.UnicodeScalarView(text.unicodeScalars.map(Self.wide)))
    case .escapes: text.utf16.map { String(format: "\\u%04x", $0) }.joined()
    case .tags: text.unicodeScalars.map { Self.tag($0) }.joined()
    case .lineBreak: Self.broken(text, "\n")
    case .space: Self.broken(text, " ")
    }
  }

  /// The pieces of the encoded credential that a masked text must not hold.
  package func leaks(of planted: PlantedSecret) -> [String] {
    if breaks {
      let parts = encode(planted.text).split(whereSeparator: \.isWhitespace).map(String.init)
      return parts.filter { $0.count >= 8 }
    }
    return [
      isByCharacter && self != .quoted
        ? encode(planted.secret) : self == .quoted ? planted.secret : encode(planted.text)
    ]
  }

  private static func percent(_ byte: UInt8, _ isForced: Bool) -> String {
    let isPlain = byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
    return isPlain && !isForced ? String(Unicode.Scalar(byte)) : String(format: "%%%02X", byte)
  }

  private static func inserting(_ mark: String, into text: String) -> String {
    text.enumerated().map { $0 % 5 == 2 ? "\($1)\(mark)" : "\($1)" }.joined()
  }

  private static func wide(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    (0x21...0x7E).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
  }

  private static func tag(_ scalar: Unicode.Scalar) -> String {
    guard (0x21...0x7E).contains(scalar.value), let tag = Unicode.Scalar(scalar.value + 0xE0000) else {
      return String(scalar)
    }
    return String(tag)
  }

  private static func broken(_ text: String, _ gap: String) -> String {
    let middle = text.index(text.startIndex, offsetBy: text.count * 3 / 5)
    return text[..<middle] + gap + text[middle...]
  }
}
