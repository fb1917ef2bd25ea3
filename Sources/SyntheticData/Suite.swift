import FoundationEssentials
package import Rules

/// Transcripts with what a person found in them, and tasks with the rules that must be applied to them.
///
/// On disk it is `transcripts/<id>.json` without labels, `labels/<id>.json` and `tasks.json`.
package struct Suite: Hashable, Sendable {
  package var transcripts: [Transcript]
  /// The labels by the transcript's id.
  package var labels: [String: TranscriptLabels]
  package var tasks: [LabelledTask]

  package init(transcripts: [Transcript] = [], labels: [String: TranscriptLabels] = [:], tasks: [LabelledTask] = []) {
    self.transcripts = transcripts
    self.labels = labels
    self.tasks = tasks
  }

  /// Every gold rule with its transcript's id, in the order of the transcripts.
  package var groundTruth: [(transcript: String, rule: GoldRule)] {
    transcripts.flatMap { transcript in
      (labels[transcript.id]?.rules ?? []).map { (transcript.id, $0) }
    }
  }
}

extension Suite {
  /// Reads a suite from its directory; `tasks.json` may be missing.
  ///
  /// - Throws: ``SuiteError``, which names the file.
  package static func read(from directory: String) throws(SuiteError) -> Suite {
    let transcriptFiles = try files(in: directory + "/transcripts")
    let labelFiles = try files(in: directory + "/labels")
    var suite = Suite()
    for name in transcriptFiles {
      let path = "\(directory)/transcripts/\(name)"
      guard labelFiles.contains(name) else { throw .unpaired(path: path) }
      let transcript = try value(Transcript.self, at: path)
      guard transcript.id + ".json" == name else {
        throw .inconsistent(path: path, problem: "the transcript's id differs from the file's name")
      }
      let labels = try value(TranscriptLabels.self, at: "\(directory)/labels/\(name)")
      try check(labels, of: transcript, path: "\(directory)/labels/\(name)")
      suite.transcripts.append(transcript)
      suite.labels[transcript.id] = labels
    }
    for name in labelFiles where !transcriptFiles.contains(name) {
      throw .unpaired(path: "\(directory)/labels/\(name)")
    }
    let tasks = directory + "/tasks.json"
    if FileManager.default.fileExists(atPath: tasks) { suite.tasks = try value([LabelledTask].self, at: tasks) }
    return suite
  }

  private static func files(in directory: String) throws(SuiteError) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
      throw .unreadable(path: directory)
    }
    return names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
  }

  /// The most bytes of one file.
  private static let largestFile = 64 << 20

  private static func value<Value: Decodable>(_ type: Value.Type, at path: String) throws(SuiteError) -> Value {
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    guard size <= largestFile else { throw .malformed(path: path, problem: "is larger than 64 MiB") }
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { throw .unreadable(path: path) }
    do {
      return try CanonicalJSON.decode(type, from: data)
    } catch {
      throw .malformed(path: path, problem: CanonicalJSON.problem(error))
    }
  }

  /// Only what the user typed has a label, and only there can a rule stand.
  private static func check(
    _ labels: TranscriptLabels, of transcript: Transcript, path: String
  ) throws(SuiteError) {
    let places = labels.segments.map(\.index) + labels.rules.flatMap(\.segments)
    for place in places {
      guard transcript.segments.indices.contains(place), transcript.segments[place].speaker == .user else {
        throw .inconsistent(path: path, problem: "index \(place) is no user segment of the transcript")
      }
    }
  }
}

extension Suite {
  /// Writes the suite into a directory that is new or empty; no transcript shows a label.
  ///
  /// - Throws: ``SuiteError``, which names the file.
  package func write(to directory: String) throws(SuiteError) {
    let manager = FileManager.default
    guard transcripts.allSatisfy({ (try? RuleID($0.id)) != nil }) else { throw .invalidName }
    guard Set(transcripts.map(\.id)).count == transcripts.count else {
      throw .inconsistent(path: directory, problem: "two transcripts of the suite have the same id")
    }
    if let found = try? manager.contentsOfDirectory(atPath: directory), !found.isEmpty {
      throw .notEmpty(path: directory)
    }
    for part in ["transcripts", "labels"] {
      let path = "\(directory)/\(part)"
      do {
        try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
      } catch {
        throw .unwritable(path: path)
      }
    }
    for transcript in transcripts {
      try Self.write(transcript.withoutLabels, to: "\(directory)/transcripts/\(transcript.id).json")
      try Self.write(
        labels[transcript.id] ?? TranscriptLabels(), to: "\(directory)/labels/\(transcript.id).json")
    }
    try Self.write(tasks, to: directory + "/tasks.json")
  }

  private static func write(_ value: some Encodable, to path: String) throws(SuiteError) {
    do {
      try CanonicalJSON.file(value).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .unwritable(path: path)
    }
  }
}

extension Transcript {
  /// The transcript as a job gets to see it.
  fileprivate var withoutLabels: Transcript {
    var copy = self
    for place in copy.segments.indices { copy.segments[place].type = nil }
    return copy
  }
}
