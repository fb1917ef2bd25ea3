/// Finds the identifiers of a tree in one pass, and tells which of them declare something.
struct DeclarationReader {
  /// One identifier.
  struct Found {
    /// The identifier.
    let text: String
    /// Its bytes.
    let range: Range<Int>
    /// The set of names it is from.
    var space: Dialect.Space
    /// What it declares; nil for a mention.
    var role: NameRole?
    /// Whether it stands for a member and a value at once.
    var isShorthand = false
    /// Whether it is a key of a literal, which somebody else may rely on.
    var isWeak = false
    /// Whether it declares a member as well, as a parameter with a visibility does.
    var isMember = false
    /// Whether an import brings it in.
    var isImported = false
    /// The function whose keyword argument it is.
    var callee: String?
  }

  /// What surrounds a node.
  private enum Scope { case top, type, function }

  /// The identifiers in the order of the text.
  private(set) var found: [Found] = []
  /// Names that are mentioned where no rename reaches.
  private(set) var pinned: Set<String> = []

  /// The tree that is read.
  let syntax: Syntax
  /// What its nodes mean.
  let dialect: Dialect
  /// The text of the tree.
  let bytes: [UInt8]
  /// As what a node is declared, for itself and what its pattern binds.
  private var context: [NameRole?]
  private var scope: [Scope]
  private var isImport: [Bool]
  /// The nodes of JSX, in order.
  private var markup: [Int] = []

  /// Prepares for a tree.
  init(_ syntax: Syntax, _ dialect: Dialect, _ bytes: [UInt8]) {
    (self.syntax, self.dialect, self.bytes) = (syntax, dialect, bytes)
    context = Array(repeating: nil, count: syntax.nodes.count)
    scope = Array(repeating: .top, count: syntax.nodes.count)
    isImport = Array(repeating: false, count: syntax.nodes.count)
    markup = syntax.indices.filter { ["jsx_element", "jsx_self_closing_element"].contains(syntax.kind($0)) }
  }

  /// Reads the whole tree.
  mutating func read() {
    for index in syntax.indices {
      let kind = syntax.kind(index)
      if let parent = syntax.parent(index) { inherit(index, from: parent) }
      if dialect.is(kind, "import") { isImport[index] = true }
      if dialect.is(kind, "pinned") || dialect.is(kind, "opaque") || dialect.is(kind, "braced_names") {
        pin(index, onlyBraced: dialect.is(kind, "braced_names"))
      }
      if isWhole(index, kind), !syntax.range(index).isEmpty { readIdentifier(index, kind) }
    }
  }

  /// Tells whether a node is one word: a leaf, or an identifier that consists of a keyword, as Kotlin's `get` does.
  private func isWhole(_ index: Int, _ kind: String) -> Bool {
    syntax.isLeaf(index)
      || syntax.next(index) == index + 2 && dialect.identifiers[kind] != nil && !syntax.isNamed(index + 1)
        && syntax.range(index) == syntax.range(index + 1)
  }

  private mutating func inherit(_ index: Int, from parent: Int) {
    let kind = syntax.kind(parent)
    let field = syntax.field(index)
    isImport[index] = isImport[parent]
    scope[index] =
      dialect.is(kind, "function_scope") ? .function : dialect.is(kind, "type_scope") ? .type : scope[parent]
    if let role = dialect.declarations.meaning(kind, field) {
      context[index] = dialect.is(kind, "needs_body") && syntax.child(parent, "body") == nil ? nil : role
    } else if dialect.patterns.meaning(kind, field) != nil {
      context[index] = context[parent]
    }
  }

  private mutating func readIdentifier(_ index: Int, _ kind: String) {
    let parent = syntax.parent(index)
    let parentKind = parent.map { syntax.kind($0) } ?? ""
    let field = syntax.field(index)
    guard
      let space = dialect.places.meaning(parentKind, field).flatMap({ place in
        dialect.identifiers[kind] == nil && kind != "word" ? nil : place
      }) ?? dialect.identifiers[kind]
    else { return }
    var item = Found(text: text(index), range: syntax.range(index), space: space)
    item.isShorthand = kind.hasPrefix("shorthand_") || parentKind == "shorthand_field_initializer"
    item.isImported = isImport[index]
    if !item.isImported, let parent, !isFixed(item.text) { declare(index, parent, &item) }
    if item.role == nil {
      if parentKind == "keyword_argument", field == "name" {
        item.space = .either
        item.callee = callee(of: index)
      } else if kind == "identifier", dialect.is("class_definition", "type_scope"), scope[index] == .type {
        // In the body of a Python class, a bare name may be one of the class's own.
        item.space = .either
      } else if parentKind == "export_specifier", field == "alias" {
        return
      }
    }
    found.append(item)
  }

