package import Rules

/// A text after a rule's style was applied to it.
package struct StyleEdits: Hashable, Sendable {
  /// The text with the edits made.
  package let text: String
  /// The edits, in the order of their places; several parameters make several rounds, each on the text of the last.
  package let rounds: [Round]

  /// The edits that one parameter asked for.
  package struct Round: Hashable, Sendable {
    /// The parameter that asked for them.
    package let parameter: ParameterKey
    /// The edits, in bytes of the text that the round began with.
    package let edits: [TextEdit]
  }

  /// Every edit, whatever the round.
  package var edits: [TextEdit] { rounds.flatMap(\.edits) }
}

extension SourceText {
  /// Applies the style that a rule's parameters state: `quotes`, `semicolons`, `indent` with `width`,
  /// `trailing_commas`, `imports`.
  ///
  /// The edited text has the same syntax tree; an edit that would change it is left out.
  ///
  /// - Throws: ``SourceCodeError`` when reading an edited text again takes too long.
  package func styled(by parameters: [String: JSONValue]) throws(SourceCodeError) -> StyleEdits {
    var current = self
    var rounds: [StyleEdits.Round] = []
    for key in [ParameterKey.imports, .quotes, .semicolons, .trailingCommas, .indent] {
      let (next, made) = try current.repeated(key, parameters)
      current = next
      rounds += made
    }
    return StyleEdits(text: current.text, rounds: rounds)
  }

  /// Makes one parameter's edits until there are none left, so that applying it again changes nothing.
  ///
  /// One round as a rule; a text whose indentation is irregular takes two. What does not come to rest is left alone.
  private func repeated(
    _ key: ParameterKey, _ parameters: [String: JSONValue]
  ) throws(SourceCodeError) -> (SourceText, [StyleEdits.Round]) {
    var current = self
    var rounds: [StyleEdits.Round] = []
    for _ in 0..<4 {
      let edits = try current.verified(current.wantedEdits(key, parameters), isReordering: key == .imports)
      if edits.isEmpty { return (current, rounds) }
      rounds.append(StyleEdits.Round(parameter: key, edits: edits))
      current = try SourceText(
        String(decoding: TextEdit.apply(edits, to: current.bytes), as: UTF8.self), language: language, limits: .edited)
    }
    return (self, [])
  }

  private func wantedEdits(_ key: ParameterKey, _ parameters: [String: JSONValue]) -> [TextEdit] {
    let value = parameters[key.rawValue]
    switch key {
    case .quotes:
      guard let wanted = value?.string, ["single", "double"].contains(wanted) else { return [] }
      return quotePlaces().filter { $0.choice != wanted }.compactMap(\.edit)
    case .semicolons:
      guard let wanted = value?.bool else { return [] }
      return semicolonPlaces().filter { $0.choice != String(wanted) }.compactMap(\.edit)
    case .trailingCommas:
      guard let wanted = value?.bool else { return [] }
      return trailingCommaPlaces().filter { $0.choice != String(wanted) }.compactMap(\.edit)
        .sorted { $0.range.lowerBound < $1.range.lowerBound }
    case .indent:
      let width = parameters[ParameterKey.width.rawValue]?.integer.map { Int(clamping: $0) }
      guard let wanted = value?.string ?? (width == nil ? nil : "spaces"), ["tabs", "spaces"].contains(wanted) else {
        return []
      }
      return indentEdits(tabs: wanted == "tabs", width: width)
    case .imports:
      return value?.string == "sorted" ? importEdits() : []
    default: return []
    }
  }
}
