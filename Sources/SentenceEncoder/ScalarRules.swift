import Foundation

/// What becomes of a character before words are looked up: the rules of BERT's uncased tokenizer.
///
/// J. Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers, 2019, and the reference implementation's
/// `tokenization.py`: control characters go, each Chinese character is a word, letters become small, accents go.
enum ScalarRules {
  /// How a character outside ASCII takes part in words.
  enum Part {
    /// It is left out, as if it were not there.
    case nothing
    /// It ends a word.
    case space
    /// It is a word of its own.
    case word(String.UnicodeScalarView)
    /// It continues a word with these characters, of which some may be punctuation or, rarely, spaces.
    case letters(String.UnicodeScalarView)
  }

  /// The part of a character.
  static func part(of scalar: Unicode.Scalar) -> Part {
    if scalar == "\u{FFFD}" { return .nothing }
    switch category(of: scalar) {
    case .control, .format, .privateUse, .surrogate, .nonspacingMark: return .nothing
    default: break
    }
    if scalar.properties.isWhitespace { return .space }
    if isChinese(scalar) { return .word(letters(of: scalar)) }
    return .letters(letters(of: scalar))
  }

  /// Whether a character is a word of its own.
  static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isPunctuation(ascii: UInt8(scalar.value)) }
    switch category(of: scalar) {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  /// Whether an ASCII character is a word of its own: all that is neither a letter, a digit, a space nor a control.
  static func isPunctuation(ascii byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// The category of a character that Unicode 8 has; later ones count as letters.
  ///
  /// The tokenizer that the model was made with knows no others, and so the tokens do not depend on the version of
  /// Unicode that this program is built with.
  private static func category(of scalar: Unicode.Scalar) -> Unicode.GeneralCategory {
    guard let age = scalar.properties.age, age.major <= 8 else { return .otherLetter }
    return scalar.properties.generalCategory
  }

  /// The character taken apart, without accents, in small letters.
  private static func letters(of scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    var letters = String.UnicodeScalarView()
    for part in String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
    where category(of: part) != .nonspacingMark {
      letters.append(contentsOf: part.properties.lowercaseMapping.unicodeScalars)
    }
    return letters
  }

  /// Whether a character is one of the Chinese ones: the blocks that the reference implementation lists, the sixth of
  /// them as Hugging Face's tokenizers has it.
  private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F, 0x2B920...0x2CEAF,
      0xF900...0xFAFF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}
