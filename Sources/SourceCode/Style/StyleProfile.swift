package import Rules

/// How often a text makes each choice of style.
package struct StyleProfile: Hashable, Sendable {
  /// The number of places that show a choice, by parameter and choice.
  ///
  /// The choices are a rule's values: `single`, `double`; `true`, `false`; `tabs`, `spaces`; a width in columns;
  /// `named`, `default`; `sorted`, `unsorted`. `max_line_length` has the number of `lines`, of those `over_80`,
  /// `over_100` and `over_120` columns, and the `longest` line's columns.
  package let counts: [ParameterKey: [String: Int]]

  /// Takes counts as they are.
  package init(counts: [ParameterKey: [String: Int]]) {
    self.counts = counts
  }

  /// The style of a text that has been read.
  package init(of text: SourceText) {
    let inside = text.insideLines
    var counts = Self.textCounts(text.bytes, isInside: { inside.contains($0) })
    for key in [
      ParameterKey.quotes, .semicolons, .trailingCommas, .exports, .imports, .docComments, .typeAnnotations,
    ] {
      let choices = text.places(of: key).reduce(into: [String: Int]()) { $0[$1.choice, default: 0] += 1 }
      if !choices.isEmpty { counts[key] = choices }
    }
    self.counts = counts
  }

  /// What can be told of a text without a grammar: indentation and the length of its lines.
  package init(ofPlain text: String) {
    counts = Self.textCounts(Array(text.utf8), isInside: { _ in false })
  }

  /// The share of the places that show a choice, 0 to 1; nil when no place shows any.
  package func share(_ key: ParameterKey, _ choice: String) -> Double? {
    guard let choices = counts[key], let total = Optional(choices.values.reduce(0, +)), total > 0 else { return nil }
    return Double(choices[choice] ?? 0) / Double(total)
  }

  private static func textCounts(_ bytes: [UInt8], isInside: (Int) -> Bool) -> [ParameterKey: [String: Int]] {
    var counts: [ParameterKey: [String: Int]] = [:]
    let lines = Bytes.lines(bytes)
    let indentation = Indentation(bytes, lines: lines, isInside: isInside)
    let kinds = ["tabs": indentation.tabs, "spaces": indentation.spaces].filter { $0.value > 0 }
    if !kinds.isEmpty { counts[.indent] = kinds }
    if let width = indentation.width { counts[.width] = [String(width): indentation.steps[width] ?? 0] }
    let lengths = lines.map { Bytes.columns(bytes[$0]) }
    if let longest = lengths.max() {
      counts[.maxLineLength] = ["lines": lines.count, "longest": longest]
        .merging([80, 100, 120].map { limit in ("over_\(limit)", lengths.count { $0 > limit }) }) { $1 }
    }
    return counts
  }
}
