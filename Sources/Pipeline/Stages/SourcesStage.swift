import FoundationEssentials
package import Rules
import Transcripts

/// Says what transcripts there are, without learning anything from them.
package enum SourcesStage {
  /// Looks at files and directories.
  ///
  /// - Throws: ``PipelineError/interrupted``.
  package static func run(_ inputs: [String], _ environment: RunEnvironment) throws(PipelineError) -> SourcesReport {
    var report = SourcesReport()
    let read = try TranscriptInputs(inputs).forEach(environment) { _, reading in report.add(reading) }
    report.unrecognised = read.otherFiles
    report.problems = read.problems
    return report
  }

  /// The files that a run over the inputs would read, in its order; none is opened.
  ///
  /// - Returns: the paths, and the inputs that cannot be looked at.
  package static func files(_ inputs: [String]) -> (paths: [String], problems: [InputProblem]) {
    let found = TranscriptInputs(inputs)
    return (found.files.map(\.path), found.problems)
  }

  /// The directories in which assistants keep their transcripts, of those that there are.
  ///
  /// - Parameter home: the home directory.
  package static func places(home: String) -> [String] {
    kept.map { "\(home)/\($0)" }.filter { FileManager.default.fileExists(atPath: $0) }
  }

  /// Below the home directory, on Linux and on macOS; what repositories hold is not looked for.
  private static let kept: [String] =
    [
      ".claude/projects", ".codex/sessions", ".codex/archived_sessions", ".gemini/tmp", ".continue/sessions",
      ".local/share/opencode",
    ]
    + [".config", "Library/Application Support"].flatMap { base in
      ["Code", "Code - Insiders", "VSCodium", "Cursor"].flatMap { editor in
        ["\(base)/\(editor)/User/globalStorage", "\(base)/\(editor)/User/workspaceStorage"]
      }
    }
}

/// What transcripts there are, by format.
package struct SourcesReport: Hashable, Sendable, Encodable {
  /// What there is of one format.
  package struct Source: Hashable, Sendable, Encodable {
    package var format: String
    /// The format's name for people.
    package var title: String
    package var files = 0
    package var sessions = 0
    /// Messages that a person typed.
    package var humanMessages = 0
    /// Messages of the user and of the assistant.
    package var messages = 0
    /// When the newest message was said, where the format has times.
    package var newest: Timestamp?

    enum CodingKeys: String, CodingKey {
      case format, title, files, sessions, messages, newest
      case humanMessages = "human_messages"
    }
  }

  /// In the order of the formats' names; only those of which there is a file.
  package private(set) var sources: [Source] = []
  /// Files that are no transcripts, and what was left out of directories.
  package var unrecognised = 0
  /// What could not be read; the rest was.
  package var problems: [InputProblem] = []
  private var sessions: [String: Set<String>] = [:]

  enum CodingKeys: String, CodingKey {
    case sources, unrecognised, problems
  }

  /// Counts one file.
  mutating func add(_ reading: TranscriptReading) {
    let format = reading.format
    let index =
      sources.firstIndex { $0.format == format.rawValue }
      ?? {
        sources.append(Source(format: format.rawValue, title: format.title))
        return sources.count - 1
      }()
    var source = sources[index]
    source.files += 1
    for transcript in reading.transcripts {
      // A session may lie in several files.
      sessions[format.rawValue, default: []].insert(transcript.sessionID)
      source.messages += transcript.segments.count
      source.humanMessages += transcript.segments.count { $0.speaker == .user }
      source.newest = ([source.newest] + transcript.segments.map(\.timestamp)).compactMap(\.self).max()
    }
    source.sessions = sessions[format.rawValue]?.count ?? 0
    sources[index] = source
    sources.sort { $0.format < $1.format }
  }
}
