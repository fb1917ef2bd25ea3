import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// The kinds of store that keep the same promises.
enum StoreKind: CaseIterable {
  case memory
  case git
  /// Git, repacked after every commit.
  case repacked

  func make() throws -> TestStore { try TestStore(self) }
}

/// A store of a kind, with what is needed to look at it from outside.
final class TestStore {
  let kind: StoreKind
  let store: any RuleStore
  private let directory = try? TemporaryDirectory()

  init(_ kind: StoreKind) throws {
    self.kind = kind
    store =
      switch kind {
      case .memory: MemoryRuleStore()
      case .git, .repacked:
        try GitRuleStore(path: try #require(directory).path("rules.git"), create: true)
      }
  }

  /// Commits, and checks the repository as git sees it.
  @discardableResult
  func commit(_ changes: RuleChange..., at seconds: Int64 = 1_750_000_000) throws -> CommitOutcome {
    let outcome = try store.commit(changes, in: Sample.run(at: seconds))
    if let git = store as? GitRuleStore {
      if kind == .repacked {
        let repacking = try Command.git(git.path, "gc", "--quiet")
        #expect(repacking.status == 0, "\(repacking.errors)")
      }
      try expectSound(git.path)
    }
    return outcome
  }

  func ids(at revision: RevisionID? = nil) throws -> [String] {
    try store.snapshot(at: revision).rules.map(\.id.text)
  }
}

/// Expects a repository in which git finds nothing wrong.
func expectSound(_ path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let check = try Command.git(path, "fsck", "--strict", "--no-dangling")
  #expect(check.status == 0, "\(check.errors)", sourceLocation: sourceLocation)
  // Of an unborn branch, git says so.
  let complaints = check.errors.split(separator: "\n").filter { !$0.hasPrefix("notice:") }
  #expect(complaints.isEmpty, sourceLocation: sourceLocation)
}

enum Sample {
  static func run(_ id: String = "run-1", at seconds: Int64 = 1_750_000_000) -> RunContext {
    RunContext(id: id, time: Timestamp(seconds: seconds))
  }

  static func rule(
    _ id: String, _ description: String = "Use camelCase for JavaScript variables", kind: Action.Kind = .naming,
    rationale: String = "", sources: [RuleSource] = [source("session_001")], score: Double? = nil
  ) throws -> Rule {
    Rule(
      id: try RuleID(id), matchCriteria: MatchCriteria(type: .keyword, value: "variable"),
      action: Action(type: kind, description: description), rationale: rationale, confidence: 0.9, sources: sources,
      decision: score.map { score in
        Decision(
          decision: .store, score: score,
          criteria: Decision.Criteria(
            crossSessionValue: 1, stability: 0.5, clearTriggers: 1, reducesInconsistency: 0),
          justification: "said in two sessions")
      })
  }

  static func source(_ transcript: String, _ segment: Int = 0) -> RuleSource {
    RuleSource(transcript: transcript, segment: segment, session: transcript)
  }
}
