import FoundationEssentials
package import Rules
import Transcripts

/// Says what transcripts there are, without learning anything from them.
package enum SourcesStage {
  /// Looks at files and directories.
  ///
  /// - Throws: ``PipelineError/interrupted``.
  package static func run(_ inputs: [String], _ environment: RunEnvironment) throws(PipelineError) -> SourcesReport {
    let found = TranscriptInputs(inputs)
    var report = SourcesReport()
    report.unrecognised = found.skipped
    report.problems = found.problems
    let read = found.fold(into: report, environment, SourcesReport.File.init) { $0.add($1) }
    guard read.isComplete else { throw .interrupted }
    return read.state
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
  /// Records that could not be read; the rest of their files was.
  package var records: [InputProblem] = []
  private var sessions: [String: Set<String>] = [:]

  enum CodingKeys: String, CodingKey {
    case sources, unrecognised, problems
    case records = "unread_records"
  }

  /// What there is in one file.
  struct File: Sendable {
    /// Nil where the file is no transcript.
    private(set) var source: Source?
    private(set) var sessions: [String] = []
    private(set) var problem: InputProblem?
    private(set) var records: [InputProblem] = []

    init(_ file: TranscriptInputs.File) {
      do throws(TranscriptError) {
        let reading = try file.read()
        var source = Source(format: reading.format.rawValue, title: reading.format.title, files: 1)
        for transcript in reading.transcripts {
          source.messages += transcript.segments.count
          source.humanMessages += transcript.segments.count { $0.speaker == .user }
          source.newest = ([source.newest] + transcript.segments.map(\.timestamp)).compactMap(\.self).max()
        }
        self.source = source
        sessions = reading.transcripts.map(\.sessionID)
        problem = reading.damage.map { InputProblem($0) }
        records = reading.problems.map { InputProblem($0, in: file.path) }
      } catch {
        problem = error.isSkip ? nil : InputProblem(error)
      }
    }
  }

  /// Counts one file.
  mutating func add(_ file: File) {
    if let problem = file.problem { problems.append(problem) }
    records += file.records
    guard let new = file.source else {
      unrecognised += file.problem == nil ? 1 : 0
      return
    }
    let index = sources.firstIndex { $0.format >= new.format } ?? sources.count
    if index == sources.count || sources[index].format != new.format {
      sources.insert(Source(format: new.format, title: new.title), at: index)
    }
    sources[index].files += 1
    sources[index].messages += new.messages
    sources[index].humanMessages += new.humanMessages
    sources[index].newest = [sources[index].newest, new.newest].compactMap(\.self).max()
    // A session may lie in several files.
    sessions[new.format, default: []].formUnion(file.sessions)
    sources[index].sessions = sessions[new.format]?.count ?? 0
  }
}
