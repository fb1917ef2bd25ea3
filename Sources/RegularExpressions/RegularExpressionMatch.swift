/// One match of a regular expression: the whole of it is group 0.
package struct RegularExpressionMatch: Hashable, Sendable {
  private let text: String
  private let spans: [Range<Int>?]

  init(text: String, spans: [Range<Int>?]) {
    self.text = text
    self.spans = spans
  }

  /// Where the whole match lies, in UTF-8 bytes of the text.
  package var utf8Range: Range<Int> { spans[0] ?? 0..<0 }

  /// Where the match lies in the text.
  package var range: Range<String.Index> { indices(of: utf8Range) }

  /// The matched text.
  package var string: Substring { text[range] }

  /// The text of a capturing group, or nil where the group took no part.
  package subscript(group: Int) -> Substring? {
    guard spans.indices.contains(group), let span = spans[group] else { return nil }
    return text[indices(of: span)]
  }

  private func indices(of span: Range<Int>) -> Range<String.Index> {
    let utf8 = text.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: span.lowerBound)
    return lower..<utf8.index(lower, offsetBy: span.count)
  }
}
