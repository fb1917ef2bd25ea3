/// What the stored rules change about a task.
package struct TaskResult: Hashable, Sendable, Codable {
  package var task: TaskRequest
  /// The rules that fit, best first.
  package var appliedRules: [RuleID]
  /// What they change, in the order of the rules.
  package var modifications: [Modification]

  package init(task: TaskRequest, appliedRules: [RuleID] = [], modifications: [Modification] = []) {
    self.task = task
    self.appliedRules = appliedRules
    self.modifications = modifications
  }

  enum CodingKeys: String, CodingKey {
    case task, modifications
    case appliedRules = "applied_rules"
  }
}

/// One concrete change that a rule makes to a task.
package struct Modification: Hashable, Sendable, Codable {
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A name becomes another one, wherever it stands.
    case rename
    /// Code becomes other code.
    case edit
    /// Something the assistant is told, because no program can do it to the text.
    case instruction
  }

  package var rule: RuleID
  package var type: Action.Kind
  package var kind: Kind
  /// What changes, for a person.
  package var description: String
  /// Where in the task: a path such as `context.variables_needed[0]`.
  package var place: String?
  /// The name or code before; nil for an instruction.
  package var before: String?
  /// The name or code after; nil for an instruction.
  package var after: String?

  package init(
    rule: RuleID, type: Action.Kind, kind: Kind, description: String, place: String? = nil, before: String? = nil,
    after: String? = nil
  ) {
    self.rule = rule
    self.type = type
    self.kind = kind
    self.description = description
    self.place = place
    self.before = before
    self.after = after
  }
}
