import Rules

/// What has been read of a chat history of Aider.
struct AiderHistory {
  var log = InputLog()
  /// The file's sessions, in its order.
  private(set) var sessions: [SegmentBuilder] = []

  private enum Party { case user, assistant, client }

  private let directory: String?
  private var time: Timestamp?
  private var names: [String: Int] = [:]
  /// Lines of one party that follow each other.
  private var (party, lines, first) = (nil as Party?, [String](), 0)
  private var isAfterBlank = true
  private var fence = MarkdownFence()
  /// Whether the client's and the user's lines end with two spaces, as Aider writes them; nil before the first of the
  /// session. An editor may have taken them off.
  private var hasMarkedEnds: Bool?
  /// Whether the client ends every reply with a line of its own: a message then never follows a reply at once, as a
  /// heading within the reply does.
  private var endsReplies = false
  private var isScripted = false
  /// What the assistant said since the last message.
  private var reply = ""
  /// Whether the client lists edits that failed: in the form in which the assistant makes them.
  private var isListingFailures = false

  init(directory: String?) {
    self.directory = directory
  }

  mutating func take(_ line: LineStream.Line) {
    let place = InputPlace(line: line.number, byte: line.offset)
    guard !line.isTooLong else {
      isAfterBlank = false
      return log.skip(.tooLong, at: place)
    }
    var bytes = line.bytes[...]
    if line.number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    let text = String(decoding: bytes, as: UTF8.self)
    defer { isAfterBlank = text.utf8.allSatisfy { $0 == UInt8(ascii: " ") } }
    if isAfterBlank, let start = AiderText.sessionStart(text) {
      flush()
      return begin(start, at: place)
    }
    guard !sessions.isEmpty else {
      if !text.isEmpty { log.skip(.malformed, at: place) }
      return
    }
    add(text, of: speaker(text), line: line.number)
  }

  mutating func finish() { flush() }

  private mutating func begin(_ start: String, at place: InputPlace) {
    time = ClientTime.parse(start)
    if time == nil { log.skip(.malformed, at: place) } else { log.skip(.state) }
    let moment = start.utf8.prefix(19).map { $0 > 0x20 && $0 != UInt8(ascii: ":") ? $0 : UInt8(ascii: "-") }
    let name = time == nil ? "aider" : "aider-" + String(decoding: moment, as: UTF8.self)
    names[name, default: 0] += 1
    let number = names[name] ?? 1
    var session = SegmentBuilder(sessionID: number == 1 ? name : "\(name)-\(number)")
    session.isLocal = true
    session.directory = directory
    sessions.append(session)
    (hasMarkedEnds, isScripted, reply, fence, isListingFailures) = (nil, false, "", MarkdownFence(), false)
  }

  private mutating func speaker(_ text: String) -> Party {
    let isClients = text == ">" || text.hasPrefix("> ")
    let isUsers = text == "####" || text.hasPrefix("#### ")
    guard isClients || isUsers else { return isListingFailures ? .client : .assistant }
    // The one message of the client over several lines: only its last line has the mark of the end.
    if isClients, AiderText.listsFailures(text) { return .client }
    let isMarked = text.hasSuffix("  ")
    // The first of a session is the client's own or the user's: nobody else has spoken.
    if hasMarkedEnds == nil { hasMarkedEnds = isMarked }
    guard isMarked || hasMarkedEnds == false else { return isListingFailures ? .client : .assistant }
    if isClients {
      // A block of code that is still open was left so by a reply that broke off.
      if isMarked { fence = MarkdownFence() }
      return fence.isOpen ? .assistant : .client
    }
    let isInPlace = party == .user || (isAfterBlank && !(endsReplies && party == .assistant))
    return isInPlace && !fence.isOpen ? .user : .assistant
  }

  private mutating func add(_ text: String, of speaker: Party, line: Int) {
    let isBlank = text.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
    if isBlank, party != .assistant { return }
    if speaker != party || (speaker == .user && isAfterBlank) {
      flush()
      (party, first) = (speaker, line)
    }
    switch speaker {
    case .user:
      isListingFailures = false
      lines.append(String(text.dropFirst(text.hasPrefix("#### ") ? 5 : 4)))
    case .client:
      if text == ">" || text.hasPrefix("> ") {
        isListingFailures = AiderText.listsFailures(text)
        endsReplies = endsReplies || AiderText.endsReplies(text)
        if isListingFailures { fence = MarkdownFence() }
        if sessions.last?.segments.isEmpty == true, AiderText.isScripted(text) { isScripted = true }
      } else if AiderText.endsFailures(text, isMarked: text.hasSuffix("  ") || hasMarkedEnds == false) {
        isListingFailures = false
      }
    case .assistant:
      fence.take(text)
      lines.append(text)
    }
  }

  /// Takes the lines of one party for a record.
  private mutating func flush() {
    defer { (party, lines) = (nil, []) }
    guard let party, !sessions.isEmpty else { return }
    switch party {
    case .client: log.skip(.system)
    case .user:
      let text = lines.map { String($0.dropLast($0.hasSuffix("  ") ? 2 : 0)) }
      let message = AiderText.classify(text, after: reply)
      reply = ""
      switch message {
      case .skipped(let reason): log.skip(reason)
      case .human(let words): say(.user, words)
      }
    case .assistant:
      let text = InjectedText.trimmed(lines.joined(separator: "\n"))
      guard !text.isEmpty else { return }
      if reply.isEmpty { reply = text }
      say(.assistant, text)
    }
  }

  private mutating func say(_ speaker: TranscriptSegment.Speaker, _ text: String) {
    guard !isScripted else { return log.skip(.headless) }
    let index = sessions.count - 1
    log.use()
    guard speaker == .assistant else { return sessions[index].add(.user, text, line: first, timestamp: time) }
    let parts = EditBlocks(text)
    if !parts.prose.isEmpty { sessions[index].add(.assistant, parts.prose, line: first, timestamp: time) }
    for edit in parts.edits {
      var metadata: [String: JSONValue] = ["tool": "edit_block"]
      if let path = edit.path { metadata["path"] = .string(path) }
      sessions[index].add(
        .assistant, CodeBlock.fenced(edit.code, path: edit.path), line: first + edit.line, timestamp: time,
        metadata: metadata)
    }
  }
}
