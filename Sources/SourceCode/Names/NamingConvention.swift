/// A way to write a name that has several words.
package enum NamingConvention: String, Hashable, Sendable, CaseIterable {
  /// `userName`.
  case camelCase
  /// `user_name`.
  case snakeCase = "snake_case"
  /// `UserName`.
  case pascalCase = "PascalCase"
  /// `user-name`.
  case kebabCase = "kebab-case"
  /// `USER_NAME`.
  case upperSnakeCase = "UPPER_SNAKE_CASE"

  /// Reads the spelling that rules use; nil for a word that names no convention.
  package init?(named name: String) {
    if let convention = Self(rawValue: name) {
      self = convention
    } else if name == "SCREAMING_SNAKE_CASE" {
      self = .upperSnakeCase
    } else {
      return nil
    }
  }

  /// The conventions that a name fits: a single word in lower case fits three, one in capitals
  /// two, a name without letters none.
  package static func conventions(of name: String) -> [NamingConvention] {
    allCases.filter { $0.admits(name) }
  }

  /// Tells whether a name is written this way. Underscores and sigils around the name do not count.
  package func admits(_ name: String) -> Bool {
    let core = NameWords(name).core
    guard let first = core.first, core.contains(where: \.isLetter) else { return false }
    switch self {
    case .camelCase: return !first.isUppercase && Self.isJoined(core) && first.isLetter
    case .pascalCase: return first.isLetter && !first.isLowercase && Self.isJoined(core)
    case .snakeCase: return Self.isSeparated(core, by: "_") && !core.contains(where: \.isUppercase)
    case .kebabCase: return Self.isSeparated(core, by: "-") && !core.contains(where: \.isUppercase)
    case .upperSnakeCase: return Self.isSeparated(core, by: "_") && !core.contains(where: \.isLowercase)
    }
  }

  /// The name written this way, with the underscores and sigils around it kept; a name that fits already stays.
  package func convert(_ name: String) -> String {
    if admits(name) { return name }
    let parts = NameWords(name)
    guard !parts.words.isEmpty else { return name }
    let words = parts.words.map { $0.lowercased() }
    let core =
      switch self {
      case .camelCase: words[0] + words.dropFirst().map(Self.capitalized).joined()
      case .pascalCase: words.map(Self.capitalized).joined()
      case .snakeCase: words.joined(separator: "_")
      case .kebabCase: words.joined(separator: "-")
      case .upperSnakeCase: words.joined(separator: "_").uppercased()
      }
    return parts.prefix + core + parts.suffix
  }

  /// Only letters and digits.
  private static func isJoined(_ core: Substring) -> Bool { core.allSatisfy { $0.isLetter || $0.isNumber } }

  /// Letters and digits with single separators in between.
  private static func isSeparated(_ core: Substring, by separator: Character) -> Bool {
    core.allSatisfy { $0.isLetter || $0.isNumber || $0 == separator }
      && !core.contains(String([separator, separator]))
  }

  private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
