import Rules
import SourceCode

/// What an output looks like, as it is compared with others.
struct OutputProfile: Sendable {
  /// For each kind of name, how many follow each convention; names that fit several are left out.
  let naming: [String: [String: Int]]
  /// For each choice of form, how often each way was taken.
  let style: [String: [String: Int]]
  /// What the code is built of, as numbers.
  let structure: [String: Double]

  init(_ output: TaskOutput) {
    var naming: [String: [String: Int]] = [:]
    func count(_ name: String, as role: NameRole) {
      let conventions = NamingConvention.conventions(of: name)
      guard let convention = conventions.first, conventions.count == 1 else { return }
      naming[role.rawValue, default: [:]][convention.rawValue, default: 0] += 1
    }
    for name in output.names { count(name, as: .variable) }
    guard !output.code.isEmpty, let source = try? SourceText(output.code, language: output.language ?? "") else {
      (self.naming, style, structure) = (naming, [:], [:])
      return
    }
    for name in source.names { count(name.name, as: name.role) }
    self.naming = naming
    style = Self.style(of: StyleProfile(of: source))
    structure = StructureProfile(of: source).values
  }

  /// The choices of form, each once: tabs and the width of spaces are one choice, and how long a line gets is none
  /// that its writer makes each time.
  private static func style(of profile: StyleProfile) -> [String: [String: Int]] {
    var style: [String: [String: Int]] = [:]
    let width = profile.counts[.width]?.keys.min() ?? "some"
    for (key, counts) in profile.counts where key != .width && key != .maxLineLength {
      style[key.rawValue] =
        key == .indent ? ["tabs": counts["tabs"] ?? 0, "\(width) spaces": counts["spaces"] ?? 0] : counts
    }
    return style
  }
}
