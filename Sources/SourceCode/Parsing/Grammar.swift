import CTreeSitter

/// One language's grammar and the names of its nodes.
///
/// A class, because every tree of a language shares the one.
final class Grammar: Sendable {
  /// The address of the grammar's tables, which are constant.
  private let address: UInt
  /// The name of each kind of node, by its symbol.
  let kinds: [String]
  /// Whether a kind of node has a name, by its symbol.
  let isNamed: [Bool]
  /// The name of each field, by its number; the first one stands for no field.
  let fields: [String]
  /// The words that the grammar itself uses, which no name may be.
  let keywords: Set<String>

  /// The grammar as the C library takes it.
  var language: OpaquePointer? { OpaquePointer(bitPattern: address) }

  /// Reads the names of a grammar; nil for one that this version of the C library cannot use.
  init?(_ language: OpaquePointer) {
    let versions = UInt32(TREE_SITTER_MIN_COMPATIBLE_LANGUAGE_VERSION)...UInt32(TREE_SITTER_LANGUAGE_VERSION)
    guard versions.contains(ts_language_version(language)) else { return nil }
    address = UInt(bitPattern: language)
    let symbols = TSSymbol(clamping: ts_language_symbol_count(language))
    kinds = (0..<symbols).map { ts_language_symbol_name(language, $0).map { String(cString: $0) } ?? "" }
    isNamed = (0..<symbols).map { ts_language_symbol_type(language, $0) == TSSymbolTypeRegular }
    let fieldCount = TSFieldId(clamping: ts_language_field_count(language))
    fields =
      [""] + (0..<fieldCount).map { ts_language_field_name_for_id(language, $0 + 1).map { String(cString: $0) } ?? "" }
    keywords = Set(
      zip(kinds, isNamed).lazy.filter { kind, isNamed in
        !isNamed && !kind.isEmpty && kind.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
      }.map(\.0))
  }
}
