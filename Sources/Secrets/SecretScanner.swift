/// Finds credentials in text, and masks them, so that they are never written anywhere.
///
/// The forms are those that providers document for their keys, private keys, values named as secrets, and the general
/// look of a random key. Each is found plain and in other encodings: percent-encoding, HTML entities, escapes of
/// strings, base64, hexadecimal digits, full-width forms, with invisible characters inside, and broken in two. In doubt
/// a text counts as a secret: a rule lost can be said again, a secret committed cannot be taken back.
///
/// The work grows linearly with the text: patterns run in RE2, and every view of the text is made once.
package enum SecretScanner {
  /// A credential in a text.
  package struct Finding: Hashable, Sendable {
    /// Where it lies, in its encoded form.
    package let range: Range<String.Index>
    /// Its kind, such as `github-token`.
    package let kind: String
  }

  /// The kinds that have no form of their own.
  static let privateKey = "private-key"
  static let random = "random-key"

  /// The names of all kinds, in the order of the table.
  package static let kinds: [String] = {
    var seen: Set<String> = []
    return (CredentialKinds.all.kinds.map(\.name) + [privateKey, random]).filter { seen.insert($0).inserted }
  }()

  /// The credentials in a text, from left to right; none overlaps another.
  package static func findings(in text: String) -> [Finding] {
    let utf8 = text.utf8
    return spans(in: Array(utf8)).map { span in
      let lower = utf8.index(utf8.startIndex, offsetBy: span.range.lowerBound)
      return Finding(range: lower..<utf8.index(lower, offsetBy: span.range.count), kind: span.kind)
    }
  }

  /// Tells whether any part of a text looks like a credential.
  package static func findsSecret(in text: String) -> Bool { !spans(in: Array(text.utf8)).isEmpty }

  /// The kind of the credential that a name holds by its form; nil for a name that is merely random, as hashes are.
  package static func kind(of name: String) -> String? { kinds(in: Array(name.utf8)).first?.kind }

  /// The text with `[secret:kind]` in place of each credential; a text that is masked already stays as it is. Line
  /// breaks within a credential are kept behind its mask, so that the lines of a text keep their numbers.
  package static func masked(_ text: String) -> String {
    var bytes = Array(text.utf8)
    var isChanged = false
    // What stands beside a mask may look like a secret only then.
    for _ in 0..<4 {
      let spans = spans(in: bytes)
      guard !spans.isEmpty else { break }
      isChanged = true
      var (masked, copied): ([UInt8], Int) = ([], 0)
      for span in spans {
        masked += bytes[copied..<span.range.lowerBound] + "[secret:\(span.kind)]".utf8
        masked += bytes[span.range].filter { $0 == 0x0A }
        copied = span.range.upperBound
      }
      bytes = masked + bytes[copied...]
    }
    return isChanged ? String(decoding: bytes, as: UTF8.self) : text
  }

  /// Tells whether something was masked in a text, however its words were taken apart.
  package static func holdsMask(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return false }
    return text.contains("[secret:") || text.contains("[ secret:")
  }

  struct Span: Hashable, Sendable {
    var range: Range<Int>
    var kind: String
  }

  /// Shorter texts hold no secret.
  private static let shortest = 6

  /// Whether a text has any of the characters without which there is no credential: quick, for the many that have not.
  private static func mayHoldSecret(_ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      candidates.withUnsafeBufferPointer { isCandidate in
        var dashes = 0
        for byte in bytes {
          if isCandidate[Int(byte)] { return true }
          // "-----BEGIN …": the first line of a private key has no digit.
          dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
          if dashes == 5 { return true }
        }
        return false
      }
    }
  }

  /// Digits, the marks that people put into passwords and that encodings use, and everything beyond ASCII.
  private static let candidates: [Bool] = (0..<256).map { byte in
    byte >= 0x80 || RandomText.isDigit(UInt8(byte)) || "!@#$%^&\\".utf8.contains(UInt8(byte))
  }

  static func spans(in text: [UInt8]) -> [Span] {
    guard text.count >= shortest, mayHoldSecret(text) else { return [] }
    var view = TextView(text)
    var spans = self.spans(in: view)
    // Twice: an escape may be escaped itself.
    for _ in 0..<2 {
      guard let unfolded = view.unfolded() else { break }
      view = unfolded
      spans += self.spans(in: view)
    }
    for run in EncodedRuns.runs(in: view.bytes) {
      guard let kind = kinds(in: run.text).first?.kind else { continue }
      spans.append(Span(range: view.original(run.range), kind: kind))
    }
    return spans.isEmpty ? [] : merged(spans, masks: masks(in: text))
  }

  private static func spans(in view: TextView) -> [Span] {
    var spans = kinds(in: view.bytes)
    spans += BrokenCredentials.spans(in: view.bytes, .all).map {
      Span(range: $0.range, kind: CredentialKinds.all.kinds[$0.kind].name)
    }
    spans += RandomText.spans(in: view.bytes).map { Span(range: $0, kind: random) }
    return spans.map { Span(range: view.original($0.range), kind: $0.kind) }
  }

  /// The credentials that a text shows by their form or by the words beside them.
  private static func kinds(in text: [UInt8]) -> [Span] {
    var spans = PrivateKeyBlocks.spans(in: text).map { Span(range: $0, kind: privateKey) }
    for (range, index) in CredentialKinds.all.spans(in: text) {
      let kind = CredentialKinds.all.kinds[index].name
      let value = { String(decoding: text[range], as: UTF8.self) }
      let isSecret =
        switch kind {
        case CredentialKind.named: SecretValue.isNamed(value())
        case CredentialKind.address: SecretValue.isPassword(value())
        case CredentialKind.prefixed: SecretValue.isPrefixed(value())
        default: true
        }
      if isSecret { spans.append(Span(range: withoutSentenceEnd(range, in: text), kind: kind)) }
    }
    return spans
  }

  /// The range without the mark that ends a sentence or a bracket behind it: that belongs to the words around it.
  private static func withoutSentenceEnd(_ range: Range<Int>, in text: [UInt8]) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound + 1, ".:)]}".utf8.contains(text[end - 1]) { end -= 1 }
    return range.lowerBound..<end
  }

  /// The place of each kind in the table.
  private static let order = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, $0) })

  /// The spans in order, overlapping ones as one under the name of the most telling kind, without those at a mask.
  private static func merged(_ spans: [Span], masks: [Range<Int>]) -> [Span] {
    var merged: [Span] = []
    var mask = masks.startIndex
    for span in spans.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    })
    where !span.range.isEmpty {
      while mask < masks.endIndex, masks[mask].upperBound <= span.range.lowerBound { mask += 1 }
      if mask < masks.endIndex, masks[mask].overlaps(span.range) { continue }
      guard let last = merged.last, span.range.lowerBound < last.range.upperBound else {
        merged.append(span)
        continue
      }
      let upper = max(last.range.upperBound, span.range.upperBound)
      let kind = order[span.kind, default: 0] < order[last.kind, default: 0] ? span.kind : last.kind
      merged[merged.count - 1] = Span(range: last.range.lowerBound..<upper, kind: kind)
    }
    return merged
  }

  /// Where a text holds masks.
  private static func masks(in text: [UInt8]) -> [Range<Int>] {
    let opening = Array("[secret:".utf8)
    var (masks, index): ([Range<Int>], Int) = ([], 0)
    while let start = text[index...].firstIndex(of: opening[0]) {
      index = start + 1
      guard text[start...].starts(with: opening) else { continue }
      let name = text[(start + opening.count)...].prefix(40).prefix {
        $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "[")
      }
      guard name.endIndex < text.count, text[name.endIndex] == UInt8(ascii: "]"), !name.isEmpty,
        name.allSatisfy({ (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") })
      else { continue }
      masks.append(start..<name.endIndex + 1)
      index = name.endIndex + 1
    }
    return masks
  }
}
