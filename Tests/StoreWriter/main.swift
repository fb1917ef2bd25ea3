import Foundation
import RuleStore
import Rules
import SystemCalls

// A process of its own that writes to a store, for tests that kill it, starve it or run several at once.
//
//   store-writer write STORE PREFIX COUNT SIZE   makes COUNT runs of SIZE new rules each; prints each run's revision
//   store-writer night STORE PREFIX SIZE         takes SIZE rules over all branches to the rules, under the run lock
//   store-writer hold STORE                      takes the run lock, prints 'held' and waits for its end

func complain(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }

func rules(_ prefix: String, _ indices: Range<Int>, segment: Int) throws -> [Rule] {
  try indices.map { index in
    Rule(
      id: try RuleID("\(prefix)-\(index)"), matchCriteria: MatchCriteria(type: .keyword, value: "variable"),
      action: Action(type: .naming, description: "Use camelCase for JavaScript variables"),
      rationale: "so that readers know what is what", confidence: 0.9,
      sources: [RuleSource(transcript: "session_001", segment: segment, session: "session_001")])
  }
}

func commit(_ changes: [RuleChange], to store: GitRuleStore, run: String) throws {
  let outcome = try store.commit(changes, in: RunContext(id: run, time: Timestamp(seconds: 1_750_000_000)))
  guard outcome.refusals.isEmpty else {
    complain("\(outcome.refusals)")
    exit(3)
  }
  print(outcome.commits.last?.revision.description ?? "nothing new")
  fflush(nil)
}

func write(_ path: String, prefix: String, count: Int, size: Int) throws {
  let store = try GitRuleStore(path: path, create: true)
  for run in 0..<count {
    let rules = try rules(prefix, run * size..<(run + 1) * size, segment: run)
    try commit(rules.map(RuleChange.add), to: store, run: "\(prefix)-\(run)")
  }
  complain("\(ltm_system_calls()) calls")
}

/// Takes rules from branch to branch, as the nightly job does, under the run lock.
func night(_ path: String, prefix: String, size: Int) throws {
  let store = try GitRuleStore(path: path, create: true)
  let lock = try store.lock()
  print("ready")
  fflush(nil)
  for file in try store.removeLeftovers(under: lock) { complain("removed \(file)") }
  let rules = try rules(prefix, 0..<size, segment: 0)
  let stored = Set(try store.snapshot(at: nil).rules.map(\.id))
  // A branch lets go of a rule only when the rule is where it goes.
  for branch in [store.evidence, store.candidates] {
    try commit(rules.filter { !stored.contains($0.id) }.map(RuleChange.add), to: branch, run: prefix)
  }
  try commit(rules.map(RuleChange.add), to: store, run: prefix)
  for branch in [store.candidates, store.evidence] {
    let left = Set(try branch.snapshot(at: nil).rules.map(\.id))
    try commit(
      rules.filter { left.contains($0.id) }.map { .remove($0, reason: "Stored.") }, to: branch, run: prefix)
  }
}

let arguments = Array(CommandLine.arguments.dropFirst())
do {
  switch (arguments.first, arguments.count) {
  case ("write", 5):
    guard let count = Int(arguments[3]), let size = Int(arguments[4]) else { exit(2) }
    try write(arguments[1], prefix: arguments[2], count: count, size: size)
  case ("night", 4):
    guard let size = Int(arguments[3]) else { exit(2) }
    try night(arguments[1], prefix: arguments[2], size: size)
  case ("hold", 2):
    let lock = try GitRuleStore(path: arguments[1]).lock()
    print("held")
    fflush(nil)
    // Reading to the end of the input, so that there is an end at which the lock is given back.
    while readLine() != nil {}
    _ = consume lock
  default: exit(2)
  }
} catch RuleStoreError.lockedByAnotherRun(let path) {
  complain("\(RuleStoreError.lockedByAnotherRun(path: path))")
  exit(4)
} catch {
  complain("\(error)")
  exit(1)
}
