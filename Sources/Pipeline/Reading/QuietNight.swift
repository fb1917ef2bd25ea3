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
  /// Where the run wrote what it found, and digests of these files by their names.
  var output: String
  var files: [String: String]
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

  /// - Throws: ``PipelineError`` when a file of the run cannot be read.
  init(_ report: RunReport, digest: String, until: Timestamp?, output: String) throws(PipelineError) {
    self.digest = digest
    self.until = until
    self.output = output
    files = [:]
    for name in Self.kept { files[name] = Self.digest(of: try JSONFiles.read("\(output)/\(name)")) }
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

  /// Puts the files that this run would write in place.
  ///
  /// - Returns: false when they are no longer as they were written.
  func place(in directory: String) -> Bool {
    for name in Self.kept {
      guard let data = try? JSONFiles.read("\(output)/\(name)"), Self.digest(of: data) == files[name] else {
        return false
      }
      guard directory != output else { continue }
      guard (try? JSONFiles.write(data, to: "\(directory)/\(name)")) != nil else { return false }
    }
    return true
  }

  /// What depends on nothing but what the digest is of.
  private static let kept = [candidates, decisions]
  /// The names of files in a run's output.
  static let (candidates, decisions) = ("candidates.jsonl", "decisions.jsonl")

  private static func digest(of data: Data) -> String {
    var digest = Digest()
    digest.add(data)
    return digest.hex()
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
    digest.add("\(configuration.store)")
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
