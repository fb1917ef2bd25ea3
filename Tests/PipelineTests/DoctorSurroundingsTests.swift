import Foundation
import Glibc
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// What is wrong beside the store: ledger, configuration, clock, inputs.
@Suite struct DoctorSurroundingsTests {
  /// Makes a ledger by reading a transcript.
  private func read(_ patient: Patient) throws {
    let segment = #"{"speaker":"user","content":"Always use tabs."}"#
    // Patterns need no model, which a test loads slowly.
    patient.configuration = try patient.directory.write(#"{"extraction": {"method": "patterns"}}"#, to: "patterns.json")
    var configuration = PipelineConfiguration()
    configuration.extraction.method = .patterns
    for number in 0..<5 {
      try patient.directory.write(
        #"{"id":"\#(number)","session_id":"\#(number)","segments":[\#(segment)]}"#, to: "in/\(number).json")
    }
    let places = RunStage.Places(
      inputs: [patient.directory.path("in")], store: patient.path, output: patient.directory.path("report"))
    _ = try RunStage(
      configuration, places, isDryRun: false, RunEnvironment(now: Timestamp(seconds: 1_750_100_000))
    ).run()
  }

  enum LedgerDamage: CaseIterable { case noDatabase, cutShort, overwritten, noTables, leftover }

  @Test(arguments: LedgerDamage.allCases)
  func aDamagedLedgerIsRemovedAndChangesNoCommit(damage: LedgerDamage) throws {
    let patient = try Patient()
    try read(patient)
    let whole = try #require(try patient.examine().findings.first { $0.check == .ledger })
    #expect(whole.text == "knows 5 files and 0 messages")
    let commits = try patient.git("rev-list", "--all")
    let file = URL(filePath: patient.ledger)
    var bytes = try Data(contentsOf: file)
    switch damage {
    case .noDatabase: bytes = Data("nonsense".utf8)
    case .cutShort: bytes = bytes.prefix(bytes.count / 2)
    case .overwritten: bytes.replaceSubrange(4096..<bytes.count, with: Data(repeating: 0x55, count: bytes.count - 4096))
    case .noTables: bytes = Data()
    case .leftover: break
    }
    for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: patient.ledger + ending) }
    if damage == .leftover {
      try Data("x".utf8).write(to: URL(filePath: patient.ledger + "-wal"))
    } else {
      try bytes.write(to: file)
    }
    let check: Check = damage == .leftover ? .ledgerLeftover : .ledger
    let found = try patient.problems(check)
    #expect(found.map(\.severity) == [damage == .leftover ? .warning : .error])
    let report = try patient.mend()
    #expect(report.problems == [] && report.mended == 1)
    let left = try FileManager.default.contentsOfDirectory(atPath: patient.directory.path)
    #expect(!left.contains { $0.hasPrefix("rules-ledger.sqlite") })
    try read(patient)
    #expect(try patient.git("rev-list", "--all") == commits)
  }

  @Test func lookingAtALedgerLeavesNoFilesBesideIt() throws {
    let patient = try Patient()
    try read(patient)
    let before = try FileManager.default.contentsOfDirectory(atPath: patient.directory.path).sorted()
    _ = try patient.examine()
    #expect(try FileManager.default.contentsOfDirectory(atPath: patient.directory.path).sorted() == before)
  }