  /// Fills in what an identifier declares.
  private mutating func declare(_ index: Int, _ parent: Int, _ item: inout Found) {
    var role = context[index].flatMap { refined($0, index, parent, item) }
    if role == nil, isSelfTarget(index, parent) { role = .property }
    guard let role else { return }
    item.role = role
    let isMember =
      role == .method || role == .property || (role == .constant && scope[index] == .type) || item.space == .member
    item.isWeak =
      syntax.parent(parent).map { dialect.is(syntax.kind($0), "weak_container") } == true
      || dialect.is(syntax.kind(parent), "weak_container")
    if isMember { item.space = .member } else if item.space != .callable { item.space = .value }
    item.isMember =
      role == .parameter
      && syntax.children(parent).contains { ["accessibility_modifier", "readonly"].contains(syntax.kind($0)) }
  }

  /// The role that a declared identifier has in the end; nil when it is none.
  private func refined(_ role: NameRole, _ index: Int, _ parent: Int, _ item: Found) -> NameRole? {
    switch role {
    case .function:
      return scope[parent] == .type || syntax.kind(index) == "field_identifier"
        ? .method : hasMarkup(parent, item.text) ? .component : .function
    case .variable:
      // A Rust pattern mentions variants and constants, which begin with a capital.
      if syntax.kind(parent).hasSuffix("_pattern"), dialect.is("function_item", "function_node"),
        item.text.first?.isUppercase == true
      {
        return nil
      }
      if item.space == .member { return nil }
      if ["instance_variable", "class_variable"].contains(syntax.kind(index)) { return .property }
      if let value = functionValue(of: parent, declaring: index) {
        return hasMarkup(value, item.text) ? .component : .function
      }
      if isConstant(index, item.text) { return .constant }
      return scope[index] == .type ? .property : .variable
    case .property:
      if syntax.kind(parent) != "pair", isConstant(index, item.text) { return .constant }
      if let value = syntax.child(parent, "value"), dialect.is(syntax.kind(value), "function_node") { return .method }
      return .property
    case .class:
      if let word = syntax.child(parent, "kind").map({ text($0) }), word != "class" {
        return word == "enum" ? .enum : .type
      }
      return hasMarkup(parent, item.text) ? .component : .class
    default: return role
    }
  }

  /// The function that a variable is given at once.
  private func functionValue(of declarator: Int, declaring index: Int) -> Int? {
    guard syntax.kind(declarator) == "variable_declarator", syntax.field(index) == "name",
      let value = syntax.child(declarator, "value"), dialect.is(syntax.kind(value), "function_node")
    else { return nil }
    return value
  }

  /// Tells whether a declaration gives a piece of user interface.
  private func hasMarkup(_ node: Int, _ name: String) -> Bool {
    guard name.first?.isUppercase == true else { return false }
    var low = 0
    var high = markup.count
    while low < high {
      let middle = (low + high) / 2
      if markup[middle] < node { low = middle + 1 } else { high = middle }
    }
    return low < markup.count && markup[low] < syntax.next(node)
  }

  /// Tells whether a variable or field is a constant: marked as one, or else written as one.
  private func isConstant(_ index: Int, _ name: String) -> Bool {
    guard scope[index] != .function else { return false }
    guard !dialect.constantMarks.isEmpty else {
      return syntax.kind(index) == "constant"
        || name.count > 1 && NamingConvention.upperSnakeCase.admits(name)
    }
    var node = index
    for _ in 0..<4 {
      guard let parent = syntax.parent(node) else { return false }
      node = parent
      guard dialect.is(syntax.kind(node), "field") else { continue }
      let start = syntax.range(node).lowerBound
      let head = bytes[start..<min(syntax.range(index).lowerBound, start + 200)]
      return dialect.constantMarks.isSubset(of: Bytes.words(in: head))
    }
    return false
  }

  /// Tells whether an identifier is a member of the object itself that is assigned to.
  private func isSelfTarget(_ index: Int, _ access: Int) -> Bool {
    guard dialect.is(syntax.kind(access), "member_access"), index + 1 == syntax.next(access), access + 1 != index,
      context[access] != nil
        || syntax.parent(access).map({ dialect.selfTargets.meaning(syntax.kind($0), syntax.field(access)) }) == true
    else { return false }
    return ["self", "cls", "this", "$this"].contains(text(access + 1))
  }

  private func callee(of keyword: Int) -> String? {
    guard let argument = syntax.parent(keyword), let list = syntax.parent(argument), let call = syntax.parent(list),
      let function = syntax.child(call, "function")
    else { return "" }
    let last = syntax.kind(function) == "attribute" ? syntax.next(function) - 1 : function
    return syntax.isLeaf(last) ? text(last) : ""
  }

  /// Names that a language fixes, so that nobody chooses how to write them.
  private func isFixed(_ name: String) -> Bool {
    name == "constructor" || ["self", "cls", "this", "_"].contains(name)
      || name.utf8.count > 4 && name.hasPrefix("__") && name.hasSuffix("__")
  }

  private mutating func pin(_ index: Int, onlyBraced: Bool) {
    let content = bytes[syntax.range(index)]
    pinned.formUnion(onlyBraced ? Bytes.bracedWords(in: content) : Bytes.words(in: content))
  }

  private func text(_ index: Int) -> String { String(decoding: bytes[syntax.range(index)], as: UTF8.self) }
}
