/// The numbers of a text's structure.
package struct StructureProfile: Hashable, Sendable {
  /// Functions and methods with a body of their own.
  package private(set) var functions = 0
  /// Classes, and what a language has in their place.
  package private(set) var classes = 0
  /// Import statements.
  package private(set) var imports = 0
  /// Export statements.
  package private(set) var exports = 0
  /// Statements at the top level that are neither imports nor functions nor classes.
  package private(set) var topLevelStatements = 0
  /// The most functions, classes and control statements that lie within one another.
  package private(set) var deepestNesting = 0
  /// The lines of each function, in order.
  package private(set) var functionLengths: [Int] = []
  /// The parameters of each function, in order.
  package private(set) var parameterCounts: [Int] = []
  /// The lines of the text.
  package let lines: Int

  /// The lines of the longest function; 0 when there is none.
  package var longestFunction: Int { functionLengths.max() ?? 0 }
  /// The mean of the lines of the functions; 0 when there is none.
  package var meanFunctionLength: Double { Self.mean(functionLengths) }
  /// The mean number of parameters; 0 when there is no function.
  package var meanParameters: Double { Self.mean(parameterCounts) }

  /// The structure of a text that has been read.
  package init(of text: SourceText) {
    lines = Bytes.lines(text.bytes).count
    let syntax = text.syntax
    let dialect = text.dialect
    var depth = Array(repeating: 0, count: syntax.nodes.count)
    for index in syntax.indices {
      let kind = syntax.kind(index)
      // Kinds of nodes and keywords may share a name, as `class` and `if` do.
      guard syntax.isNamed(index) else { continue }
      let isFunction = dialect.is(kind, "function_node")
      let isClass = dialect.is(kind, "class_node")
      let isImport = dialect.is(kind, dialect.sets["sorted_import"] == nil ? "import" : "sorted_import")
      depth[index] =
        (syntax.parent(index).map { depth[$0] } ?? 0)
        + (isFunction || isClass || dialect.is(kind, "nesting") ? 1 : 0)
      deepestNesting = max(deepestNesting, depth[index])
      if isFunction {
        functions += 1
        functionLengths.append(text.lineCount(of: index))
        parameterCounts.append(text.parameterCount(of: index))
      }
      if isClass { classes += 1 }
      if isImport { imports += 1 }
      if kind == "export_statement" { exports += 1 }
      if syntax.parent(index) == 0, !syntax.nodes[index].isExtra, !isFunction, !isClass, !isImport,
        kind != "decorated_definition", kind != "export_statement"
      {
        topLevelStatements += 1
      }
    }
  }

  /// The numbers by name, for comparing.
  package var values: [String: Double] {
    [
      "functions": Double(functions), "classes": Double(classes), "imports": Double(imports),
      "exports": Double(exports), "top_level_statements": Double(topLevelStatements),
      "deepest_nesting": Double(deepestNesting), "longest_function": Double(longestFunction),
      "mean_function_length": meanFunctionLength, "mean_parameters": meanParameters, "lines": Double(lines),
    ]
  }

  private static func mean(_ numbers: [Int]) -> Double {
    numbers.isEmpty ? 0 : Double(numbers.reduce(0, +)) / Double(numbers.count)
  }
}

extension SourceText {
  /// The lines that a node touches.
  func lineCount(of index: Int) -> Int { bytes[syntax.range(index)].count { $0 == Bytes.newline } + 1 }

  /// The parameters of a function; a receiver such as Python's `self` does not count.
  func parameterCount(of function: Int) -> Int {
    guard
      let list = syntax.children(function).first(where: { dialect.is(syntax.kind($0), "parameters") })
        ?? syntax.child(function, "declarator").flatMap({ declarator in
          syntax.children(declarator).first { dialect.is(syntax.kind($0), "parameters") }
        })
    else { return syntax.child(function, "parameter") == nil ? 0 : 1 }
    return syntax.children(list).count {
      syntax.isNamed($0) && !syntax.isComment($0) && !["self", "cls"].contains(string($0))
        && syntax.kind($0) != "self_parameter"
    }
  }
}
