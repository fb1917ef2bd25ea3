extension SourceText {
  /// The lists whose closing bracket stands on a line of its own, which may end in a comma.
  func trailingCommaPlaces() -> [StylePlace] {
    syntax.indices.compactMap { index in
      dialect.is(syntax.kind(index), "list") ? trailingCommaPlace(index) : nil
    }
  }

  private func trailingCommaPlace(_ index: Int) -> StylePlace? {
    let children = syntax.children(index).filter { !syntax.isComment($0) }
    guard children.count >= 3, let close = children.last, !syntax.isNamed(close), !syntax.nodes[close].isMissing,
      !children.contains(where: { syntax.kind($0) == "ERROR" }), isFirstOnLine(syntax.range(close).lowerBound)
    else { return nil }
    let last = children[children.count - 2]
    let before = children[children.count - 3]
    let range = syntax.range(last)
    if syntax.kind(last) == "," {
      // `[a, , ]` has a hole before its comma, and `(a,)` is a tuple only by its comma.
      let isNeeded = syntax.kind(before) == "," || children.count == 4 && syntax.kind(index) == "tuple"
      return isNeeded || !syntax.isNamed(before)
        ? nil : StylePlace(true, range, edit: TextEdit(range, of: bytes, to: ""))
    }
    guard syntax.isNamed(last), mayEndInComma(index, last) else { return nil }
    return StylePlace(false, range, edit: TextEdit(range.upperBound..<range.upperBound, of: bytes, to: ","))
  }

  private func mayEndInComma(_ list: Int, _ last: Int) -> Bool {
    let kind = syntax.kind(last)
    // Nothing may follow the rest of a pattern, and `import(path,)` is not known everywhere.
    if dialect.is(kind, "rest") || syntax.children(last).contains(where: { dialect.is(syntax.kind($0), "rest") }) {
      return false
    }
    if kind == "base_field_initializer" || kind == "remaining_field_pattern" || kind == "variadic_parameter" {
      return false
    }
    guard let call = syntax.parent(list), let function = syntax.child(call, "function") else { return true }
    return syntax.kind(function) != "import"
  }

  /// Tells whether only blanks stand before a position in its line.
  func isFirstOnLine(_ position: Int) -> Bool {
    var index = position
    while index > 0, bytes[index - 1] != Bytes.newline {
      guard Bytes.isBlank(bytes[index - 1]) else { return false }
      index -= 1
    }
    return index > 0
  }
}
