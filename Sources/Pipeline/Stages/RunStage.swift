import DriftReduction
import FoundationEssentials
import IngestionLedger
import RetrievalApplication
import RuleStore
import Rules
import StorageDecision
import Telemetry

/// The nightly job: every stage, one after another.
package struct RunStage: Sendable {
  /// Where a run reads and writes.
  package struct Places: Hashable, Sendable {
    /// Files and directories of transcripts.
    package var inputs: [String]
    /// Files of what other processes extracted, as ``ExtractStage/run(byFile:files:output:_:)`` writes it.
    package var extracted: [String]
    /// The store's repository.
    package var store: String
    /// The directory for the report.
    package var output: String
    /// The tasks; nil looks for `tasks.json` in the input directories.
    package var tasks: String?

    package init(
      inputs: [String], extracted: [String] = [], store: String, output: String, tasks: String? = nil
    ) {
      self.inputs = inputs
      self.extracted = extracted
      self.store = store
      self.output = output
      self.tasks = tasks
    }

    /// The ingestion ledger: beside the store, because it says what the store has seen.
    var ledger: String {
      let name = store.hasSuffix(".git") ? String(store.dropLast(4)) : store
      return "\(name)-ledger.sqlite"
    }
  }

  private let configuration: PipelineConfiguration
  private let extract: ExtractStage
  private let places: Places
  private let isDryRun: Bool
  private let environment: RunEnvironment
  private let journal: RunJournal

  /// Prepares a run, and the directory for its report.
  ///
  /// - Throws: when the configuration is not valid or the directory cannot be written to.
  package init(
    _ configuration: PipelineConfiguration, _ places: Places, isDryRun: Bool, _ environment: RunEnvironment
  ) throws {
    let configuration = try configuration.applyingLearned(from: places.store)
    self.configuration = configuration
    self.places = places
    self.isDryRun = isDryRun
    extract = try ExtractStage(configuration, isForReview: true)
    try JSONFiles.createDirectory(places.output)
    journal = RunJournal(configuration.logging, output: places.output, now: environment.now)
    self.environment = journal.following(environment)
  }

  /// Runs all stages under the store's lock, and writes the report.
  ///
  /// When the user asks to stop while transcripts are read, what was read by then is decided on and committed, and the
  /// report says that it is not complete.
  ///
  /// - Throws: `RuleStoreError`, ``PipelineError``. Up to the moment of committing nothing has changed; after it the
  ///   report is written whatever happens.
  package func run() throws -> RunReport {
    do {
      let report = try runStages()
      journal.log("run", ["changes": .integer(Int64(report.changes.count)), "rules": .integer(Int64(report.rules))])
      return report
    } catch {
      journal.log("run", failed: error)
      throw error
    }
  }

  private func runStages() throws -> RunReport {
    let tasks = try readTasks()
    let context = RunContext(id: environment.now.description, time: environment.now)
    var report = RunReport(run: context, store: places.store, isDryRun: isDryRun)
    report.problems = tasks.problems

    // A dry run leaves nothing: not even an empty store.
    let exists = (try? GitRuleStore(path: places.store)) != nil
    guard !isDryRun || exists else {
      return try perform(&report, tasks.values, in: StoreBranches { _ in MemoryRuleStore() })
    }
    let store = try configuration.openStore(places.store, create: !isDryRun)
    let lock = try store.lock()
    let leftovers = try store.removeLeftovers(under: lock)
    if !leftovers.isEmpty { journal.log("store", ["removed_leftovers": .array(leftovers.map { .string($0) })]) }
    // A person's work on the rules comes first: what is proposed begins with it.
    if isProposing, !isDryRun { try store.updateProposals(in: context) }
    // A dry run makes no branch: what would be proposed begins with what holds.
    let isWithout = try isDryRun && store.proposals.head() == nil
    let stores = StoreBranches { store.on(isWithout && $0 == .proposals ? .main : $0) }
    let finished = Result { try perform(&report, tasks.values, in: stores) }
    // Also when the report could not be written: what was learned is in the store by then.
    environment.repack(store, under: lock)
    return try finished.get()
  }

  /// Whether nothing may reach the rules unreviewed.
  private var isProposing: Bool { configuration.store.review == .required }

  private func perform(
    _ report: inout RunReport, _ tasks: [TaskRequest], in stores: StoreBranches<some RuleStore>
  ) throws -> RunReport {
    report.before = try stores.main.head()
    // What others extracted is of no file that the ledger knows.
    let fingerprint = ExtractionFingerprint.of(configuration, isForReview: true)
    let ledger = isDryRun || !places.extracted.isEmpty ? nil : openLedger(fingerprint)
    let inputs = TranscriptInputs(places.inputs)
    let digest = ledger == nil ? nil : digest(of: inputs, stores, fingerprint)
    if let quiet = quietNight(ledger, digest) {
      quiet.fill(&report)
      report.after = report.before
      journal.log("extract", ["quiet": .bool(true)])
    } else {
      let reading = try learn(from: inputs, ledger, in: isProposing ? stores.proposing : stores, &report)
      if report.isQuiet, let ledger, let digest {
        // Nothing was committed: the store is as it was read.
        let until = reading.nextExpiry(
          after: environment.now, evidenceDays: configuration.storageDecision.evidenceDays,
          candidateDays: configuration.storageDecision.candidateDays)
        leave(try QuietNight(report, digest: digest, until: until, output: places.output), in: ledger)
      }
    }
    let after = Result {
      guard report.isComplete else { return }
      try applyAndReplay(to: tasks, in: stores.main, &report)
    }
    try write(report)
    try after.get()
    return report
  }

  /// Extracts, decides and commits.
  ///
  /// - Returns: the store as it was before.
  private func learn(
    from inputs: TranscriptInputs, _ ledger: IngestionLedger?, in stores: StoreBranches<some RuleStore>,
    _ report: inout RunReport
  ) throws -> StoreReading {
    let reading = try stores.read()
    report.problems += reading.problems.map { InputProblem(file: "\(places.store):\($0.path)", reason: $0.reason) }
    let extraction = try extraction(inputs, ledger)
    report.isComplete = extraction.isComplete
    report.inputs = extraction.inputs
    report.problems += extraction.problems
    report.records = extraction.records
    report.candidates = extraction.candidates.count
    report.dropped = extraction.dropped
    journal.log("extract", ["candidates": .integer(Int64(report.candidates))])
    if !extraction.warnings.isEmpty {
      journal.log("extract", ["warnings": .array(extraction.warnings.map { .string($0) })])
    }
    try JSONFiles.writeLines(extraction.candidates, to: candidatesFile)

    var memory = reading.memory(
      at: environment.now, evidenceDays: configuration.storageDecision.evidenceDays,
      candidateDays: configuration.storageDecision.candidateDays)
    if !isProposing { memory.rejected += try stores.refusedProposals(beside: reading.main.snapshot.rules) }
    let candidates = extraction.candidates.compactMap(reading.undone.left)
    let outcome = try DecideStage(configuration).run(candidates, given: memory)
    report.notKept = outcome.decisions.filter { $0.decision == .ignore }.map(RunReport.NotKept.init)
    journal.log("decide", ["decisions": .integer(Int64(outcome.decisions.count))])
    try JSONFiles.writeLines(outcome.decisions, to: decisionsFile)
    try commit(reading.forgetting + StoreStage.steps(outcome, former: reading.former), in: stores, &report)
    return reading
  }

  private var candidatesFile: String { "\(places.output)/\(QuietNight.candidates)" }
  private var decisionsFile: String { "\(places.output)/\(QuietNight.decisions)" }

  /// The digest of what this run depends on.
  private func digest(
    of inputs: TranscriptInputs, _ stores: StoreBranches<some RuleStore>, _ fingerprint: String
  ) -> String {
    let heads = GitRuleStore.Branch.allCases.map { branch in
      ((try? stores[branch].head()) ?? nil).map { "\($0)" } ?? ""
    }
    return QuietNight.digest(of: inputs, configuration, fingerprint: fingerprint, heads: heads)
  }

  /// What the last run found, if this one would find the same and its files are in place.
  private func quietNight(_ ledger: IngestionLedger?, _ digest: String?) -> QuietNight? {
    guard let ledger, let digest, let text = (try? ledger.remark(QuietNight.name)) ?? nil,
      let quiet: QuietNight = try? CanonicalJSON.decode(from: Data(text.utf8)),
      quiet.holds(for: digest, at: environment.now), quiet.place(in: places.output)
    else { return nil }
    return quiet
  }

  private func leave(_ quiet: QuietNight, in ledger: IngestionLedger) {
    guard let line = try? JSONFiles.line(quiet) else { return }
    // Without it the next run takes longer, and that is all.
    try? ledger.remark(QuietNight.name, String(decoding: line, as: UTF8.self))
  }

  /// What the inputs gave, as far as they could be read before the user asked to stop.
  ///
  /// - Throws: ``PipelineError/interrupted`` when nothing was read.
  private func extraction(
    _ inputs: TranscriptInputs, _ ledger: IngestionLedger?
  ) throws -> ExtractStage.Outcome {
    guard places.extracted.isEmpty else {
      let lines = try places.extracted.map { try JSONFiles.readLines(ExtractedFile.self, from: $0) }
      return ExtractStage.Outcome(gathered: lines.flatMap(\.values), problems: lines.flatMap(\.problems))
    }
    var known: KnownFiles?
    do { known = try ledger.map(KnownFiles.init) } catch { warn(error) }
    let outcome = extract.extract(inputs, knowing: known, environment)
    guard outcome.isComplete || outcome.inputs.files > 0 else { throw PipelineError.interrupted }
    return outcome
  }

  /// The ledger; nil where it cannot be used.
  private func openLedger(_ fingerprint: String) -> IngestionLedger? {
    do {
      return try IngestionLedger(path: places.ledger, fingerprint: fingerprint)
    } catch {
      warn(error)
      return nil
    }
  }

  private func warn(_ error: any Error) {
    environment.warn("\(error)")
    journal.log("extract", ["warnings": .array([.string("\(error)")])])
  }

  private func commit(
    _ steps: [StoreStage.Step], in stores: StoreBranches<some RuleStore>, _ report: inout RunReport
  ) throws {
    let context = RunContext(id: report.run, time: report.time)
    var masked: [JSONValue] = []
    for step in steps {
      let changes: [RunReport.Change]
      if isDryRun {
        changes = step.changes.map { RunReport.Change($0, revision: nil) }
      } else {
        let made = try stores[step.branch].commit(step.changes, in: context)
        changes = made.commits.map { RunReport.Change($0.change, revision: $0.revision) }
        report.refusals += made.refusals.map { RunReport.Refusal(rule: $0.rule, reason: $0.description) }
        masked += made.masked.map { .string($0.text) }
      }
      switch step.branch {
      case .main where isProposing: report.proposals += changes
      case .main, .proposals: report.changes += changes
      case .candidates: report.waitingChanges += changes
      case .evidence: report.evidenceChanges += changes
      }
    }
    if !masked.isEmpty { journal.log("store", ["secrets_masked": .array(masked)]) }
    report.after = try stores.published.head()
    report.rules = try stores.published.snapshot(at: report.after).rules.count
    report.waiting = try stores.waiting()
    report.evidence = try stores.evidence.snapshot(at: nil).rules.count
    journal.log(
      "store",
      [
        "commits": .integer(Int64(report.changes.count)), "waiting": .integer(Int64(report.waiting)),
        "evidence": .integer(Int64(report.evidence)),
      ])
  }

  private func applyAndReplay(
    to tasks: [TaskRequest], in store: some RuleStore, _ report: inout RunReport
  ) throws {
    guard !tasks.isEmpty else { return }
    let rules = try store.snapshot(at: report.after).rules
    let judge = try FitJudge.load()
    let results = try RetrieveStage(rules: rules, configuration, judge: judge).run(tasks, environment)
    try JSONFiles.writeLines(results, to: "\(places.output)/results.jsonl")
    report.retrieval = RunReport.Retrieval(results)
    journal.log("retrieve", ["tasks": .integer(Int64(results.count))])
    guard report.after != nil else { return }
    let drift = try DriftStage(tasks, configuration, judge: judge).run(
      over: store, from: report.before, to: report.after, environment)
    try JSONFiles.write(drift, to: "\(places.output)/drift.json")
    report.drift = drift
    journal.log("drift", ["changes": .integer(Int64(drift.changes.count))])
  }

  private func write(_ report: RunReport) throws {
    try JSONFiles.write(report, to: "\(places.output)/report.json")
    try JSONFiles.writeText(RunPage(report).text, to: "\(places.output)/report.txt")
    try journal.saveMetrics(of: report, to: "\(places.output)/metrics.json")
  }

  /// The tasks, from where the user said or from the input directories.
  private func readTasks() throws -> JSONFiles.Lines<TaskRequest> {
    if let file = places.tasks { return try JSONFiles.readList(from: file) }
    var tasks = JSONFiles.Lines<TaskRequest>()
    for input in places.inputs where JSONFiles.exists("\(input)/tasks.json") {
      let found = try JSONFiles.readList(TaskRequest.self, from: "\(input)/tasks.json")
      tasks.values += found.values
      tasks.problems += found.problems
    }
    return tasks
  }
}
