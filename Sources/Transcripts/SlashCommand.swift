/// A command to a client at the beginning of a message, such as `/fix only the tests`.
struct SlashCommand: Hashable, Sendable {
  let name: String
  /// What follows the name.
  let words: String

  /// Nil where the text begins with no command; a path is none.
  init?(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    let name = text.dropFirst().prefix { !$0.isWhitespace }
    guard !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte) else { return nil }
    self.name = String(name)
    words = InjectedText.trimmed(String(text.dropFirst(name.count + 1)))
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
