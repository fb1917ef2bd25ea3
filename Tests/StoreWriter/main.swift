import Foundation
import RuleStore
import Rules
import SystemCalls

// A process of its own that writes to a store, for tests that kill it, starve it or run several at once.
//
//   store-writer write STORE PREFIX COUNT SIZE   makes COUNT runs of SIZE new rules each; prints each run's revision
//   store-writer history STORE                   reads what happened in the store; prints how much, and the seconds
//   store-writer hold STORE                      takes the run lock, prints 'held' and waits for its end

func complain(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }

func write(_ path: String, prefix: String, count: Int, size: Int) throws {
  let store = try GitRuleStore(path: path, create: true)
  for run in 0..<count {
    let changes = try (0..<size).map { index in
      RuleChange.add(
        Rule(
          id: try RuleID("\(prefix)-\(run * size + index)"),
          matchCriteria: MatchCriteria(type: .keyword, value: "variable"),
          action: Action(type: .naming, description: "Use camelCase for JavaScript variables"),
          rationale: "so that readers know what is what", confidence: 0.9,
          sources: [RuleSource(transcript: "session_001", segment: run, session: "session_001")]))
    }
    let outcome = try store.commit(
      changes, in: RunContext(id: "\(prefix)-\(run)", time: Timestamp(seconds: 1_750_000_000)))
    guard outcome.refusals.isEmpty else {
      complain("\(outcome.refusals)")
      exit(3)
    }
    print(outcome.commits.last?.revision.description ?? "nothing new")
    fflush(nil)
  }
  complain("\(ltm_system_calls()) calls")
}

let arguments = Array(CommandLine.arguments.dropFirst())
do {
  switch (arguments.first, arguments.count) {
  case ("write", 5):
    guard let count = Int(arguments[3]), let size = Int(arguments[4]) else { exit(2) }
    try write(arguments[1], prefix: arguments[2], count: count, size: size)
  case ("history", 2):
    let store = try GitRuleStore(path: arguments[1])
    var history: RuleHistory?
    let duration = try ContinuousClock().measure { history = try store.ruleHistory() }
    print("\(history?.events.count ?? 0) events of \(history?.lives.count ?? 0) rules: \(duration)")
  case ("hold", 2):
    let lock = try GitRuleStore(path: arguments[1]).lock()
    print("held")
    fflush(nil)
    // Reading to the end of the input, so that there is an end at which the lock is given back.
    while readLine() != nil {}
    _ = consume lock
  default: exit(2)
  }
} catch {
  complain("\(error)")
  exit(1)
}
