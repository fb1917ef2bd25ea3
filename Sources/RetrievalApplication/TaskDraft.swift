import Rules

/// A task's output while rules are applied to it, one after another.
struct TaskDraft {
  private(set) var output: TaskOutput
  private(set) var modifications: [Modification] = []

  init(_ task: TaskRequest) {
    output = TaskOutput(
      language: task.language.map { LanguageName.canonical($0) ?? $0.lowercased() }
        ?? task.path.flatMap(LanguageName.ofFile),
      code: task.existingCode ?? "", names: task.variablesNeeded)
  }

  mutating func apply(_ rule: Rule) {
    output.instructions.append(rule.action.description)
    modifications.append(
      Modification(rule: rule.id, type: rule.action.type, kind: .instruction, description: rule.action.description))
  }
}
