import SentenceEncoder

/// Embeds clauses in the context of what stands around them in their message.
enum EmbeddedClauses {
  /// How much of a message is read at once, in UTF-8 bytes: about as much as the encoder can hold.
  static let window = 420

  /// The embedding of each clause that is asked for; empty for the others.
  static func embeddings(
    of messages: [ReadMessage], where wanted: [[Bool]], encoder: SentenceEncoder
  ) -> [[[Float]]] {
    var result = messages.map { $0.clauses.map { _ in [Float]() } }
    var texts: [String] = []
    var spans: [[Range<Int>]] = []
    var places: [(message: Int, clauses: [Int])] = []
    for (number, message) in messages.enumerated() {
      for window in windows(of: message) {
        let clauses = window.clauses.filter { wanted[number][$0] }
        guard !clauses.isEmpty, let text = String(message.text.utf8.slice(window.range)) else { continue }
        texts.append(text)
        spans.append(
          clauses.map { clause in
            let range = message.clauses[clause].range ?? window.range
            return range.lowerBound - window.range.lowerBound..<range.upperBound - window.range.lowerBound
          })
        places.append((number, clauses))
      }
    }
    for (place, embeddings) in zip(places, encoder.encodeSpans(spans, of: texts)) {
      for (clause, vector) in zip(place.clauses, embeddings) { result[place.message][clause] = vector }
    }
    return result
  }

  /// Neighbouring clauses that are read together.
  private static func windows(of message: ReadMessage) -> [(range: Range<Int>, clauses: [Int])] {
    var windows: [(range: Range<Int>, clauses: [Int])] = []
    for (index, clause) in message.clauses.enumerated() {
      guard let range = clause.range else { continue }
      if let last = windows.last, let hull = Range.hull(last.range, range), hull.count <= window {
        windows[windows.count - 1] = (hull, last.clauses + [index])
      } else {
        windows.append((range, [index]))
      }
    }
    return windows
  }
}

extension String.UTF8View {
  /// The bytes at some offsets.
  fileprivate func slice(_ range: Range<Int>) -> Substring.UTF8View {
    let start = index(startIndex, offsetBy: range.lowerBound, limitedBy: endIndex) ?? endIndex
    let end = index(start, offsetBy: range.count, limitedBy: endIndex) ?? endIndex
    return self[start..<end]
  }
}
