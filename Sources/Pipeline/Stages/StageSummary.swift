/// What a stage that was run on files has to say.
package struct StageSummary: Hashable, Sendable {
  /// One line for a person.
  package var text: String
  /// The inputs that could not be used.
  package var problems: [InputProblem] = []

  package init(text: String, problems: [InputProblem] = []) {
    self.text = text
    self.problems = problems
  }
}
