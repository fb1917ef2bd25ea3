import Rules
import SQLite

/// What has been read of Cursor's chats. A record is a message.
struct CursorChats {
  /// How many rows were read, the one that is taken included.
  var row = 0
  private(set) var log = InputLog()
  /// Why the rows of a table end before its end.
  private(set) var failure: DatabaseFailure?

  private var bubbles: [String: [String: CursorBubble]] = [:]
  private var conversations: [(created: Int64, id: String, builder: SegmentBuilder)] = []
  private var known: Set<String> = []
  /// Bytes of text that are held, so that a huge database does not fill the memory.
  private var held = 0
  private static let heldLimit = 512 << 20

  private var place: InputPlace { InputPlace(line: row, byte: nil) }

  /// Counts a place where the database is broken. What comes after it in the table is lost.
  mutating func fail(_ failure: DatabaseFailure) {
    self.failure = failure
    row += 1
    log.skip(.malformed, at: place)
  }

  /// Takes a message from a row whose key names the conversation and the message.
  mutating func take(bubble key: String, _ value: ReadOnlyDatabase.Value) {
    let parts = key.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    if value == .tooLong || held > Self.heldLimit { return log.skip(.tooLong, at: place) }
    guard parts.count == 3, let bubble: CursorBubble = JSONText.decode(value) else {
      return log.skip(.malformed, at: place)
    }
    held += bubble.text.utf8.count + bubble.code.reduce(0) { $0 + $1.text.utf8.count }
    bubbles[String(parts[1]), default: [:]][String(parts[2])] = bubble
  }

  /// Takes a conversation from a row. Its messages must have been taken.
  mutating func take(composer key: String, _ value: ReadOnlyDatabase.Value) {
    let id = String(key.drop { $0 != ":" }.dropFirst())
    if value == .tooLong { return log.skip(.tooLong, at: place) }
    guard let composer: CursorComposer = JSONText.decode(value) else { return log.skip(.malformed, at: place) }
    take(composer, id: id, directory: nil)
  }

  /// Takes a conversation.
  mutating func take(_ composer: CursorComposer, id: String, directory: String?) {
    let stored = bubbles.removeValue(forKey: id) ?? [:]
    guard known.insert(id).inserted else { return log.skip(.duplicate, count: composer.conversation.count) }
    var builder = SegmentBuilder(sessionID: id)
    builder.directory = composer.directory ?? directory
    builder.branch = composer.branch
    var left = stored
    if composer.headers.isEmpty {
      for bubble in composer.conversation {
        let full = bubble?.id.flatMap { left.removeValue(forKey: $0) }
        add(full ?? bubble, key: bubble?.id, composer, &builder)
      }
    } else {
      for header in composer.headers {
        // A header without a message is of one that is not loaded, or that is there twice.
        if let bubble = left.removeValue(forKey: header) { add(bubble, key: header, composer, &builder) }
      }
    }
    // Messages that the conversation does not name are of branches that the user left.
    log.skip(.retracted, count: left.count)
    conversations.append((composer.created?.milliseconds ?? 0, id, builder))
  }

  /// Takes the chats of the first versions.
  mutating func take(_ tabs: CursorTabs?, directory: String?) {
    guard let tabs else { return log.skip(.malformed, at: place) }
    for tab in tabs.tabs {
      if let tab = tab.value { take(tab, directory: directory) } else { log.skip(.malformed, at: place) }
    }
  }

  private mutating func take(_ tab: CursorTabs.Tab, directory: String?) {
    guard known.insert(tab.tabId).inserted else { return log.skip(.duplicate, count: tab.bubbles.count) }
    var builder = SegmentBuilder(sessionID: tab.tabId)
    builder.directory = directory
    for bubble in tab.bubbles { add(bubble.value, key: bubble.value?.id, nil, &builder) }
    conversations.append((0, tab.tabId, builder))
  }

  private mutating func add(
    _ bubble: CursorBubble?, key: String?, _ composer: CursorComposer?, _ builder: inout SegmentBuilder
  ) {
    guard let bubble, let speaker = bubble.speaker else { return log.skip(.malformed, at: place) }
    if composer?.isSubagent == true { return log.skip(.sidechain) }
    let metadata: [String: JSONValue] = key.map { ["bubble": .string($0)] } ?? [:]
    // Without a time of its own, the first message has the conversation's.
    let time = bubble.timestamp ?? (builder.segments.isEmpty ? composer?.created : nil)
    switch speaker {
    case .user:
      switch CursorText.classify(bubble.text) {
      case .skipped(let reason): log.skip(reason)
      case .human(let text):
        builder.add(.user, text, line: nil, timestamp: time, metadata: metadata)
        log.use()
      }
    case .assistant:
      let before = builder.segments.count
      if !InjectedText.trimmed(bubble.text).isEmpty {
        builder.add(.assistant, bubble.text, line: nil, timestamp: time, metadata: metadata)
      }
      builder.add(bubble.code, tool: bubble.tool ?? "", line: nil, timestamp: time, metadata: metadata)
      if builder.segments.count > before {
        log.use()
      } else {
        log.skip(bubble.tool != nil ? .toolUse : bubble.hasThinking ? .thinking : .empty)
      }
    }
  }

  /// The conversations in the order in which they began.
  mutating func settle(name: String) -> [Transcript] {
    log.skip(.retracted, count: bubbles.values.reduce(0) { $0 + $1.count })
    bubbles = [:]
    return conversations.sorted { ($0.created, $0.id) < ($1.created, $1.id) }
      .compactMap { $0.builder.transcript(name: name, format: .cursor) }
  }
}

/// Tells what a person typed in Cursor.
enum CursorText {
  static func classify(_ raw: String) -> UserText {
    let text = InjectedText.trimmed(raw)
    if text.isEmpty { return .skipped(.empty) }
    if isButton(text) { return .skipped(.injected) }
    if let command = SlashCommand(text) { return command.words.isEmpty ? .skipped(.command) : .human(command.words) }
    if let input = InjectedText.templateInput(text) { return input.isEmpty ? .skipped(.command) : .human(input) }
    return .human(text)
  }

  /// Whether a button of the editor, or of its reviewer of changes, wrote the text in the user's name.
  static func isButton(_ text: String) -> Bool { buttons.contains { text.hasPrefix($0) } }

  private static let buttons = [
    "For the code present, we get this error:", "For the selected code", "Fix this bug...\n",
  ]
}
