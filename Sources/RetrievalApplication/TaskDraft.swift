import Rules
import SourceCode

/// A task's output while rules are applied to it, the best one first.
///
/// What one rule has settled, such as how variables are written, no later one changes again.
struct TaskDraft {
  private(set) var output: TaskOutput
  private(set) var modifications: [Modification] = []

  /// The code, read; nil when there is none or it is in a language that cannot be read.
  private var source: SourceText?
  private var settledRoles: Set<NameRole> = []
  private var settledChoices: Set<ParameterKey> = []

  init(_ task: TaskRequest) {
    let language =
      task.language.flatMap { $0.isEmpty ? nil : LanguageName.canonical($0) ?? $0.lowercased() }
      ?? task.path.flatMap(LanguageName.ofFile)
    output = TaskOutput(language: language, code: task.existingCode ?? "", names: task.variablesNeeded)
    if let language, !output.code.isEmpty { source = try? SourceText(output.code, language: language) }
  }

  mutating func apply(_ rule: Rule) {
    output.instructions.append(rule.action.description)
    let count = modifications.count
    if let rename = NameChange(rule.action) {
      renameNeeded(rename, by: rule)
      renameDeclared(rename, by: rule)
    }
    restyle(by: rule)
    guard modifications.count == count else { return }
    add(rule, .instruction, rule.action.description)
  }

  private mutating func add(
    _ rule: Rule, _ kind: Modification.Kind, _ description: String, place: String? = nil, before: String? = nil,
    after: String? = nil
  ) {
    modifications.append(
      Modification(
        rule: rule.id, type: rule.action.type, kind: kind, description: description, place: place, before: before,
        after: after))
  }

  /// The names that the task asks for.
  private mutating func renameNeeded(_ change: NameChange, by rule: Rule) {
    guard change.roles.contains(.variable), !settledRoles.contains(.variable) else { return }
    for (index, name) in output.names.enumerated() {
      guard let new = change.newName(for: name), !output.names.contains(new) else { continue }
      output.names[index] = new
      add(
        rule, .rename, "Name it \(new) instead of \(name)", place: "context.variables_needed[\(index)]", before: name,
        after: new)
    }
  }

  /// The names that the code declares.
  private mutating func renameDeclared(_ change: NameChange, by rule: Rule) {
    let roles = change.roles.subtracting(settledRoles)
    settledRoles.formUnion(change.roles)
    guard let source else { return }
    var map: [String: String] = [:]
    for name in source.names where roles.contains(name.role) { map[name.name] = change.newName(for: name.name) }
    let renaming = source.renaming(map)
    guard !renaming.edits.isEmpty else { return }
    let refused = Set(renaming.refused.map(\.name))
    for (old, new) in map.sorted(by: { $0.key < $1.key }) where !refused.contains(old) {
      add(rule, .rename, "Rename \(old) to \(new)", place: "context.existing_code", before: old, after: new)
    }
    take(renaming.text)
  }

  /// The form of the code.
  private mutating func restyle(by rule: Rule) {
    let wanted = (rule.action.parameters ?? [:]).filter { name, _ in
      ParameterKey(rawValue: name).map { !settledChoices.contains($0) } ?? false
    }
    settledChoices.formUnion(wanted.keys.compactMap(ParameterKey.init).filter { $0 != .target })
    guard let source, !wanted.isEmpty, let styled = try? source.styled(by: wanted), styled.text != output.code else {
      return
    }
    let places = styled.edits.count
    let lines = ChangedLines(from: output.code, to: styled.text)
    add(
      rule, .edit, "Change the code in \(places) place\(places == 1 ? "" : "s")", place: "context.existing_code",
      before: lines.before, after: lines.after)
    take(styled.text)
  }

  private mutating func take(_ code: String) {
    output.code = code
    source = output.language.flatMap { try? SourceText(code, language: $0) }
  }
}
