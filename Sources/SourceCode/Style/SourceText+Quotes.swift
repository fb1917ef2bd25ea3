extension SourceText {
  private static let single = UInt8(ascii: "'")
  private static let double = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// The string literals that could be written with either quote, which leaves out those that hold the other one,
  /// and documentation strings.
  func quotePlaces() -> [StylePlace] {
    guard ["javascript", "typescript", "python", "ruby", "php", "css"].contains(language) else { return [] }
    return syntax.indices.compactMap { index in
      guard dialect.is(syntax.kind(index), "string"), !isInString(index), !isDocumentation(index),
        syntax.parent(index).map({ dialect.is(syntax.kind($0), "not_quotable") }) != true
      else { return nil }
      return quotePlace(syntax.range(index))
    }
  }

  /// A string inside the code of another string, whose quotes depend on the outer ones.
  private func isInString(_ index: Int) -> Bool {
    var node = index
    for _ in 0..<8 {
      guard let parent = syntax.parent(node) else { return false }
      if ["interpolation", "template_substitution"].contains(syntax.kind(parent)) { return true }
      node = parent
    }
    return false
  }

  private func isDocumentation(_ index: Int) -> Bool {
    guard language == "python", let parent = syntax.parent(index) else { return false }
    return syntax.kind(parent) == "expression_statement" && syntax.next(parent) == syntax.next(index)
      && parent + 1 == index
  }

  private func quotePlace(_ range: Range<Int>) -> StylePlace? {
    let literal = bytes[range]
    guard let open = literal.firstIndex(where: { $0 == Self.single || $0 == Self.double }),
      let quote = literal.last, literal[open] == quote, range.upperBound - open >= 2
    else { return nil }
    let mark = literal[..<open].map { $0 | 0x20 }
    let content = literal[(open + 1)..<(range.upperBound - 1)]
    guard mark.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }), content.first != quote else {
      return nil
    }
    let other = quote == Self.single ? Self.double : Self.single
    guard !content.contains(other), isExchangeable(content, quote: quote, mark: mark),
      let changed = unescaped(content, quote)
    else { return nil }
    let after = Array(literal[..<open]) + [other] + changed + [other]
    return StylePlace(
      quote == Self.single ? "single" : "double", range,
      edit: TextEdit(range, of: bytes, to: String(decoding: after, as: UTF8.self)))
  }

  /// Tells whether the two quotes mean the same for a content.
  private func isExchangeable(_ content: ArraySlice<UInt8>, quote: UInt8, mark: [UInt8]) -> Bool {
    if language == "ruby" || language == "php" {
      return !content.contains {
        [Self.backslash, UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "{")].contains($0)
      }
    }
    return !content.contains(quote) || !mark.contains(UInt8(ascii: "r")) && !mark.contains(UInt8(ascii: "f"))
  }

  /// The content without the backslashes before its own quote; nil when that quote stands there bare.
  private func unescaped(_ content: ArraySlice<UInt8>, _ quote: UInt8) -> [UInt8]? {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in content {
      if isEscaped {
        if byte != quote { result.append(Self.backslash) }
        result.append(byte)
        isEscaped = false
      } else if byte == Self.backslash {
        isEscaped = true
      } else if byte == quote {
        return nil
      } else {
        result.append(byte)
      }
    }
    return isEscaped ? nil : result
  }
}
