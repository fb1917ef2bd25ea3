import ArgumentParser
import Foundation
import Pipeline
import Rainbow
import RuleStore
import Rules

/// Which branch of the store is looked at.
struct BranchOptions: ParsableArguments {
  @Option(help: "The branch: main holds the rules, candidates what waits, evidence what is remembered beside.")
  var branch = GitRuleStore.Branch.main

  /// The branch in a store.
  ///
  /// - Throws: `RuleStoreError`.
  func store(_ place: StoreOptions) throws -> GitRuleStore { try GitRuleStore(path: place.store).on(branch) }
}

extension GitRuleStore.Branch: ExpressibleByArgument {}
extension Action.Kind: ExpressibleByArgument {}
extension StabilityReport.Grouping: ExpressibleByArgument {}

/// Where a part of history begins, as a person types it.
enum Since {
  /// A date, a time, or a revision.
  ///
  /// - Throws: `RuleStoreError` when it is none of these.
  static func start(_ text: String, in store: GitRuleStore) throws -> GitRuleStore.LogStart {
    if let time = time(text) { return .time(time) }
    return .revision(try store.resolve(text))
  }

  /// A date (its beginning, in UTC), or a time.
  static func time(_ text: String) -> Timestamp? {
    let isDate = text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil
    return try? Timestamp(isDate ? "\(text)T00:00:00Z" : text)
  }
}

/// What commands that change the store have in common.
enum StoreChange {
  /// Does something under the store's lock, in the person's name.
  static func perform<Value>(
    _ common: CommonOptions, in store: GitRuleStore, _ body: (RunContext) throws -> Value
  ) throws -> Value {
    try common.perform { environment in
      let lock = try store.lock()
      _ = try store.removeLeftovers(under: lock)
      let variables = ProcessInfo.processInfo.environment
      return try body(try RunContext(environment, person: variables, store: store.path))
    }
  }

  /// Prints the commits that were made.
  static func print(_ outcome: CommitOutcome) throws {
    for commit in outcome.commits { try Console.print(line(commit.change, commit.revision.short)) }
  }

  /// Prints the changes that would be made.
  static func print(_ changes: [RuleChange]) throws {
    for change in changes { try Console.print(line(change, nil)) }
  }

  /// A change on one line.
  private static func line(_ change: RuleChange, _ revision: String?) -> String {
    let beginning = revision.map { Console.styled($0) { $0.yellow } + "  " } ?? "would "
    return beginning + change.kind.rawValue.padded(to: 9) + RuleText.line(change.rule)
  }

  /// Tells what was done, and names what could not be.
  ///
  /// - Throws: ``ExitStatus/someInputsUnreadable`` for refused changes.
  static func finish(_ common: CommonOptions, _ outcome: CommitOutcome, _ text: String, store: String) throws {
    let refused = outcome.refusals.map { InputProblem(file: store, reason: $0.description) }
    try common.finish(StageSummary(text: text, problems: refused))
  }
}
