/// The members of a request of GitHub Copilot Chat that are read; what was attached to it is not among them.
///
/// The form is that of `ISerializableChatRequestData` in
/// `src/vs/workbench/contrib/chat/common/model/chatModel.ts` of microsoft/vscode.
struct CopilotRequest: Decodable, Sendable {
  /// What the user typed: a string in the first version, an object with it later.
  struct Message: Decodable, Sendable {
    let text: String?

    enum CodingKeys: CodingKey { case text }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        self.text = text
      } else {
        text = try decoder.container(keyedBy: CodingKeys.self).lenient(.text)
      }
    }
  }

  /// What the model was asked and answered, tool call by tool call.
  struct Result: Decodable, Sendable {
    struct Metadata: Decodable, Sendable {
      let toolCallRounds: [Lenient<Round>]?
    }
    struct Round: Decodable, Sendable {
      let toolCalls: [Lenient<Call>]?
    }
    struct Call: Decodable, Sendable {
      let name: String
      /// JSON.
      let arguments: String
    }

    let metadata: Metadata?

    enum CodingKeys: CodingKey { case metadata }

    init(from decoder: any Decoder) throws {
      metadata = try decoder.container(keyedBy: CodingKeys.self).lenient(.metadata)
    }

    var calls: [Call] {
      (metadata?.toolCallRounds ?? []).flatMap { $0.value?.toolCalls ?? [] }.compactMap(\.value)
    }
  }

  var text: String?
  var timestamp: Moment?
  var response: [CopilotPart] = []
  var result: Result?
  /// Whether the user took the request back.
  var isRemoved = false
  /// Whether the editor, or a button in it, made the request.
  var isSystemInitiated = false
  var isConfirmation = false

  private enum CodingKeys: CodingKey {
    case message, timestamp, response, result, isHidden, shouldBeRemovedOnSend, isSystemInitiated, confirmation
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard container.contains(.message) else {
      throw DecodingError.keyNotFound(CodingKeys.message, .init(codingPath: [], debugDescription: ""))
    }
    text = container.lenient(.message, as: Message.self)?.text
    timestamp = container.lenient(.timestamp)
    response = container.lenient(.response, as: [Lenient<CopilotPart>].self)?.map { $0.value ?? CopilotPart() } ?? []
    result = container.lenient(.result)
    func has(_ key: CodingKeys) -> Bool { container.contains(key) && (try? container.decodeNil(forKey: key)) != true }
    isRemoved = has(.shouldBeRemovedOnSend) || container.lenient(.isHidden) == true
    isSystemInitiated = container.lenient(.isSystemInitiated) ?? false
    isConfirmation = has(.confirmation)
  }
}

/// A part of a response.
struct CopilotPart: Decodable, Sendable {
  /// What the part says, where it is prose.
  var prose: String?
  /// What it changes in a file.
  var code: WrittenCode?
  var isThinking = false

  /// A part that says nothing.
  init() {}

  private struct Markdown: Decodable {
    let value: String
  }

  private struct URI: Decodable {
    let path: String?
    let fsPath: String?
    let scheme: String?
  }

  private struct Edit: Decodable, Sendable {
    let text: String
  }

  private enum CodingKeys: CodingKey { case kind, value, content, name, uri, edits }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch container.lenient(.kind, as: String.self) {
    case nil: prose = container.lenient(.value)
    case "markdownContent", "markdownVuln": prose = container.lenient(.content, as: Markdown.self)?.value
    case "inlineReference": prose = container.lenient(.name, as: String.self).map { "`\($0)`" }
    case "thinking": isThinking = true
    case "textEditGroup":
      let uri: URI? = container.lenient(.uri)
      let groups = container.lenient(.edits, as: [Lenient<[Lenient<Edit>]>].self) ?? []
      let texts = groups.flatMap { $0.value ?? [] }.compactMap { $0.value?.text }.filter { !$0.isEmpty }
      code = WrittenCode(path: uri?.fsPath ?? uri?.path, text: texts.joined(separator: "\n"))
    default: break
    }
  }
}
