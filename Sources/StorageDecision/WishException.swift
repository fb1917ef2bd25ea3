import Rules

/// A statement that only limits another one: "except in generated files", "raw SQL is fine in migrations".
struct WishException: Hashable, Sendable {
  /// What may be done after all; empty when only the place is said.
  private let allowed: Set<String>

  /// Between a directive and what limits it.
  private static let limits = [
    "; exception: ", ", except ", " except ", ", but ", ", unless ", " unless ", ", apart from ", ", other than ",
    " everywhere else", " elsewhere",
  ]
  private static let openings = [
    "except ", "but not ", "exception: ", "apart from ", "with the exception of ", "not for ", "not in ",
  ]
  private static let permissions = [
    " is fine ", " are fine ", " is ok ", " are ok ", " is okay ", " are okay ", " is allowed ", " are allowed ",
    " is acceptable ", " are acceptable ", " may be used ", " can be used ", " may stay ", " can stay ",
    " is permitted ", " are permitted ",
  ]
  private static let places = ["in ", "for ", "inside ", "within ", "under ", "when ", "on ", "at ", "while ", "there"]

  /// Reads a description; nil when it is a directive of its own.
  init?(_ description: String) {
    let text = description.lowercased()
    if Self.openings.contains(where: { text.hasPrefix($0) }) {
      allowed = []
      return
    }
    for permission in Self.permissions {
      guard let range = text.firstRange(of: permission) else { continue }
      let place = text[range.upperBound...]
      let subject = Set(WishWords.words(of: String(text[..<range.lowerBound])))
      guard !subject.isEmpty, subject.count <= 4, Self.places.contains(where: { place.hasPrefix($0) }) else { continue }
      allowed = subject
      return
    }
    return nil
  }

  /// How well the exception fits a wish, 0…1; 0 for not at all.
  ///
  /// - Parameter isSameTalk: whether both were said in the same transcript, where a bare "except …" means the wish
  ///   before it.
  func fit(to wish: WishComparison, isSameTalk: Bool) -> Double {
    guard !allowed.isEmpty else { return isSameTalk ? 0.5 : 0 }
    let forbidden = [ParameterKey.forbidden, .insteadOf].compactMap { wish.rule.action.text($0) }
    let refused = wish.refused.union(forbidden.flatMap(WishWords.words(of:)))
    if allowed.isSubset(of: refused) { return 1 }
    guard wish.isNegated, allowed.isSubset(of: wish.words) else { return 0 }
    return 0.6 + 0.4 * Double(allowed.count) / Double(max(wish.words.count, 1))
  }

  /// The directive, and what limits it.
  static func split(_ description: String) -> (core: String, rest: String) {
    let cuts = limits.compactMap { description.firstRange(of: $0) }.filter { $0.lowerBound > description.startIndex }
    guard let first = cuts.min(by: { $0.lowerBound < $1.lowerBound }) else { return (description, "") }
    return (String(description[..<first.lowerBound]), String(description[first.lowerBound...]))
  }

  /// A directive with an exception written behind it.
  static func joined(_ description: String, _ exception: String) -> String {
    let text = exception.prefix(1).lowercased() + exception.dropFirst()
    let isPhrase = ["except ", "but not ", "apart from "].contains { text.hasPrefix($0) }
    return description + (isPhrase ? ", " : "; exception: ") + text
  }
}
