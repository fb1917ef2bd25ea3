import Rules

/// Collects the segments of one conversation, in the order of the file.
struct SegmentBuilder {
  /// How many bytes of what the assistant said and wrote into files are kept of one conversation.
  ///
  /// Of the assistant's text only the languages of its code and whether the code follows a rule are asked, and what
  /// comes first answers that as well as the whole does. In sessions of Claude Code 3 % to 6 % of the bytes are such
  /// text, so that only those of some 40 MB reach the limit; it bounds what longer ones hold in memory. A segment beyond
  /// it is kept without content and metadata, so that those after it keep their numbers.
  static let assistantLimit = 2 << 20

  let sessionID: String
  private(set) var segments: [TranscriptSegment] = []
  /// The line of each segment; 0 for none.
  private var lines: [Int] = []
  private var assistantBytes = 0
  /// Whether the limit is passed, so that nothing more of what the assistant says is kept.
  var isFull: Bool { assistantBytes > Self.assistantLimit }
  private var times = RecordTimes()
  /// The directory and branch of the conversation's first records that name one.
  var directory: String?
  var branch: String?
  /// The address of the directory's repository, where the client tells it.
  var repository: String?
  /// Whether the session's id tells it apart only from the others of its file; it then gets the file's hash.
  var isLocal = false

  init(sessionID: String) {
    self.sessionID = sessionID
  }

  mutating func add(
    _ speaker: TranscriptSegment.Speaker, _ content: String, line: Int, time: String?,
    metadata: [String: JSONValue] = [:]
  ) {
    add(speaker, content, line: line, timestamp: time.flatMap { times.timestamp($0) }, metadata: metadata)
  }

  /// - Parameter line: nil where the format has no lines.
  mutating func add(
    _ speaker: TranscriptSegment.Speaker, _ content: String, line: Int?, timestamp: Timestamp?,
    metadata: [String: JSONValue] = [:]
  ) {
    if speaker == .assistant {
      assistantBytes += content.utf8.count
      if assistantBytes > Self.assistantLimit { return leaveOut(line: line, timestamp: timestamp) }
    }
    var all = metadata
    if let line { all["line"] = .integer(Int64(line)) }
    lines.append(line ?? 0)
    segments.append(
      TranscriptSegment(speaker: speaker, content: content, timestamp: timestamp, metadata: all.isEmpty ? nil : all))
  }

  /// Adds what the assistant said, or wrote into files, beyond the limit.
  mutating func leaveOut(line: Int, time: String?) {
    leaveOut(line: line, timestamp: time.flatMap { times.timestamp($0) })
  }

  /// Adds what the assistant said, or wrote into files, beyond the limit.
  mutating func leaveOut(line: Int?, timestamp: Timestamp?) {
    // Also when a smaller one comes next: what is left out is the end of the conversation.
    assistantBytes = max(assistantBytes, Self.assistantLimit + 1)
    lines.append(line ?? 0)
    segments.append(TranscriptSegment(speaker: .assistant, content: "", timestamp: timestamp))
  }

  /// Adds what the assistant wrote into files, unless it is blank.
  mutating func add(
    _ code: [WrittenCode], tool: String, line: Int?, timestamp: Timestamp?, metadata: [String: JSONValue] = [:]
  ) {
    for block in code where !InjectedText.trimmed(block.text).isEmpty {
      var all = metadata
      all["tool"] = .string(tool)
      if let path = block.path { all["path"] = .string(path) }
      add(
        .assistant, CodeBlock.fenced(block.text, path: block.path), line: line, timestamp: timestamp, metadata: all)
    }
  }

  /// Puts segments that were added late where they were said.
  mutating func sortByLine() {
    guard zip(lines, lines.dropFirst()).contains(where: >) else { return }
    // Stable: segments of one line keep their order.
    let order = lines.indices.sorted { (lines[$0], $0) < (lines[$1], $1) }
    segments = order.map { segments[$0] }
    lines = order.map { lines[$0] }
  }

  /// The conversation; nil when nothing was said in it.
  ///
  /// - Parameter name: the input's path or name. The transcript's id is the session's where the name holds it, as the
  ///   clients' own files do. Other files of a session (a subagent's, a copy) get the session's id, a tilde and a hash
  ///   of the last four parts of the path: the same file has the same id on every night, under another root, and
  ///   compressed.
  func transcript(name: String, format: TranscriptFormat) -> Transcript? {
    guard !segments.isEmpty else { return nil }
    let parts = Packing.plainName(name).split(separator: "/").suffix(4)
    let isOwnFile = !isLocal && !sessionID.isEmpty && parts.last?.contains(sessionID) == true
    let named = sessionID.isEmpty ? "session" : sessionID
    let inFile = "\(named)~\(Self.hash(parts.joined(separator: "/")))"
    let session = isLocal ? inFile : named
    let times = segments.compactMap(\.timestamp)
    var duration = 0.0
    if let first = times.min(), let last = times.max() {
      duration = Double(last.milliseconds - first.milliseconds) / 1000
    }
    var metadata: [String: JSONValue] = ["format": .string(format.rawValue)]
    if let project = ProjectName.of(repository: repository, directory: directory) {
      metadata["project"] = .string(project)
    }
    if let branch, !branch.isEmpty { metadata["git_branch"] = .string(branch) }
    return Transcript(
      id: isOwnFile ? session : inFile, segments: segments,
      sessionID: session, duration: duration, metadata: metadata)
  }

  /// FNV-1a, 32 bits (draft-eastlake-fnv): to tell files apart, not to keep anything secret.
  private static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
