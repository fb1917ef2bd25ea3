/// What comes out for a task: the code, the names and what the assistant is told.
package struct TaskOutput: Hashable, Sendable, Codable {
  /// The programming language of the code, in ``LanguageName``'s spelling.
  package var language: String?
  package var code: String
  /// The names for what the task needs, in the order in which it lists them.
  package var names: [String]
  /// What the assistant is told, in the order of the rules.
  package var instructions: [String]

  package init(language: String? = nil, code: String = "", names: [String] = [], instructions: [String] = []) {
    self.language = language
    self.code = code
    self.names = names
    self.instructions = instructions
  }
}
