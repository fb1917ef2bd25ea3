/// The outcome of renaming identifiers.
package struct Renaming: Hashable, Sendable {
  /// A rename that was not made.
  package struct Refusal: Hashable, Sendable {
    /// Why a rename was not made.
    package enum Reason: String, Hashable, Sendable {
      /// The text does not declare the name.
      case notDeclared
      /// The name is also mentioned where a rename does not reach: in an import, a symbol, a macro, a literal's key.
      case dependedOn
      /// The new name is not an identifier of the language.
      case invalid
      /// The new name is a word of the language.
      case reserved
      /// The new name is taken, or two names would become one.
      case collision
    }

    /// The old name.
    package let name: String
    /// The name it was to have.
    package let newName: String
    /// Why it kept its name.
    package let reason: Reason

    /// Says which rename was not made, and why.
    package init(name: String, newName: String, reason: Reason) {
      (self.name, self.newName, self.reason) = (name, newName, reason)
    }
  }

  /// The text with the renames made.
  package let text: String
  /// Every identifier that changed, in order.
  package let edits: [TextEdit]
  /// The renames that were not made, by name.
  package let refused: [Refusal]
}

extension SourceText {
  /// Renames identifiers wherever this text means the same name by them.
  ///
  /// Strings and comments stay as they are, and so do the members of what the text does not declare. A rename that
  /// would make two names one, or that something out of sight depends on, is refused.
  ///
  /// - Parameter map: new names by old ones.
  package func renaming(_ map: [String: String]) -> Renaming {
    var accepted: [String: String] = [:]
    var refused: [Renaming.Refusal] = []
    var targets: [String: Int] = [:]
    let pairs = map.map { (bare($0.key), bare($0.value)) }.filter { $0.0 != $0.1 }.sorted { $0 < $1 }
    for (_, target) in pairs { targets[target, default: 0] += 1 }
    for (name, target) in pairs {
      if let reason = refusal(of: name, to: target, isShared: targets[target] != 1) {
        refused.append(Renaming.Refusal(name: name, newName: target, reason: reason))
      } else {
        accepted[name] = target
      }
    }
    let edits = accepted.flatMap { self.edits(renaming: $0.key, to: $0.value) }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
    return Renaming(
      text: String(decoding: TextEdit.apply(edits, to: bytes), as: UTF8.self), edits: edits, refused: refused)
  }

  /// A name without the sign that PHP writes before a variable, which is not part of the identifier.
  private func bare(_ name: String) -> String {
    language == "php" && name.hasPrefix("$") ? String(name.dropFirst()) : name
  }

  private func refusal(of name: String, to target: String, isShared: Bool) -> Renaming.Refusal.Reason? {
    guard names.contains(where: { $0.name == name }) else { return .notDeclared }
    guard !identifiers.renamable(name).isEmpty else { return .dependedOn }
    guard isIdentifier(target, like: name) else { return .invalid }
    guard !syntax.grammar.keywords.contains(target) else { return .reserved }
    return isShared || identifiers.collides(name, with: target) ? .collision : nil
  }

  private func isIdentifier(_ name: String, like other: String) -> Bool {
    let signs = name.prefix { $0 == "@" || $0 == "$" }
    if language == "ruby" {
      guard signs == other.prefix(while: { $0 == "@" || $0 == "$" }) else { return false }
      // A capital makes a constant of a Ruby name, and a small letter a variable.
      guard name.dropFirst(signs.count).first?.isUppercase == other.dropFirst(signs.count).first?.isUppercase else {
        return false
      }
    } else if signs.contains("@") || !signs.isEmpty && !["javascript", "typescript"].contains(language) {
      return false
    }
    var rest = name.dropFirst(signs.count)
    if language == "ruby", let last = rest.last, "?!".contains(last), other.last == last { rest = rest.dropLast() }
    guard let first = rest.first, first == "_" || first.isLetter else { return false }
    return rest.allSatisfy { $0 == "_" || $0 == "$" && language != "python" || $0.isLetter || $0.isNumber }
  }

  private func edits(renaming name: String, to target: String) -> [TextEdit] {
    let spaces = identifiers.spaces(of: name)
    return identifiers.renamable(name).map { use in
      // `{ user }` names a member and a value: where one of them keeps its name, both are written out.
      let after =
        if use.isShorthand, !spaces.contains(.member) {
          "\(name): \(target)"
        } else if use.isShorthand, !spaces.contains(.value) {
          "\(target): \(name)"
        } else {
          target
        }
      return TextEdit(use.range, of: bytes, to: after)
    }
  }
}
