import Git
package import RuleStore
import Rules

extension RunContext {
  /// What a person does by a command: in their name, as git has it, or else in the job's.
  ///
  /// - Parameters:
  ///   - variables: the environment in which git would look for the name.
  ///   - store: the path of the store's repository, whose configuration may name somebody.
  /// - Throws: `GitError` when git's configuration cannot be read.
  package init(_ environment: RunEnvironment, person variables: [String: String], store: String) throws {
    self.init(
      id: environment.now.description, time: environment.now,
      author: try PersonIdentity.find(environment: variables, repository: store))
  }
}
