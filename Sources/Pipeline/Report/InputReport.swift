package import Transcripts

/// What was read: every record is either used or skipped for a reason.
package struct InputReport: Hashable, Sendable, Codable {
  /// Files that hold transcripts.
  package var files = 0
  /// Files in a format that is not a transcript's.
  package var otherFiles = 0
  package var transcripts = 0
  /// Transcript files by format.
  package var formats: [String: Int] = [:]
  /// What the user said.
  package var userSegments = 0
  /// Records that were read: `used` and all of `skipped`.
  package var read = 0
  package var used = 0
  package var skipped: [String: Int] = [:]

  enum CodingKeys: String, CodingKey {
    case files, transcripts, formats, read, used, skipped
    case otherFiles = "other_files"
    case userSegments = "user_segments"
  }

  package mutating func add(_ reading: TranscriptReading) {
    files += 1
    formats[reading.format.rawValue, default: 0] += 1
    transcripts += reading.transcripts.count
    read += reading.count.read
    used += reading.count.used
    skipped.merge(reading.count.skipped, uniquingKeysWith: +)
  }

  static func += (left: inout InputReport, right: InputReport) {
    left.files += right.files
    left.otherFiles += right.otherFiles
    left.transcripts += right.transcripts
    left.formats.merge(right.formats, uniquingKeysWith: +)
    left.userSegments += right.userSegments
    left.read += right.read
    left.used += right.used
    left.skipped.merge(right.skipped, uniquingKeysWith: +)
  }
}
