import FoundationEssentials
import Rules
import Transcripts

/// What a run found that changed nothing: as long as nothing that it depends on changes, the next one finds the same,
/// and need not bring together and decide on everything again.
struct QuietNight: Codable {
  /// Of everything that the outcome depends on.
  var digest: String
  /// The time of the run, and the first one after it at which something that is remembered may be too old.
  var time: Timestamp
  var until: Timestamp?
  var inputs: InputReport
  var records: [InputProblem]
  var candidates: Int
  var dropped: [String: Int]
  var notKept: [RunReport.NotKept]
  var waiting: Int
  var evidence: Int
  var rules: Int

  /// Under this name the ledger keeps the latest one.
  static let name = "quiet_night"

  init(_ report: RunReport, digest: String, until: Timestamp?) {
    self.digest = digest
    self.until = until
    time = report.time
    inputs = report.inputs
    records = report.records
    candidates = report.candidates
    dropped = report.dropped
    notKept = report.notKept
    waiting = report.waiting
    evidence = report.evidence
    rules = report.rules
  }

  /// Whether a run at a time would find the same.
  func holds(for digest: String, at now: Timestamp) -> Bool {
    digest == self.digest && now >= time && until.map { now < $0 } ?? true
  }

  /// Puts what was found into a report.
  func fill(_ report: inout RunReport) {
    report.inputs = inputs
    report.records = records
    report.candidates = candidates
    report.dropped = dropped
    report.notKept = notKept
    report.waiting = waiting
    report.evidence = evidence
    report.rules = rules
  }

  /// The digest of what the outcome of a run depends on.
  ///
  /// - Parameters:
  ///   - fingerprint: of the program and of how it extracts.
  ///   - heads: the latest revisions of the store's branches.
  static func digest(
    of inputs: TranscriptInputs, _ configuration: PipelineConfiguration, fingerprint: String, heads: [String]
  ) -> String {
    var digest = Digest()
    digest.add(fingerprint)
    digest.add("\(configuration.storageDecision)")
    for head in heads { digest.add(head) }
    for file in inputs.files {
      guard let state = file.state else { continue }
      digest.add(file.path)
      digest.add(
        numbers: [
          Int64(bitPattern: state.device), Int64(bitPattern: state.inode), state.size, state.modified, state.changed,
        ])
    }
    digest.add(numbers: [Int64(inputs.skipped)])
    for problem in inputs.problems { digest.add("\(problem)") }
    return digest.hex()
  }
}