  @Test func aLedgerOfOtherSettingsIsNoProblem() throws {
    let patient = try Patient()
    try read(patient)
    patient.configuration = try patient.directory.write(#"{"extraction": {"confidence_threshold": 0.9}}"#, to: "c.json")
    let ledger = try #require(try patient.examine().findings.first { $0.check == .ledger })
    #expect(ledger.severity == .ok)
    #expect(ledger.text.contains("begins it anew"))
  }

  @Test(arguments: [
    (#"{"retreival": {}}"#, Check.configuration, "did you mean 'retrieval'?"),
    ("{", .configuration, "not valid JSON"), ("[]", .configuration, "must be an object"),
    (#"{"retrieval": {"max_rules_per_task": 0}}"#, .configuration, "from 1 to 1000"),
    (#"{"storage_decision": {"storage_threshold": 0.5, "review_threshold": 0.6}}"#, .configuration, "at most"),
    (#"{"storage_decision": {"criteria_weights": {"stability": 0.9}}}"#, .configuration, "sum to 1"),
    (#"{"extraction": {"patterns": {"broken": "(("}}}"#, .patterns, "broken"),
    (#"{"extraction": {"method": "llm"}}"#, .languageModel, "llm.endpoint"),
    (
      #"{"extraction": {"method": "llm"}, "llm": {"endpoint": "http://127.0.0.1:1/v1", "model": "m", "key_variable": "LTM_TEST_NOT_SET"}}"#,
      .languageModel, "no such variable"
    ),
  ])
  func aWrongConfigurationIsAnError(text: String, check: Check, reason: String) throws {
    let patient = try Patient()
    patient.configuration = try patient.directory.write(text, to: "c.json")
    let report = try patient.mend()
    let found = report.problems
    #expect(found.map(\.check) == [check], "\(found)")
    #expect(found.first?.severity == .error)
    #expect(found.first?.text.contains(reason) == true, "\(found)")
    #expect(report.mended == 0)
  }

  @Test func aConfigurationThatIsNotThereIsAnError() throws {
    let patient = try Patient()
    patient.configuration = "/nowhere/c.json"
    #expect(try patient.problems(.configuration).map(\.severity) == [.error])
  }

  @Test func theKeyOfTheLanguageModelIsNeverShown() throws {
    let patient = try Patient()
    let key = "a-key-that-nobody-may-see"
    setenv("LTM_TEST_DOCTOR_KEY", key, 1)
    defer { unsetenv("LTM_TEST_DOCTOR_KEY") }
    let configured =
      #"{"llm": {"endpoint": "http://127.0.0.1:1/v1", "model": "m", "key_variable": "LTM_TEST_DOCTOR_KEY"}}"#
    patient.configuration = try patient.directory.write(configured, to: "c.json")
    let report = try patient.examine()
    #expect(report.problems == [])
    #expect(!"\(report)".contains(key))
  }

  @Test func anEndpointThatIsNotUsedIsOnlyAWarning() throws {
    let patient = try Patient()
    let configured =
      #"{"llm": {"endpoint": "http://127.0.0.1:1/v1", "model": "m", "key_variable": "LTM_TEST_NOT_SET"}}"#
    patient.configuration = try patient.directory.write(configured, to: "c.json")
    #expect(try patient.problems(.languageModel).map(\.severity) == [.warning])
  }

  @Test func theDirectoryForReportsIsLookedAt() throws {
    let patient = try Patient()
    patient.output = patient.directory.path("to/be/made")
    #expect(try patient.examine().findings.first { $0.check == .output }?.severity == .ok)
    #expect(!FileManager.default.fileExists(atPath: patient.directory.path("to")))
    patient.output = try patient.directory.write("", to: "file") + "/below"
    #expect(try patient.problems(.output).map(\.severity) == [.error])
  }

  @Test func inputsAreLookedAt() throws {
    let patient = try Patient()
    try patient.directory.write("{}", to: "in/a.json")
    try FileManager.default.createDirectory(
      atPath: patient.directory.path("empty"), withIntermediateDirectories: false)
    patient.inputs = [patient.directory.path("in"), patient.directory.path("empty"), "/nowhere"]
    let found = try patient.examine().findings.filter { $0.check == .input }
    #expect(found.map(\.severity) == [.ok, .warning, .error])
    #expect(found.map(\.subject) == patient.inputs)
  }

  @Test func assistantsAndTheTimerAreInformation() throws {
    let patient = try Patient()
    try patient.directory.write("", to: "home/.config/systemd/user/timers.target.wants/ltm.timer")
    try patient.directory.write("{}", to: "home/.claude/projects/x/y.jsonl")
    try patient.directory.write("{}", to: "home/.codex/sessions/z.jsonl")
    patient.inputs = [patient.directory.path("home/.claude")]
    let report = try patient.examine()
    #expect(report.problems == [])
    #expect(report.findings.first { $0.check == .schedule }?.text == "systemd starts the job")
    let assistants = report.findings.filter { $0.check == .assistants }.map(\.text)
    #expect(assistants == ["is read", "may hold transcripts; no '--input' names it"])
  }

  @Test func aClockThatIsWrongIsTold() throws {
    let patient = try Patient()
    func problems(at clock: Int64) throws -> [Finding] {
      let places = Doctor.Places(store: patient.path, home: patient.directory.path)
      return try Doctor(places, isDeep: false, clock: clock, RunEnvironment(now: Timestamp(seconds: 0))).examine()
        .problems.filter { $0.check == .clock }
    }
    #expect(try problems(at: 0).map(\.severity) == [.error])
    #expect(try problems(at: 1_750_000_000) == [])
    #expect(try problems(at: 1_749_900_000).map(\.severity) == [.warning])
  }

  @Test func aDoctorThatIsInterruptedSaysSo() throws {
    let patient = try Patient()
    let places = Doctor.Places(store: patient.path, home: patient.directory.path)
    let environment = RunEnvironment(now: Timestamp(seconds: 0), isInterrupted: { true })
    #expect(throws: PipelineError.interrupted) {
      try Doctor(places, isDeep: true, clock: 1_750_000_000, environment).mend()
    }
  }
}
