extension SecretScanner {
  /// What stands in the place of a secret.
  private static let mask = "[secret]"

  /// The words before one that may make it a secret: "the password for staging is".
  private static let contextWords = 5

  /// The text with its secrets masked: word by word in the lines that hold one, and the rest as it was.
  package static func masked(_ text: String) -> String {
    guard findsSecret(in: text) else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(maskedLine)
    let masked = lines.joined(separator: "\n")
    // A secret that runs over lines.
    return findsSecret(in: masked) ? mask : masked
  }

  private static func maskedLine(_ line: Substring) -> String {
    guard findsSecret(in: String(line)) else { return String(line) }
    var masked = ""
    var context: [Substring] = []
    for piece in line.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace) {
      // The white space that stood before the piece.
      if piece.startIndex > line.startIndex { masked.append(line[line.index(before: piece.startIndex)]) }
      guard !piece.isEmpty else { continue }
      if findsSecret(in: (context + [piece]).joined(separator: " ")) {
        masked += mask
        context = []
      } else {
        masked += piece
        context = context.suffix(contextWords - 1) + [piece]
      }
    }
    return findsSecret(in: masked) ? mask : masked
  }
}
