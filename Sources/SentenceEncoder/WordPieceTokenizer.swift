/// A piece of a text that the vocabulary knows, or a word that it does not know.
struct Token: Equatable {
  /// Its number in the vocabulary.
  var id: Int32
  /// Where it stands in the text, in bytes of UTF-8.
  var range: Range<Int>
}

/// Cuts a text into the tokens of BERT's uncased vocabulary.
///
/// M. Schuster and K. Nakajima, Japanese and Korean voice search, 2012: each word is spelt with the longest tokens, from
/// the left. The time is linear in the text's length. Names of special tokens in a text are read as text.
struct WordPieceTokenizer: Sendable {
  private static let longestWord = 100

  /// The tokens.
  let vocabulary: Vocabulary
  /// The token of a word that cannot be spelt.
  let unknown: Int32

  /// The first `limit` tokens of a text.
  func tokens(of text: String, limit: Int) -> [Token] {
    var text = text
    return text.withUTF8 { bytes in
      var word = Word(tokenizer: self, limit: limit)
      word.read(bytes)
      return word.tokens
    }
  }

  /// A word while it is read, and the tokens of those before it.
  private struct Word {
    let tokenizer: WordPieceTokenizer
    let limit: Int
    var tokens: [Token] = []
    /// The word's characters, after the rules, as UTF-8.
    private var bytes: [UInt8] = []
    /// Where in the text each of these bytes comes from.
    private var sources: [Range<Int>] = []
    private var characters = 0
    private var range = 0..<0

    init(tokenizer: WordPieceTokenizer, limit: Int) {
      self.tokenizer = tokenizer
      self.limit = limit
    }

    mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
      var index = 0
      while index < text.count, tokens.count < limit {
        let byte = text[index]
        let source: Range<Int>
        if byte < 0x80 {
          source = index..<index + 1
          readASCII(byte, source)
        } else {
          let (scalar, length) = decode(text, index)
          source = index..<index + length
          readOther(scalar, source)
        }
        index = source.upperBound
      }
      end()
    }

    private mutating func readASCII(_ byte: UInt8, _ source: Range<Int>) {
      switch byte {
      case 0x61...0x7A, 0x30...0x39: append(byte, source)
      case 0x41...0x5A: append(byte | 0x20, source)
      case 0x09, 0x0A, 0x0D, 0x20: end()
      case 0x00...0x1F, 0x7F: break
      default:
        end()
        append(byte, source)
        end()
      }
    }

    private mutating func readOther(_ scalar: Unicode.Scalar, _ source: Range<Int>) {
      switch ScalarRules.part(of: scalar) {
      case .nothing: break
      case .space: end()
      case .word(let letters):
        end()
        for letter in letters { append(letter, source) }
        end()
      case .letters(let letters):
        for letter in letters {
          if letter.properties.isWhitespace {
            end()
          } else if ScalarRules.isPunctuation(letter) {
            end()
            append(letter, source)
            end()
          } else {
            append(letter, source)
          }
        }
      }
    }

    private mutating func append(_ byte: UInt8, _ source: Range<Int>) {
      if characters == 0 { range = source }
      range = range.lowerBound..<source.upperBound
      characters += 1
      guard characters <= longestWord else { return }
      bytes.append(byte)
      sources.append(source)
    }

    private mutating func append(_ letter: Unicode.Scalar, _ source: Range<Int>) {
      if characters == 0 { range = source }
      range = range.lowerBound..<source.upperBound
      characters += 1
      guard characters <= longestWord else { return }
      for byte in UTF8.encode(letter) ?? .init() {
        bytes.append(byte)
        sources.append(source)
      }
    }

    /// Ends the word: spells it, or counts it as unknown.
    private mutating func end() {
      guard characters > 0 else { return }
      let before = tokens.count
      var start = 0
      while start < bytes.count, characters <= longestWord {
        guard let (token, end) = tokenizer.vocabulary.longest(in: bytes, from: start) else { break }
        tokens.append(Token(id: token, range: sources[start].lowerBound..<sources[end - 1].upperBound))
        start = end
      }
      if start < bytes.count {
        tokens.removeSubrange(before...)
        tokens.append(Token(id: tokenizer.unknown, range: range))
      }
      if tokens.count > limit { tokens.removeSubrange(limit...) }
      bytes.removeAll(keepingCapacity: true)
      sources.removeAll(keepingCapacity: true)
      characters = 0
    }

    /// The character that begins at `index`, and how many bytes it has; a `String` is always valid UTF-8.
    private func decode(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> (Unicode.Scalar, Int) {
      let lead = text[index]
      let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      guard index + length <= text.count else { return ("\u{FFFD}", text.count - index) }
      var value = UInt32(lead) & (0x7F >> UInt32(length))
      for next in text[index + 1..<index + length] { value = value << 6 | UInt32(next & 0x3F) }
      return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
  }
}
