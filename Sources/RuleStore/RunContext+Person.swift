import Git
package import Rules

extension RunContext {
  /// What a person does at a time: its commits name the person, as git's environment and configuration do, or the job
  /// where they name nobody.
  ///
  /// - Parameters:
  ///   - environment: the process's.
  ///   - repository: a directory whose configuration counts too; nil for none.
  package static func ofPerson(
    at time: Timestamp, _ environment: [String: String], repository: String? = nil
  ) -> RunContext {
    RunContext(
      id: time.description, time: time, author: Identity.ofPerson(environment, repository: repository))
  }
}
