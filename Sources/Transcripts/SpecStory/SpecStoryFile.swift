import Rules

/// What has been read of a session that SpecStory saved.
struct SpecStoryFile {
  var log = InputLog()
  /// The session; nil before its first turn.
  private(set) var session: SegmentBuilder?

  private let directory: String?
  private let stem: String
  /// When the file's name says that the session began.
  private let start: Timestamp?
  private var named: SpecStorySession?
  private var title: Timestamp?

  private var (marker, line) = (nil as SpecStoryMarker?, 0)
  private var words: [String] = []
  private var reply = SpecStoryReply()
  /// The last two lines.
  private var before = ("", "")
  private var command: SpecStoryMarker?

  init(name: String, directory: String?) {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    stem = file.hasSuffix(".md") ? String(file.dropLast(3)) : file
    // `2026-01-05_10-00-00Z-…`; without the Z it is UTC too, other than the times in the file.
    let hasSeconds = stem.dropFirst(19).first == "Z"
    start = ClientTime.parse(stem.prefix(hasSeconds ? 20 : 16))
    // `specstory/history` where the dot was left out in copying.
    let parts = directory.flatMap { directory in
      InjectedText.split("/\(directory)/", at: "/.specstory/")
        ?? InjectedText.split("/\(directory)/", at: "/specstory/history/")
    }
    self.directory = parts.map { $0.before } ?? directory
  }

  mutating func take(_ line: LineStream.Line) {
    guard !line.isTooLong else { return log.skip(.tooLong, at: InputPlace(line: line.number, byte: line.offset)) }
    var bytes = line.bytes[...]
    if line.number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    let text = String(decoding: bytes, as: UTF8.self)
    defer { before = (before.1, text) }
    if let next = SpecStoryMarker(text) {
      guard isTurn(next) else {
        if next.speaker != .unknown { log.skip(.quoted) }
        return add(text, line.number)
      }
      flush()
      (marker, self.line) = (next, line.number)
      if next.speaker == .unknown { log.skip(.malformed, at: InputPlace(line: line.number, byte: line.offset)) }
      return
    }
    add(text, line.number)
  }

  mutating func finish() { flush() }

  /// Whether a line that looks like it begins a turn.
  private func isTurn(_ next: SpecStoryMarker) -> Bool {
    let isApart = before.1.isEmpty && before.0 == "---"
    guard next.speaker != .unknown else { return isApart && !reply.isQuoting }
    // A turn of the user ends anywhere: what follows is then not theirs.
    guard marker?.speaker == .assistant else { return next.speaker == .assistant || before.1.isEmpty }
    return !reply.isQuoting && before.1.isEmpty && (next.speaker == .assistant || isApart)
  }

  private mutating func add(_ text: String, _ line: Int) {
    switch marker?.speaker {
    case .user: words.append(text)
    case .assistant: reply.take(text, line: line)
    case .unknown: break
    case nil: addHeader(text)
    }
  }

  private mutating func addHeader(_ text: String) {
    if named == nil { named = SpecStorySession(comment: text) }
    guard title == nil, text.hasPrefix("#") else { return }
    let heading = InjectedText.trimmed(String(text.drop { $0 == "#" }))
    let bracket = heading.split(separator: "(").last.map { $0.prefix { $0 != ")" } }
    title = ClientTime.parse(heading) ?? bracket.flatMap { ClientTime.parse($0) }
  }

  private mutating func flush() {
    defer { (marker, words, reply) = (nil, [], SpecStoryReply()) }
    guard let marker else { return }
    let before = command
    command = nil
    if marker.isSidechain { return log.skip(.sidechain) }
    switch marker.speaker {
    case .unknown: break
    case .user: flushUser(marker, after: before)
    case .assistant:
      if marker.isSynthetic { return log.skip(.synthetic) }
      flushAssistant(marker)
    }
  }

  private mutating func flushUser(_ marker: SpecStoryMarker, after command: SpecStoryMarker?) {
    // A tool that ends here began before the turn, which then is part of what the tool gave back.
    if words.contains(SpecStoryReply.closing), !words.contains(where: { $0.hasPrefix(SpecStoryReply.opening) }) {
      return log.skip(.quoted)
    }
    let text = Self.text(words)
    if SpecStoryText.isCommand(text) { self.command = marker }
    switch SpecStoryText.classify(text) {
    case .skipped(let reason): log.skip(reason)
    case .human where command?.time != nil && command?.time == marker.time: log.skip(.injected)
    case .human(let words):
      let time = marker.time ?? beginning
      open()
      session?.add(.user, words, line: line, timestamp: time)
      log.use()
    }
  }

  private mutating func flushAssistant(_ marker: SpecStoryMarker) {
    reply.finish()
    open()
    let time = marker.time ?? beginning
    let before = session?.segments.count ?? 0
    let prose = Self.text(reply.prose)
    if !prose.isEmpty { session?.add(.assistant, prose, line: line, timestamp: time) }
    for code in reply.codes {
      var metadata: [String: JSONValue] = ["tool": .string(code.tool)]
      if let path = code.path { metadata["path"] = .string(path) }
      let language = code.path.flatMap { LanguageName.ofFile(at: $0) } ?? code.language
      session?.add(
        .assistant, CodeBlock.fenced(code.text, language: language), line: code.line, timestamp: time,
        metadata: metadata)
    }
    for said in reply.rejections {
      session?.add(.user, said.text, line: said.line, timestamp: time, metadata: ["via": "tool_rejection"])
    }
    if (session?.segments.count ?? 0) > before { return log.use() }
    log.skip(reply.hasTools ? .toolUse : reply.hasThinking ? .thinking : .empty)
  }

  private mutating func open() {
    guard session == nil else { return }
    var opened = SegmentBuilder(sessionID: named?.id ?? stem)
    opened.isLocal = named == nil
    opened.directory = directory
    session = opened
  }

  /// When the session began: where the file's own time has no zone, its name is better.
  private var beginning: Timestamp? { named?.time ?? start ?? title }

  /// The lines without white space and the rule that ends a turn.
  private static func text(_ lines: [String]) -> String {
    let text = InjectedText.trimmed(lines.joined(separator: "\n"))
    guard text == "---" || text.hasSuffix("\n---") else { return text }
    return InjectedText.trimmed(String(text.dropLast(3)))
  }
}
