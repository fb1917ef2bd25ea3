import Crypto
package import Rules
import Secrets

/// A message, the words of it that are kept as evidence of a rule, and whether kept words are still in it.
package struct QuotedMessage: Sendable {
  /// What is kept of a message beside a rule.
  package struct Evidence: Hashable, Sendable {
    /// The words, secrets masked and cut to a length.
    package let quote: String
    /// Their place in the message, in UTF-8 bytes.
    package let range: Range<Int>
    /// `sha256:` and hexadecimal digits.
    package let hash: String
  }

  /// What became of the words that a source quotes.
  package enum Check: Hashable, Sendable {
    /// The message is as it was.
    case verified
    /// The words are there, and something in the message changed.
    case changed
    /// The words are not there.
    case absent
    /// The source has no evidence that could be checked.
    case unquoted
  }

  /// The most Unicode scalars of a quote, without the ellipsis.
  static let longestQuote = 400

  private let text: String
  private let hash: String
  private let read: String
  private let isMasked: Bool
  /// What masking left as it was holds none.
  private lazy var holdsSecret = isMasked ? read != text : SecretScanner.findsSecret(in: text)
  /// Nil where the message was read as it is.
  private lazy var alignment = read == text ? nil : MaskAlignment(masked: read, of: text)

  /// - Parameters:
  ///   - text: the message as it was typed.
  ///   - read: the message as it was read, with its secrets masked; nil for as it was typed.
  package init(_ text: String, readAs read: String? = nil) {
    self.text = text
    self.read = read ?? text
    isMasked = read != nil
    hash = Self.hash(text)
  }

  /// The evidence that stands at a place of what was read, in UTF-8 bytes; nil for a place that is empty or not in the
  /// message.
  ///
  /// The hash is that of the whole message, so that a change of anything in it is seen. Not where the message holds a
  /// secret: a short password could be guessed back from the hash and the words around it. Then it is the hash of the
  /// words alone, masked where they hold the secret themselves.
  package mutating func evidence(at place: Range<Int>) -> Evidence? {
    let aligned = alignment.map { $0.place(of: place) } ?? place
    guard let range = aligned, !range.isEmpty, let words = words(at: range) else { return nil }
    let masked = SecretScanner.masked(words)
    let isOpen = masked == words && !holdsSecret
    return Evidence(quote: Self.cut(masked), range: range, hash: isOpen ? hash : Self.hash(masked))
  }

  /// Compares a source with the message that it quotes.
  package func check(_ source: RuleSource) -> Check {
    guard let hash = source.hash, let quote = source.quote, let range = source.range else { return .unquoted }
    if let words = words(at: range), Self.holds(words, quote, fromStart: true),
      hash == self.hash || hash == Self.hash(words) || hash == Self.hash(SecretScanner.masked(words))
    {
      return .verified
    }
    return hash != self.hash && Self.holds(text, quote, fromStart: false) ? .changed : .absent
  }

  /// The words at a place; nil when the message does not reach as far.
  private func words(at range: Range<Int>) -> String? {
    let bytes = text.utf8
    guard range.lowerBound >= 0,
      let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound, limitedBy: bytes.endIndex),
      let end = bytes.index(start, offsetBy: range.count, limitedBy: bytes.endIndex)
    else { return nil }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Whether a text holds the words of a quote, with anything in the place of masked secrets and after an ellipsis.
  private static func holds(_ text: String, _ quote: String, fromStart: Bool) -> Bool {
    func inOrder(_ pieces: [Substring]) -> Bool {
      var rest = Substring(text).utf8[...]
      for piece in pieces {
        guard let found = rest.firstRange(of: piece.utf8) else { return false }
        rest = rest[found.upperBound...]
      }
      return true
    }
    let isWhole = !quote.hasPrefix("[secret") && fromStart
    let bodies = quote.hasSuffix("…") ? [Substring(quote), quote.dropLast()] : [Substring(quote)]
    return bodies.contains { body in
      let pieces = MaskAlignment.pieces(of: body)
      guard !isWhole || pieces.first.map({ text.utf8.starts(with: $0.utf8) }) == true else { return false }
      return inOrder(pieces)
    }
  }

  /// The text, or as much of it as may be kept, up to a word's end.
  private static func cut(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: longestQuote, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    var kept = scalars[..<end]
    if !scalars[end].properties.isWhitespace, let space = kept.lastIndex(where: \.properties.isWhitespace) {
      kept = kept[..<space]
    }
    while kept.last?.properties.isWhitespace == true { kept.removeLast() }
    return String(kept) + "…"
  }

  private static func hash(_ text: String) -> String {
    "sha256:" + RuleIdentity.hexadecimal(SHA256.hash(data: Array(text.utf8)))
  }
}

extension RuleSource {
  /// Takes in evidence, where there is any.
  mutating func keep(_ evidence: QuotedMessage.Evidence?) {
    quote = evidence?.quote
    range = evidence?.range
    hash = evidence?.hash
  }
}

extension QuotedMessage.Evidence {
  /// Whether the words stand in the text that was read, with its secrets masked. Around secrets in disguise places can
  /// be off: what was not read is not quoted, since half a secret is not known as one.
  func isIn(_ text: String) -> Bool {
    let words = quote.hasSuffix("…") ? String(quote.dropLast()) : quote
    return text.contains(words)
  }
}
