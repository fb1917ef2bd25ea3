import Foundation
import Pipeline
import RuleStore
import Rules
import Synchronization
import TestSupport
import Testing

/// Nights over files that grow, are rewritten and go away, with the ledger and without it.
@Suite struct LedgerTests {
  /// A directory in which a job runs over the files below `in`.
  private final class Job {
    let directory: TemporaryDirectory
    var store: String { directory.path("rules.git") }
    var ledger: String { directory.path("rules-ledger.sqlite") }
    var inputs: String { directory.path("in") }

    init() throws {
      directory = try TemporaryDirectory()
      try FileManager.default.createDirectory(atPath: inputs, withIntermediateDirectories: true)
    }

    @discardableResult
    func run(
      _ paths: [String]? = nil, extracted: [String] = [], at night: Int64 = 0, report: String = "report",
      isInterrupted: @escaping @Sendable () -> Bool = { false }, warn: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> RunReport {
      try RunStage(
        PipelineConfiguration(),
        RunStage.Places(
          inputs: paths ?? (extracted.isEmpty ? [inputs] : []), extracted: extracted, store: store,
          output: directory.path(report)),
        isDryRun: false,
        RunEnvironment(
          now: Timestamp(seconds: 1_750_000_000 + night * 86_400), isInterrupted: isInterrupted, warn: warn)
      ).run()
    }

    func heads() throws -> String { try Command.git(store, "for-each-ref").output }

    func editLedger(_ sql: String) throws {
      let program = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
      let edited = try Command.run(["python3", "-c", program, ledger, sql])
      #expect(edited.status == 0, "\(edited.errors)")
    }

    func rules() throws -> [String] {
      try GitRuleStore(path: store).snapshot(at: nil).rules.map(\.action.description).sorted()
    }
  }

  private static func message(_ text: String, session: String, number: Int) -> String {
    #"{"type":"user","uuid":"\#(session)-\#(number)","sessionId":"\#(session)","cwd":"/home/u/shop","#
      + #""timestamp":"2025-06-01T10:\#(String(format: "%02d", number)):00Z","#
      + #""message":{"role":"user","content":"\#(text)"}}"# + "\n"
  }

  private static let wishes = [
    "Always use tabs for indentation.", "Never use semicolons in JavaScript.", "From now on answer in English.",
    "Please always run the tests before you commit.", "Use snake_case for Python functions.",
    "Look at the build, it fails.", "No, use spaces for indentation from now on.",
  ]

  @Test func aFileThatHasNotChangedIsNotReadAgain() throws {
    let job = try Job()
    try job.directory.write(Self.message(Self.wishes[0], session: "a", number: 1), to: "in/a.jsonl")
    #expect(try job.run().changes.count == 1)
    // What the ledger says of the file is believed, whatever the file holds.
    let edit =
      "UPDATE files SET content = replace(CAST(content AS TEXT), '\"candidates\":[', '\"candidates\":[],\"x\":[')"
    try job.editLedger(edit)
    try FileManager.default.removeItem(atPath: job.store)
    let again = try job.run()
    #expect(again.changes.isEmpty)
    #expect(again.inputs.files == 1)
    try FileManager.default.removeItem(atPath: job.ledger)
    #expect(try job.run(at: 1).changes.count == 1)
  }

  @Test func ofAFileThatHasGrownOnlyTheNewMessagesAreJudged() throws {
    let job = try Job()
    let first = Self.message(Self.wishes[0], session: "a", number: 1)
    try job.directory.write(first, to: "in/a.jsonl")
    try job.run()
    // What the ledger says of a message is believed: here, that its one clause is nothing.
    try job.editLedger("UPDATE messages SET judgements = zeroblob(1)")
    try FileManager.default.removeItem(atPath: job.store)
    try job.directory.write(first + Self.message(Self.wishes[1], session: "a", number: 2), to: "in/a.jsonl")
    #expect(try job.run().changes.map(\.description) == ["Never use semicolons in JavaScript"])
    try FileManager.default.removeItem(atPath: job.ledger)
    #expect(try job.run(at: 1).changes.map(\.description) == ["Use tabs for indentation"])
  }

  @Test func aFileRewrittenToTheSameLengthAndTimeIsNoticed() throws {
    let job = try Job()
    let path = try job.directory.write(
      Self.message("Always use tabs in Go.", session: "a", number: 1), to: "in/a.jsonl")
    let time = try #require(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    try job.run()
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.write(contentsOf: Data(Self.message("Never use tab in Go...", session: "a", number: 1).utf8))
    try handle.close()
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    #expect(try !job.run(at: 1).changes.isEmpty)
  }

  @Test func losingTheLedgerOnAnyNightChangesNothing() throws {
    try forAll(cases: 4) { random in
      let (keeping, losing) = (try Job(), try Job())
      var texts: [String: String] = [:]
      for night in 0..<4 as Range<Int64> {
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          let name = ["a", "b", "c"].randomElement(using: &random) ?? "a"
          let number = Int.random(in: 0..<60, using: &random)
          let line = Self.message(
            Self.wishes.randomElement(using: &random) ?? "", session: name, number: number)
          switch Int.random(in: 0..<5, using: &random) {
          case 0: texts[name] = nil
          case 1: texts[name] = line
          case 2: texts[name] = (texts[name] ?? "") + String(line.dropLast(10))
          default: texts[name] = (texts[name] ?? "") + line
          }
        }
        for job in [keeping, losing] {
          for name in ["a", "b", "c"] {
            if let text = texts[name] {
              try job.directory.write(text, to: "in/\(name).jsonl")
            } else {
              try? FileManager.default.removeItem(atPath: job.inputs + "/\(name).jsonl")
            }
          }
          try job.run(at: night)
        }
        #expect(try keeping.heads() == losing.heads())
        if Bool.random(using: &random) { try FileManager.default.removeItem(atPath: losing.ledger) }
      }
    }
  }

