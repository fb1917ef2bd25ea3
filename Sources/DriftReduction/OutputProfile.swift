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
    // How long a line gets is no choice that its writer makes each time.
    let choices = StyleProfile(of: source).counts.filter { $0.key != .maxLineLength }
    style = Dictionary(uniqueKeysWithValues: choices.map { ($0.key.rawValue, $0.value) })
    structure = StructureProfile(of: source).values
  }
}
