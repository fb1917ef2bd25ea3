import Rules

/// What has been read of a session of GitHub Copilot Chat. Every request counts as two records: its message and the
/// response.
struct CopilotSession {
  var log = InputLog()
  var sessionID = ""
  private var repository: Repository?

  private var requests: [(request: CopilotRequest, line: Int)] = []

  /// `IExportableRepoData` in the same file as ``CopilotRequest``.
  private struct Repository: Decodable {
    let localBranch: String?
    let remoteUrl: String?

    enum CodingKeys: CodingKey { case localBranch, remoteUrl }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      localBranch = container.lenient(.localBranch)
      remoteUrl = container.lenient(.remoteUrl)
    }
  }

  /// Takes a session from its JSON object.
  mutating func take(_ object: JSONParts.Part, of document: inout JSONDocument, from start: InputPlace = .start) {
    for member in document.parts(of: object) { take(member, named: member.name ?? "", of: document) }
    guard let array = document.member("requests", of: object) else { return }
    removeAll()
    for part in document.parts(of: array) { append(part, of: &document, from: start) }
  }

  private mutating func take(_ value: JSONParts.Part, named name: String, of document: JSONDocument) {
    switch name {
    case "sessionId": sessionID = document.decode(value) ?? sessionID
    case "repoData": repository = document.decode(value) ?? repository
    default: break
    }
  }

  private mutating func append(_ part: JSONParts.Part, of document: inout JSONDocument, from start: InputPlace) {
    let place = document.place(of: part, from: start)
    guard let request: CopilotRequest = document.decode(part) else {
      log.skip(part.isComplete ? .malformed : .partialLastLine)
      return log.skip(part.isComplete ? .malformed : .partialLastLine, at: place)
    }
    requests.append((request, place.line))
  }

  private mutating func removeAll(from index: Int = 0) {
    guard index < requests.count else { return }
    log.skip(.retracted, count: 2 * (requests.count - index))
    requests.removeSubrange(index...)
  }

  /// A step on the way to a member: a name or an index.
  private enum Step: Decodable, Equatable {
    case name(String)
    case index(Int)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let index = try? container.decode(Int.self) {
        self = .index(index)
      } else {
        self = .name(try container.decode(String.self))
      }
    }
  }

  /// Applies a line of a log of changes.
  ///
  /// The form is that of `Entry` in `src/vs/workbench/contrib/chat/common/model/objectMutationLog.ts` of
  /// microsoft/vscode: 0 is the whole session, 1 sets a member, 2 appends to an array from an index on, 3 deletes.
  mutating func apply(_ record: JSONRecords.Record, at place: InputPlace) {
    guard !record.shape.isTooDeep, var document = JSONDocument(Array(record.bytes)),
      let kind: Int = document.member("kind", of: document.root).flatMap({ document.decode($0) })
    else { return log.skip(.malformed, at: place) }
    let path: [Step] = document.member("k", of: document.root).flatMap { document.decode($0) } ?? []
    let value = document.member("v", of: document.root)
    switch (kind, value) {
    case (0, let value?): take(value, of: &document, from: place)
    case (1, let value?): set(path, value, &document, place)
    case (2, _):
      let start: Int? = document.member("i", of: document.root).flatMap { document.decode($0) }
      push(path, value, from: start, &document, place)
    case (3, _): delete(path)
    default: log.skip(.malformed, at: place)
    }
  }

  private mutating func set(
    _ path: [Step], _ value: JSONParts.Part, _ document: inout JSONDocument, _ place: InputPlace
  ) {
    guard case .name(let name)? = path.first else {
      if path.isEmpty { take(value, of: &document, from: place) }
      return
    }
    guard name == "requests" else { return take(value, named: name, of: document) }
    guard path.count > 1 else {
      removeAll()
      for part in document.parts(of: value) { append(part, of: &document, from: place) }
      return
    }
    guard case .index(let index) = path[1], index >= 0, index <= requests.count else {
      return log.skip(.malformed, at: place)
    }
    if path.count == 2 {
      guard let request: CopilotRequest = document.decode(value) else {
        log.skip(.malformed)
        return log.skip(.malformed, at: place)
      }
      if index == requests.count { requests.append((request, place.line)) } else { requests[index].request = request }
    } else if index < requests.count, case .name(let member) = path[2] {
      Self.set(member, path.dropFirst(3), of: &requests[index].request, document, value)
    }
  }

  private static func set(
    _ member: String, _ rest: ArraySlice<Step>, of request: inout CopilotRequest, _ document: JSONDocument,
    _ value: JSONParts.Part
  ) {
    switch (member, rest.first) {
    case ("message", nil): request.text = document.decode(value, as: CopilotRequest.Message.self)?.text
    case ("message", .name("text")): request.text = document.decode(value)
    case ("response", nil): request.response = parts(value, document)
    case ("response", .index(let index)) where index >= 0 && index < request.response.count && rest.count == 1:
      request.response[index] = document.decode(value) ?? CopilotPart()
    case ("result", nil): request.result = document.decode(value)
    case ("timestamp", nil): request.timestamp = document.decode(value)
    case ("isHidden", nil), ("shouldBeRemovedOnSend", nil):
      request.isRemoved = value.isObject || document.decode(value) == true
    default: break
    }
  }

  private mutating func push(
    _ path: [Step], _ value: JSONParts.Part?, from start: Int?, _ document: inout JSONDocument, _ place: InputPlace
  ) {
    if path == [.name("requests")] {
      if let start { removeAll(from: max(start, 0)) }
      guard let value else { return }
      for part in document.parts(of: value) { append(part, of: &document, from: place) }
    } else if path.count == 3, path[0] == .name("requests"), path[2] == .name("response"),
      case .index(let index) = path[1], requests.indices.contains(index)
    {
      if let start, start >= 0, start < requests[index].request.response.count {
        requests[index].request.response.removeSubrange(start...)
      }
      if let value { requests[index].request.response += Self.parts(value, document) }
    }
  }

  private mutating func delete(_ path: [Step]) {
    guard path.count == 3, path[0] == .name("requests"), case .index(let index) = path[1],
      requests.indices.contains(index), [.name("isHidden"), .name("shouldBeRemovedOnSend")].contains(path[2])
    else { return }
    requests[index].request.isRemoved = false
  }

  private static func parts(_ value: JSONParts.Part, _ document: JSONDocument) -> [CopilotPart] {
    document.parts(of: value).map { document.decode($0) ?? CopilotPart() }
  }

  /// Builds the conversation.
  mutating func settle() -> SegmentBuilder {
    var builder = SegmentBuilder(sessionID: sessionID)
    builder.branch = repository?.localBranch
    builder.repository = repository?.remoteUrl
    for (request, line) in requests {
      if request.isRemoved {
        log.skip(.retracted, count: 2)
        continue
      }
      if let reason = Self.addMessage(request, line, &builder) { log.skip(reason) } else { log.use() }
      if let reason = Self.addResponse(request, line, &builder) { log.skip(reason) } else { log.use() }
    }
    return builder
  }

  private static func addMessage(
    _ request: CopilotRequest, _ line: Int, _ builder: inout SegmentBuilder
  ) -> SkipReason? {
    if request.isSystemInitiated { return .injected }
    if request.isConfirmation { return .command }
    switch CopilotText.classify(request.text ?? "") {
    case .skipped(let reason): return reason
    case .human(let text):
      builder.add(.user, text, line: line, timestamp: request.timestamp?.timestamp)
      return nil
    }
  }

  private static func addResponse(
    _ request: CopilotRequest, _ line: Int, _ builder: inout SegmentBuilder
  ) -> SkipReason? {
    let before = builder.segments.count
    let time = request.timestamp?.timestamp
    let prose = InjectedText.trimmed(CopilotText.prose(request.response))
    if !prose.isEmpty { builder.add(.assistant, prose, line: line, timestamp: time) }
    let edits = request.response.compactMap(\.code)
    builder.add(edits, tool: "textEditGroup", line: line, timestamp: time)
    // Edits in the response are what the calls did to files; without them the calls are all there is.
    for call in edits.isEmpty ? request.result?.calls ?? [] : [] where CopilotText.writing.contains(call.name) {
      builder.add(WrittenCodeInput.code(json: call.arguments), tool: call.name, line: line, timestamp: time)
    }
    if builder.segments.count > before { return nil }
    return request.response.contains { $0.isThinking } ? .thinking : .empty
  }
}
