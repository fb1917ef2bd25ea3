import Rules

extension SourceText {
  /// The places that show a choice for a parameter; none for a parameter that is not seen in code.
  func places(of key: ParameterKey) -> [StylePlace] {
    switch key {
    case .quotes: quotePlaces()
    case .semicolons: semicolonPlaces()
    case .trailingCommas: trailingCommaPlaces()
    case .exports: exportPlaces()
    case .imports:
      importBlocks().compactMap { block in
        block.statements.first.map { StylePlace(block.isSorted ? "sorted" : "unsorted", $0.range) }
      }
    case .docComments: docCommentPlaces()
    case .typeAnnotations: typeAnnotationPlaces()
    default: []
    }
  }

  private func exportPlaces() -> [StylePlace] {
    syntax.indices.compactMap { index in
      guard syntax.kind(index) == "export_statement" else { return nil }
      let kinds = syntax.children(index).map { syntax.kind($0) }
      guard !kinds.contains("*"), !kinds.contains("namespace_export") else { return nil }
      return StylePlace(kinds.contains("default") ? "default" : "named", syntax.range(index))
    }
  }

  private func docCommentPlaces() -> [StylePlace] {
    syntax.indices.compactMap { index in
      guard dialect.is(syntax.kind(index), "documented"), syntax.kind(syntax.parent(index) ?? index) != "object" else {
        return nil
      }
      return StylePlace(isDocumented(index), syntax.range(index))
    }
  }

  private func isDocumented(_ index: Int) -> Bool {
    if language == "python" {
      guard let body = syntax.child(index, "body"),
        let first = syntax.children(body).first(where: { !syntax.isComment($0) }),
        let content = syntax.children(first).first
      else { return false }
      return syntax.kind(first) == "expression_statement" && syntax.kind(content) == "string"
    }
    var node = index
    if let parent = syntax.parent(index), syntax.kind(parent) == "export_statement" { node = parent }
    var before = syntax.previous(node)
    while let index = before, ["attribute_item", "decorator"].contains(syntax.kind(index)) {
      before = syntax.previous(index)
    }
    guard let before, syntax.kind(before).hasSuffix("comment") else { return false }
    let gap = bytes[
      syntax.range(before).upperBound..<max(syntax.range(node).lowerBound, syntax.range(before).upperBound)]
    guard gap.count(where: { $0 == Bytes.newline }) <= 1 || language == "rust" else { return false }
    let comment = string(before)
    return ["go", "ruby", "shell"].contains(language) || comment.hasPrefix("/**") || comment.hasPrefix("///")
  }

  /// The parameters and results of functions, in Python and TypeScript; callbacks, whose types are known from where
  /// they are given, do not count.
  private func typeAnnotationPlaces() -> [StylePlace] {
    guard language == "python" || language == "typescript" else { return [] }
    return syntax.indices.flatMap { index -> [StylePlace] in
      guard dialect.is(syntax.kind(index), "function_node"), !isCallback(index),
        let parameters = syntax.child(index, "parameters")
      else { return [] }
      var places = parameterPlaces(parameters)
      let name = syntax.child(index, "name").map { string($0) }
      if name != "__init__" && name != "constructor" {
        places.append(StylePlace(syntax.child(index, "return_type") != nil, syntax.range(parameters)))
      }
      return places
    }
  }

  private func isCallback(_ function: Int) -> Bool {
    guard ["arrow_function", "function", "function_expression"].contains(syntax.kind(function)) else { return false }
    return syntax.kind(syntax.parent(function) ?? function) != "variable_declarator"
  }

  private func parameterPlaces(_ parameters: Int) -> [StylePlace] {
    syntax.children(parameters).compactMap { child in
      switch syntax.kind(child) {
      case "required_parameter", "optional_parameter":
        StylePlace(syntax.child(child, "type") != nil, syntax.range(child))
      case "typed_parameter", "typed_default_parameter": StylePlace(true, syntax.range(child))
      case "identifier", "default_parameter":
        ["self", "cls"].contains(string(child)) ? nil : StylePlace(false, syntax.range(child))
      default: nil
      }
    }
  }
}
