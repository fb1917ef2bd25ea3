import FoundationEssentials
import Git
import RuleStore
import Rules

/// Looks at all that a run needs, says what is wrong and how to mend it, and mends what can be mended without a person.
package struct Doctor: Sendable {
  /// What is looked at.
  package struct Places: Hashable, Sendable {
    package var store: String
    /// The configuration file; nil for the built-in values.
    package var configuration: String?
    /// Files and directories of transcripts.
    package var inputs: [String]
    /// The directory for a report; nil where none is given.
    package var output: String?
    /// The home directory.
    package var home: String

    package init(
      store: String, configuration: String? = nil, inputs: [String] = [], output: String? = nil, home: String
    ) {
      self.store = store
      self.configuration = configuration
      self.inputs = inputs
      self.output = output
      self.home = home
    }
  }

  /// One thing that is mended may bring the next one to light: a lost HEAD hides a lost branch.
  private static let rounds = 6

  private let places: Places
  private let isDeep: Bool
  private let clock: Int64
  private let environment: RunEnvironment

  /// - Parameters:
  ///   - isDeep: reads every object of the store.
  ///   - clock: the real time, in seconds since the Unix epoch, with which the age of files is compared.
  package init(_ places: Places, isDeep: Bool, clock: Int64, _ environment: RunEnvironment) {
    self.places = places
    self.isDeep = isDeep
    self.clock = clock
    self.environment = environment
  }

  /// Looks at everything, and changes nothing.
  ///
  /// - Throws: ``PipelineError/interrupted``.
  package func examine() throws(PipelineError) -> DoctorReport {
    let (settings, configuration) = readConfiguration()
    return DoctorReport(
      findings: try stored(configuration, isDeep: isDeep) + settings + surroundings(configuration))
  }

  /// Mends what can be mended, under the store's lock, and looks again.
  ///
  /// Where a run holds the lock, nothing is mended, and the report says so.
  ///
  /// - Throws: ``PipelineError/interrupted``; what was mended by then is.
  package func mend() throws -> DoctorReport {
    let (settings, configuration) = readConfiguration()
    let found = try stored(configuration, isDeep: isDeep)
    let others = try settings + surroundings(configuration)
    guard found.contains(where: \.isFixable) else { return DoctorReport(findings: found + others) }
    let lock: RunLock
    do {
      lock = try GitRuleStore.lock(at: places.store)
    } catch {
      var report = DoctorReport(findings: found + others)
      report.note(failure: "\(error)")
      return report
    }
    let (mended, failures) = try rounds(configuration, under: lock)
    let left = try stored(configuration, isDeep: isDeep, holdingLock: true)
    return DoctorReport(findings: left + others, after: mended, failures: failures)
  }

  /// Looks and mends until there is nothing left to do.
  ///
  /// - Returns: what something was done about, and why something could not be done.
  private func rounds(
    _ configuration: PipelineConfiguration?, under lock: borrowing RunLock
  ) throws(PipelineError) -> (mended: [Finding], failures: [Mending: String]) {
    let run = RunContext(id: environment.now.description, time: environment.now)
    var (mended, failures): ([Finding], [Mending: String]) = ([], [:])
    for round in 0..<Self.rounds {
      // What was found without the lock may be out of date.
      let found = try stored(configuration, isDeep: isDeep && round == 0, holdingLock: true)
      let due = found.filter { $0.mending.map { failures[$0] == nil } ?? false }
      guard !due.isEmpty else { break }
      var done: Set<Mending> = []
      for mending in due.compactMap(\.mending) where done.insert(mending).inserted {
        do {
          try mending.apply(in: places.store, run: run, under: lock)
        } catch {
          failures[mending] = "\(error)"
        }
      }
      mended += due.filter { $0.mending.map { failures[$0] == nil } ?? false }
    }
    return (mended, failures)
  }

  private func readConfiguration() -> (findings: [Finding], configuration: PipelineConfiguration?) {
    ConfigurationExamination(file: places.configuration, output: places.output).examine()
  }

  /// What lies on disk: store, rules and ledger.
  private func stored(
    _ configuration: PipelineConfiguration?, isDeep: Bool, holdingLock: Bool = false
  ) throws(PipelineError) -> [Finding] {
    try environment.checkInterruption()
    var findings = StoreExamination(
      path: places.store, isDeep: isDeep, clock: clock, holdsLock: holdingLock, git: StoreGit(),
      isInterrupted: environment.isInterrupted
    ).findings()
    try environment.checkInterruption()
    if let store = try? GitRuleStore(path: places.store) { findings += RuleExamination(store: store).findings() }
    try environment.checkInterruption()
    let ledger = RunStage.Places(inputs: [], store: places.store, output: "").ledger
    let fingerprint = configuration.map { ExtractionFingerprint.of($0, isForReview: true) }
    return findings + LedgerCheck(path: ledger, fingerprint: fingerprint).findings()
  }

  /// What is around it: programs, models, the clock, transcripts.
  private func surroundings(_ configuration: PipelineConfiguration?) throws(PipelineError) -> [Finding] {
    let findings = EnvironmentExamination(
      store: places.store, needsModel: configuration?.extraction.method != .patterns, clock: clock, git: StoreGit()
    ).findings()
    try environment.checkInterruption()
    return findings + SourceExamination(inputs: places.inputs, home: places.home).findings()
  }
}
