import Rules

/// The line that a turn begins with: `_**User (2026-01-05 10:00:00Z)**_`, `_**Agent - sidechain (model …)**_`.
struct SpecStoryMarker: Hashable, Sendable {
  enum Speaker { case user, assistant, unknown }

  let speaker: Speaker
  let isSidechain: Bool
  /// Whether the client made the turn up in the assistant's name.
  let isSynthetic: Bool
  let time: Timestamp?

  init?(_ line: String) {
    guard line.hasPrefix("_**"), line.hasSuffix("**_"), line.utf8.count <= 256 else { return nil }
    let inner = line.dropFirst(3).dropLast(3)
    let name = inner.prefix { $0.isLetter }
    var rest = inner.dropFirst(name.count)
    isSidechain = rest.hasPrefix(" - sidechain")
    if isSidechain { rest = rest.dropFirst(12) }
    guard !name.isEmpty, rest.isEmpty || (rest.hasPrefix(" (") && rest.hasSuffix(")")) else { return nil }
    speaker =
      switch name {
      case "User": .user
      case "Assistant", "Agent": .assistant
      default: .unknown
      }
    let detail = rest.dropFirst(2).dropLast()
    isSynthetic = detail.hasPrefix("<synthetic>")
    let words = detail.split(separator: " ")
    time = ClientTime.parse(words.suffix(2).joined(separator: " ")) ?? words.last.flatMap { ClientTime.parse($0) }
  }
}
