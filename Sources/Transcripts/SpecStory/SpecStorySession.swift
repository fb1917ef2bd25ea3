import Rules

/// The comment that names a session: `<!-- Claude Code Session 0f…-… (2026-01-05 10:00:00Z) -->`.
struct SpecStorySession: Hashable, Sendable {
  let id: String
  let time: Timestamp?

  init?(comment: String) {
    guard comment.hasPrefix("<!-- "), comment.hasSuffix(" -->"),
      let (_, rest) = InjectedText.split(String(comment.dropFirst(5).dropLast(4)), at: " Session ")
    else { return nil }
    id = String(rest.prefix { $0 != " " })
    guard (8...64).contains(id.utf8.count), id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
    else { return nil }
    time = rest.split(separator: "(", maxSplits: 1).dropFirst().first.flatMap { inner in
      ClientTime.parse(inner.prefix { $0 != ")" })
    }
  }
}
