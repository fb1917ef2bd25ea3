import RuleExtraction
import Rules
import Secrets

/// Compares sources with the transcript that they name.
struct SourceChecker {
  /// What was found of a source.
  struct Finding {
    let status: EvidenceReport.Status
    /// Where the segment stands in the transcript now; nil when it is not there.
    let segment: Int?
  }

  private let transcript: Transcript
  /// By segment, so that the sources of one message hash it once.
  private var messages: [Int: QuotedMessage] = [:]
  private lazy var segmentsByLine = Dictionary(
    grouping: transcript.segments.indices.filter { transcript.segments[$0].line != nil },
    by: { transcript.segments[$0].line })

  init(_ transcript: Transcript) {
    self.transcript = transcript
  }

  /// Looks for a source's words: in its segment, and where that is another one now, in the one that begins at the same
  /// line at the same time. A session that goes on can move a segment, because a prompt that waited in the client's
  /// queue is put where it was said.
  mutating func check(_ source: RuleSource) -> Finding {
    let own = check(source, at: source.segment)
    guard own.status.isWrong, let line = source.line else { return own }
    for segment in segmentsByLine[line] ?? [] where segment != source.segment {
      guard transcript.segments[segment].timestamp == source.timestamp else { continue }
      let moved = check(source, at: segment)
      if moved.status == .verified { return moved }
    }
    return own
  }

  private mutating func check(_ source: RuleSource, at segment: Int) -> Finding {
    guard source.hash != nil, source.quote != nil, source.range != nil else {
      let isThere = transcript.segments.indices.contains(segment)
      return Finding(status: .noEvidence, segment: isThere ? segment : nil)
    }
    guard transcript.segments.indices.contains(segment), transcript.segments[segment].speaker == .user else {
      return Finding(status: .notThere, segment: nil)
    }
    let message = messages[segment] ?? QuotedMessage(transcript.segments[segment].content)
    messages[segment] = message
    switch message.check(source) {
    case .verified: return Finding(status: .verified, segment: segment)
    case .changed: return Finding(status: .changed, segment: segment)
    case .absent: return Finding(status: .notThere, segment: nil)
    case .unquoted: return Finding(status: .noEvidence, segment: segment)
    }
  }
}

extension [String: [Int]] {
  /// The sources that name a transcript, by its id; a file is named by anybody, so a stored id may hold a mask.
  func sources(of transcript: Transcript) -> [Int]? {
    self[transcript.id] ?? self[SecretScanner.masked(transcript.id)]
  }
}
