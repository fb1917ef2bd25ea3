package import Rules

/// How often a text follows what a rule asks for, and how often it does not.
package struct Adherence: Hashable, Sendable {
  /// Places that follow the rule.
  package var followed: Int
  /// Places that break it.
  package var broken: Int

  /// Takes counts as they are.
  package init(followed: Int = 0, broken: Int = 0) {
    self.followed = followed
    self.broken = broken
  }

  /// The share of the places that follow, 0 to 1; nil when the text has no place that shows it.
  package var share: Double? {
    followed + broken == 0 ? nil : Double(followed) / Double(followed + broken)
  }

  fileprivate mutating func count(_ isFollowed: Bool) {
    if isFollowed { followed += 1 } else { broken += 1 }
  }

  fileprivate mutating func count(_ places: [StylePlace], wanted: String) {
    for place in places { count(place.choice == wanted) }
  }
}

extension SourceText {
  /// Counts the places that follow or break the parameters of a rule's action; a parameter that does not show in code
  /// counts for nothing.
  package func adherence(to parameters: [String: JSONValue]) -> Adherence {
    var result = Adherence()
    for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
      guard let key = ParameterKey(rawValue: name) else { continue }
      switch key {
      case .convention, .prefix, .suffix: countNames(key, value, parameters, &result)
      case .quotes, .exports, .imports:
        if let wanted = value.string { result.count(places(of: key), wanted: wanted) }
      case .semicolons, .trailingCommas, .typeAnnotations, .docComments:
        if let wanted = value.bool { result.count(places(of: key), wanted: String(wanted)) }
      case .indent, .width: countIndent(key, value, parameters, &result)
      case .maxLineLength, .maxLines: countLengths(key, value, parameters, &result)
      case .tool, .forbidden, .insteadOf: countTools(key, value, &result)
      default: break
      }
    }
    return result
  }

  private func countNames(
    _ key: ParameterKey, _ value: JSONValue, _ parameters: [String: JSONValue], _ result: inout Adherence
  ) {
    guard let text = value.string, !text.isEmpty else { return }
    let target = parameters[ParameterKey.target.rawValue]?.string
    let convention = NamingConvention(named: text)
    if key == .convention && convention == nil { return }
    let roles = target.map { NameRole.roles(for: $0) } ?? convention.map { NameRole.roles(for: $0) } ?? []
    for name in names where roles.contains(name.role) {
      switch key {
      case .prefix: result.count(name.name.hasPrefix(text))
      case .suffix: result.count(name.name.hasSuffix(text))
      default: if let convention { result.count(convention.admits(name.name)) }
      }
    }
  }

  private func countIndent(
    _ key: ParameterKey, _ value: JSONValue, _ parameters: [String: JSONValue], _ result: inout Adherence
  ) {
    let found = indentation(inside: insideLines)
    if key == .indent, let wanted = value.string {
      result.followed += wanted == "tabs" ? found.tabs : found.spaces
      result.broken += wanted == "tabs" ? found.spaces : found.tabs
    } else if key == .width, let wanted = value.integer, parameters[ParameterKey.indent.rawValue]?.string != "tabs" {
      for (step, count) in found.steps {
        if step == Int(clamping: wanted) { result.followed += count } else { result.broken += count }
      }
    }
  }

  private func countLengths(
    _ key: ParameterKey, _ value: JSONValue, _ parameters: [String: JSONValue], _ result: inout Adherence
  ) {
    guard let limit = value.integer.map({ Int(clamping: $0) }), limit > 0 else { return }
    if key == .maxLineLength {
      for line in Bytes.lines(bytes) where !line.isEmpty { result.count(Bytes.columns(bytes[line]) <= limit) }
    } else if parameters[ParameterKey.target.rawValue]?.string == "file" {
      result.count(Bytes.lines(bytes).count <= limit)
    } else {
      for index in syntax.indices where syntax.isNamed(index) && dialect.is(syntax.kind(index), "function_node") {
        result.count(lineCount(of: index) <= limit)
      }
    }
  }

  /// Modules that are imported and commands that are run show a tool.
  private func countTools(_ key: ParameterKey, _ value: JSONValue, _ result: inout Adherence) {
    let wanted = Set(value.strings.map { $0.lowercased() })
    let used = (importedModules + commands).count { Self.isOf($0.lowercased(), wanted) }
    if key == .tool { result.followed += used } else { result.broken += used }
  }

  /// Tells whether a module is one of the tools or a part of one: `lodash/get`, `os.path`.
  private static func isOf(_ module: String, _ tools: Set<String>) -> Bool {
    tools.contains { tool in
      guard module.hasPrefix(tool) else { return false }
      guard let next = module.dropFirst(tool.count).first else { return true }
      return "/.: ;".contains(next)
    }
  }

  /// The commands that a shell text runs.
  private var commands: [String] {
    syntax.indices.compactMap { syntax.kind($0) == "command_name" ? string($0) : nil }
  }
}