  @Test func aDamagedLedgerIsBegunAnewAndAnImpossibleOneIsDoneWithout() throws {
    let job = try Job()
    try job.directory.write(Self.message(Self.wishes[0], session: "a", number: 1), to: "in/a.jsonl")
    try job.directory.write("this is no database at all, but a text of some length", to: "rules-ledger.sqlite")
    let warnings = Mutex(0)
    #expect(try job.run(warn: { _ in warnings.withLock { $0 += 1 } }).changes.count == 1)
    #expect(warnings.withLock { $0 } == 0)
    try FileManager.default.removeItem(atPath: job.ledger)
    try FileManager.default.createDirectory(atPath: job.ledger, withIntermediateDirectories: false)
    try job.directory.write(Self.message(Self.wishes[1], session: "b", number: 1), to: "in/b.jsonl")
    #expect(try job.run(at: 1, warn: { _ in warnings.withLock { $0 += 1 } }).changes.count == 1)
    #expect(warnings.withLock { $0 } == 1)
  }

  @Test func aQuietNightSaysWhatTheLastOneSaid() throws {
    let job = try Job()
    for (number, wish) in Self.wishes.enumerated() {
      try job.directory.write(Self.message(wish, session: "s\(number)", number: number), to: "in/s\(number).jsonl")
    }
    try job.run()
    let (decided, quiet) = (try job.run(at: 1), try job.run(at: 2, report: "another"))
    for name in ["candidates.jsonl", "decisions.jsonl"] {
      let files = ["report", "another"].map { job.directory.path("\($0)/\(name)") }
      #expect(try Data(contentsOf: URL(filePath: files[0])) == Data(contentsOf: URL(filePath: files[1])))
    }
    let log = try String(contentsOfFile: job.directory.path("another/logs/ltm.log.jsonl"), encoding: .utf8)
    #expect(log.contains("\"quiet\":true"))
    #expect(quiet.inputs == decided.inputs)
    #expect(quiet.candidates == decided.candidates)
    #expect(quiet.notKept == decided.notKept)
    #expect(quiet.rules == decided.rules && quiet.waiting == decided.waiting)
    #expect(quiet.before == quiet.after && quiet.after == decided.after)
    // A rule that a person takes away is noticed: the store is not as it was.
    let clone = job.directory.path("clone")
    #expect(try Command.git(job.store, "clone", "-q", job.store, clone).status == 0)
    #expect(try Command.git(clone, "rm", "-qr", "rules").status == 0)
    #expect(try Command.git(clone, "commit", "-qm", "Take all rules away").status == 0)
    #expect(try Command.git(clone, "push", "-q").status == 0)
    #expect(try job.run(at: 3).rules == 0)
  }

  @Test func aStoppedRunKeepsWhatItReadAndTheNextGoesOn() throws {
    let (stopped, whole) = (try Job(), try Job())
    for job in [stopped, whole] {
      for (number, wish) in Self.wishes.dropLast().enumerated() {
        try job.directory.write(Self.message(wish, session: "s\(number)", number: number), to: "in/s\(number).jsonl")
      }
    }
    let asked = Mutex(0)
    let first = try stopped.run(isInterrupted: {
      asked.withLock { asked in
        asked += 1
        return asked > 3
      }
    })
    #expect(!first.isComplete)
    #expect(first.inputs.files < 6)
    #expect(try Command.git(stopped.store, "fsck", "--strict").status == 0)
    #expect(try stopped.run().isComplete)
    try whole.run()
    #expect(try stopped.rules() == whole.rules())
    #expect(try !whole.rules().isEmpty)
  }

  @Test func whatOtherProcessesExtractedGivesTheSameCommits() throws {
    let (single, gathered) = (try Job(), try Job())
    for (number, wish) in Self.wishes.enumerated() {
      try single.directory.write(Self.message(wish, session: "s\(number)", number: number), to: "in/s\(number).jsonl")
    }
    try single.directory.write("# Notes\n", to: "in/notes.md")
    let files = try FileManager.default.contentsOfDirectory(atPath: single.inputs).sorted().map {
      single.inputs + "/" + $0
    }
    let stage = try ExtractStage(PipelineConfiguration(), isForReview: true)
    let environment = RunEnvironment(now: Timestamp(seconds: 0))
    let parts = [Array(files[4...]), Array(files[..<4])].enumerated().map {
      (gathered.directory.path("\($0.offset).jsonl"), $0.element)
    }
    for (output, part) in parts { _ = try stage.run(byFile: [], files: part, output: output, environment) }
    let reports = (try single.run(), try gathered.run([], extracted: parts.map(\.0)))
    #expect(reports.0.inputs == reports.1.inputs)
    #expect(try single.heads() == gathered.heads())
    #expect(try !single.rules().isEmpty)
  }
}
