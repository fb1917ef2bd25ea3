import FoundationEssentials
import IngestionLedger
import RuleExtraction
import Rules
import Synchronization
import Transcripts

/// What the files of earlier runs gave, as the ledger has it: a file that has not changed since is not read again, and
/// of one that has grown only the new messages are judged.
///
/// A ledger that fails is told once and not asked again: the run goes on as it would without one.
final class KnownFiles: JudgementMemory {
  private let ledger: IngestionLedger
  private let known: [String: IngestionLedger.Entry]
  private let failure = Mutex<LedgerFailure?>(nil)

  /// - Throws: ``LedgerFailure``.
  init(_ ledger: IngestionLedger) throws(LedgerFailure) {
    self.ledger = ledger
    known = try ledger.entries()
  }

  /// What a file gave, if it is in the state in which it was read.
  func extracted(_ file: TranscriptInputs.File) -> ExtractedFile? {
    guard let state = file.state, let entry = known[Self.key(file.path)], entry.state == state,
      var extracted: ExtractedFile = try? CanonicalJSON.decode(from: entry.content)
    else { return nil }
    extracted.rename(file.path)
    return extracted
  }

  /// Notes what a file gave. What could not be read is tried again on the next night.
  ///
  /// The state is from before the file was read: a file that grows meanwhile is read again.
  func note(_ extracted: ExtractedFile, of file: TranscriptInputs.File) {
    guard let state = file.state, extracted.problem == nil else { return }
    var content = extracted
    // A path may hold a secret; what is read knows its own.
    content.rename("")
    // Only candidates and places hold words; to look through mere counts takes longer than to read a small file.
    let isCounts = content.candidates.isEmpty && content.records.isEmpty
    guard let data = try? isCounts ? CanonicalJSON.line(content) : JSONFiles.line(content) else { return }
    attempt { ledger throws(LedgerFailure) in
      try ledger.note(IngestionLedger.Entry(state: state, content: data), for: Self.key(file.path))
    }
  }

  /// Writes what was noted; when most of what is known is of files that are no longer there, they are forgotten.
  ///
  /// - Parameter files: all that the run found.
  /// - Returns: what kept the ledger from being used; nil for nothing.
  func settle(_ files: [TranscriptInputs.File]) -> LedgerFailure? {
    attempt { ledger throws(LedgerFailure) in
      try ledger.flush()
      guard known.count > 2 * files.count + 1000 else { return }
      try ledger.forget(Set(known.keys).subtracting(files.map { Self.key($0.path) }).sorted())
    }
    return failure.withLock { $0 }
  }

  func judgements(on message: String) -> [UInt8]? {
    var found: Data?
    attempt { ledger throws(LedgerFailure) in found = try ledger.judgements(Self.key(message)) }
    return found.map { [UInt8]($0) }
  }

  func note(_ judgements: [UInt8], on message: String) {
    attempt { ledger throws(LedgerFailure) in try ledger.note(Data(judgements), forMessage: Self.key(message)) }
  }

  private func attempt(_ body: (IngestionLedger) throws(LedgerFailure) -> Void) {
    guard failure.withLock({ $0 == nil }) else { return }
    do throws(LedgerFailure) { try body(ledger) } catch { failure.withLock { $0 = $0 ?? error } }
  }

  private static func key(_ text: String) -> String {
    var digest = Digest()
    digest.add(text)
    return digest.hex(bytes: 16)
  }
}
