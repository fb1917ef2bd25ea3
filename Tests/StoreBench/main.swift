import Dispatch
import Foundation
import RuleStore
import Rules

// Measures what git costs through the store's own interface; Tests/bench/store.py compares it with git.
//
//   store-bench commit STORE FIRST COUNT   adds COUNT rules, numbered from FIRST, in one run
//   store-bench again STORE FIRST COUNT    adds rules that are there already
//   store-bench change STORE FIRST COUNT   changes COUNT of the rules in a run each, and prints the median
//   store-bench snapshot STORE             reads all rules of the latest revision
//
// Each prints the seconds that the call took.

/// A rule as a night would find it, all of it told by its number.
func makeRule(_ number: Int) throws -> Rule {
  var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
  func next() -> UInt64 {
    state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    return state ^ (state >> 27)
  }
  let hash = String(next(), radix: 16) + String(next(), radix: 16)
  let id = String(String(repeating: "0", count: 32) + hash).suffix(16)
  let languages = ["swift", "python", "go", "typescript", "rust"]
  let language = languages[number % languages.count]
  let session = "session-\(number / 7)"
  return Rule(
    id: try RuleID(String(id)),
    matchCriteria: MatchCriteria(
      type: .keyword, value: "\(language), module number \(number)", context: ["language": .string(language)]),
    action: Action(
      type: Action.Kind.allCases[number % 4],
      description: "Use the tool of module number \(number) for \(language) code",
      parameters: ["target": "function", "tool": .string("tool\(number % 100)"), "wanted": true]),
    rationale: "so that the module is built as the others are", confidence: Double(number % 100) / 100,
    project: number.isMultiple(of: 3) ? "project \(number % 50)" : nil, sourceID: "\(session)#\(number % 40)",
    timestamp: Timestamp(seconds: 1_750_000_000 + Int64(number)),
    sources: [
      RuleSource(
        transcript: session, segment: number % 40, session: session, line: number % 900,
        timestamp: Timestamp(seconds: 1_750_000_000 + Int64(number)),
        quote: "please always use the tool of module \(number)", range: 10..<60,
        hash: "sha256:" + String(repeating: String(id), count: 4))
    ],
    decision: Decision(
      decision: .store, score: Double(number % 97) / 100,
      criteria: Decision.Criteria(
        crossSessionValue: 0.8, stability: 0.5, clearTriggers: 1, reducesInconsistency: 0.25),
      justification: "said once, in words that leave no doubt"))
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = DispatchTime.now().uptimeNanoseconds
  try body()
  return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
}

func run(_ number: Int) -> RunContext {
  RunContext(id: "bench-\(number)", time: Timestamp(seconds: 1_760_000_000 + Int64(number)))
}

func fail(_ text: String) -> Never {
  FileHandle.standardError.write(Data("store-bench: \(text)\n".utf8))
  exit(1)
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else { fail("see main.swift for its usage") }
let store = try GitRuleStore(path: arguments[1], create: true)
let (first, count) = (arguments.count > 2 ? Int(arguments[2]) : 0, arguments.count > 3 ? Int(arguments[3]) : 1)
guard let first, let count else { fail("no number") }
switch arguments[0] {
case "commit", "again":
  let changes = try (first..<first + count).map { RuleChange.add(try makeRule($0)) }
  let taken = try seconds {
    let outcome = try store.commit(changes, in: run(first))
    guard outcome.commits.count == (arguments[0] == "commit" ? count : 0) else {
      fail("\(outcome.commits.count) commits")
    }
  }
  print(taken)
case "change":
  var times: [Double] = []
  for number in first..<first + count {
    let before = try makeRule(number)
    var after = before
    after.confidence = Double(number % 89) / 89
    after.rationale += ", said again"
    times.append(
      try seconds {
        let outcome = try store.commit([.change(from: before, to: after)], in: run(number))
        guard outcome.commits.count == 1 else { fail("\(outcome)") }
      })
  }
  print(times.sorted()[count / 2])
case "snapshot":
  print(
    try seconds {
      let snapshot = try store.snapshot(at: nil)
      guard snapshot.problems.isEmpty else { fail("\(snapshot.problems.count) problems") }
      FileHandle.standardError.write(Data("\(snapshot.rules.count) rules\n".utf8))
    })
default: fail("no such command")
}
