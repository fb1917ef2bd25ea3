import CTreeSitter

/// A tree-sitter parser that is freed once.
struct Parser: ~Copyable {
  private let handle: OpaquePointer
  private let grammar: Grammar
  private let limits: ReadingLimits

  /// Makes a parser; nil when the C library has none for the grammar.
  init?(_ grammar: Grammar, limits: ReadingLimits) {
    guard let handle = ts_parser_new() else { return nil }
    guard let language = grammar.language, ts_parser_set_language(handle, language) else {
      ts_parser_delete(handle)
      return nil
    }
    ts_parser_set_timeout_micros(handle, UInt64(max(1, limits.microseconds)))
    self.handle = handle
    self.grammar = grammar
    self.limits = limits
  }

  deinit { ts_parser_delete(handle) }

  /// Reads a text. Any text has a tree: what does not fit becomes error nodes.
  ///
  /// - Throws: ``SourceCodeError`` when the text is too large or reading it takes too long.
  func parse(_ bytes: [UInt8]) throws(SourceCodeError) -> Syntax {
    guard bytes.count <= limits.bytes else { throw .tooLarge(bytes: bytes.count, maximum: limits.bytes) }
    let tree = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        ts_parser_parse_string(handle, nil, $0.baseAddress, UInt32(clamping: $0.count))
      }
    }
    guard let tree else { throw .timedOut(milliseconds: limits.microseconds / 1000) }
    defer { ts_tree_delete(tree) }
    return Syntax(grammar: grammar, nodes: Self.nodes(of: tree))
  }

  /// Walks the tree with a cursor instead of recursion.
  private static func nodes(of tree: OpaquePointer) -> [Syntax.Node] {
    var cursor = ts_tree_cursor_new(ts_tree_root_node(tree))
    defer { ts_tree_cursor_delete(&cursor) }
    var nodes: [Syntax.Node] = []
    var parent: Int32 = -1
    var previous: Int32 = -1
    while true {
      let node = ts_tree_cursor_current_node(&cursor)
      let index = Int32(nodes.count)
      nodes.append(
        Syntax.Node(
          symbol: ts_node_symbol(node), field: ts_tree_cursor_current_field_id(&cursor),
          start: Int32(clamping: ts_node_start_byte(node)), end: Int32(clamping: ts_node_end_byte(node)),
          parent: parent, next: index + 1, previous: previous, isMissing: ts_node_is_missing(node),
          isExtra: ts_node_is_extra(node)))
      if ts_tree_cursor_goto_first_child(&cursor) {
        (parent, previous) = (index, -1)
        continue
      }
      var current = index
      while !ts_tree_cursor_goto_next_sibling(&cursor) {
        guard parent >= 0, ts_tree_cursor_goto_parent(&cursor) else { return nodes }
        current = parent
        nodes[Int(current)].next = Int32(nodes.count)
        parent = nodes[Int(current)].parent
      }
      previous = current
    }
  }
}
