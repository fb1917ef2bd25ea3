/// A syntax tree as a list of its nodes, parents before children.
///
/// A list instead of a tree: every reading of it is a loop, so that no depth of nesting can exhaust the stack.
struct Syntax: Sendable {
  /// One node.
  struct Node: Sendable {
    /// The number of its kind; `errorSymbol` where the text does not fit the grammar.
    var symbol: UInt16
    /// The number of its field in the parent; 0 for none.
    var field: UInt16
    /// Where it begins, in bytes.
    var start: Int32
    /// Where it ends, in bytes.
    var end: Int32
    /// The index of its parent; -1 for the root.
    var parent: Int32
    /// The index after its last descendant.
    var next: Int32
    /// The index of the sibling before; -1 for none.
    var previous: Int32
    /// Whether the parser made it up in order to go on.
    var isMissing: Bool
    /// Whether it may stand anywhere, as a comment does.
    var isExtra: Bool
  }

  /// The symbol of text that does not fit the grammar.
  static let errorSymbol = UInt16.max

  /// The grammar by which the text was read.
  let grammar: Grammar
  /// Every node, parents before children and in the order of the text.
  let nodes: [Node]

  /// How many nodes stand for text that does not fit the grammar.
  var errorCount: Int { nodes.count { $0.symbol == Self.errorSymbol || $0.isMissing } }

  /// The indices of the nodes.
  var indices: Range<Int> { nodes.indices }

  /// The kind of a node, such as `function_declaration`.
  func kind(_ index: Int) -> String {
    let symbol = Int(nodes[index].symbol)
    return symbol < grammar.kinds.count ? grammar.kinds[symbol] : "ERROR"
  }

  /// The field in which a node stands in its parent; empty for none.
  func field(_ index: Int) -> String {
    let field = Int(nodes[index].field)
    return field < grammar.fields.count ? grammar.fields[field] : ""
  }

  /// Tells whether a node has a name in the grammar, which a bracket or a keyword has not.
  func isNamed(_ index: Int) -> Bool {
    let symbol = Int(nodes[index].symbol)
    return symbol < grammar.isNamed.count ? grammar.isNamed[symbol] : true
  }

  /// The bytes of a node.
  func range(_ index: Int) -> Range<Int> { Int(nodes[index].start)..<Int(nodes[index].end) }

  /// The index of the parent; nil for the root.
  func parent(_ index: Int) -> Int? { nodes[index].parent < 0 ? nil : Int(nodes[index].parent) }

  /// The index of the sibling before; nil for the first.
  func previous(_ index: Int) -> Int? { nodes[index].previous < 0 ? nil : Int(nodes[index].previous) }

  /// The index after a node's last descendant.
  func next(_ index: Int) -> Int { Int(nodes[index].next) }

  /// Tells whether a node has no children.
  func isLeaf(_ index: Int) -> Bool { next(index) == index + 1 }

  /// The children of a node, in order.
  func children(_ index: Int) -> [Int] {
    var found: [Int] = []
    var child = index + 1
    while child < next(index) {
      found.append(child)
      child = next(child)
    }
    return found
  }

  /// The first child in a field.
  func child(_ index: Int, _ field: String) -> Int? {
    var child = index + 1
    while child < next(index) {
      if self.field(child) == field { return child }
      child = next(child)
    }
    return nil
  }

  /// Tells whether a node is a comment.
  func isComment(_ index: Int) -> Bool { nodes[index].isExtra && kind(index).hasSuffix("comment") }
}
