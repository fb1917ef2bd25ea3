import FoundationEssentials
import Rules

/// Reads the project's own transcripts: one JSON object with `segments` a file. A record is a segment.
package struct OwnTranscriptReader: TranscriptReader {
  /// How many bytes a file may have: it is decoded as one value.
  static let sizeLimit = 64 << 20

  package let format = TranscriptFormat.own

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    guard let keys = opening.first?.keys, keys.contains("segments") else { return false }
    // Other tools write segments too, of sound for example; none of them has a transcript's other members.
    return keys.contains("id") || keys.contains("session_id")
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    func malformed(_ reason: String) -> TranscriptError {
      .malformed(path: source.name, format: format, reason: reason)
    }
    let (bytes, complete) = try source.bytes(limit: Self.sizeLimit + 1)
    guard complete else { throw malformed("larger than \(Self.sizeLimit) bytes; split it") }
    let content = bytes[(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)...]
    let shape = content.withUnsafeBytes { JSONShape($0, from: 0) }
    guard let end = shape?.end, shape?.isTooDeep == false else {
      throw malformed(shape?.isTooDeep == true ? "nested too deeply" : "it ends within the JSON object")
    }
    guard content.dropFirst(end).allSatisfy({ $0 <= 0x20 }) else {
      throw malformed("something follows the JSON object; write one transcript a file")
    }
    let transcript: Transcript
    do {
      transcript = try CanonicalJSON.decode(from: Data(content))
    } catch {
      // Names within metadata are the file's own, and may be anything.
      let problem = CanonicalJSON.problem(error)
      throw malformed(InjectedText.split(problem, at: "metadata").map { $0.before + "metadata" } ?? problem)
    }
    guard transcript.duration >= 0 else { throw malformed("value not allowed at duration: it is less than zero") }
    var count = InputCount()
    count.used = transcript.segments.count
    return TranscriptReading(format: format, transcripts: [transcript], count: count)
  }
}
