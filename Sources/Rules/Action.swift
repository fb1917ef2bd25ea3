/// What a rule asks for.
package struct Action: Hashable, Sendable, Codable {
  /// The four kinds of directive.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Formatting, idiom, comments, wording and tone.
    case style
    /// Identifiers, files, branches, columns.
    case naming
    /// Architecture, placement, modules, dependencies, test layout.
    case structure
    /// What the assistant does and how: tools, commands, process, safety, communication.
    case behavior
  }

  package var type: Kind
  /// The directive alone, imperative and self-contained.
  package var description: String
  /// The directive's parts, by the names in ``ParameterKey``.
  package var parameters: [String: JSONValue]?

  package init(type: Kind, description: String, parameters: [String: JSONValue]? = nil) {
    self.type = type
    self.description = description
    self.parameters = parameters
  }

  /// A parameter's text.
  package func text(_ key: ParameterKey) -> String? { parameters?[key.rawValue]?.string }

  /// Tells whether the directive takes an earlier one back instead of asking for something.
  package var isRetraction: Bool { parameters?[ParameterKey.wanted.rawValue]?.bool == false }
}

/// The names of the parameters of an action that the program itself understands.
package enum ParameterKey: String, Hashable, Sendable, CaseIterable {
  /// A case convention: `camelCase`, `snake_case`, `PascalCase`, `kebab-case`, `UPPER_SNAKE_CASE`.
  case convention
  /// What the convention or the rule is about: `variable`, `function`, `type`, `constant`, `file`, `branch`, …
  case target
  /// What to use.
  case tool
  /// What not to use where ``tool`` is wanted.
  case insteadOf = "instead_of"
  /// What is not to be used, touched or done.
  case forbidden
  /// `single` or `double`.
  case quotes
  /// `true` when statements end in one.
  case semicolons
  /// `tabs` or `spaces`.
  case indent
  /// Columns for one level of indentation.
  case width
  /// `named` or `default`.
  case exports
  /// The most columns in a line.
  case maxLineLength = "max_line_length"
  /// The most lines in a file or function.
  case maxLines = "max_lines"
  /// What names begin with.
  case prefix
  /// What names end with.
  case suffix
  /// A command line to run.
  case command
  /// The form of a text: `conventional commits`, `ISO 8601`, …
  case format
  /// `true` when a comma follows the last element.
  case trailingCommas = "trailing_commas"
  /// `sorted` when imports are to be in order.
  case imports
  /// `true` when signatures carry type annotations.
  case typeAnnotations = "type_annotations"
  /// `true` when declarations carry a documentation comment.
  case docComments = "doc_comments"
  /// `false` when the directive takes an earlier one back.
  case wanted
  /// Words that bind a short-term directive to its moment.
  case scope
  /// Later statements that limit the directive, each as it would stand alone.
  case exceptions
}
