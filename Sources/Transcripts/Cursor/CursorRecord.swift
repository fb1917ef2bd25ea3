import Rules

/// The members of a message ("bubble") of Cursor that are read.
///
/// Cursor's source is not public. The form is that which `specstory-cli/pkg/providers/cursoride/types.go` of
/// specstoryai/getspecstory reads.
struct CursorBubble: Decodable, Sendable {
  struct Tool: Decodable, Sendable {
    let name: String?
    /// What the tool is given, as JSON: what the model wrote, and what Cursor made of it.
    let rawArgs: String?
    let params: String?
    let additionalData: AdditionalData?

    enum CodingKeys: CodingKey { case name, rawArgs, params, additionalData }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      name = container.lenient(.name)
      rawArgs = container.lenient(.rawArgs)
      params = container.lenient(.params)
      additionalData = container.lenient(.additionalData)
    }
  }

  struct AdditionalData: Decodable, Sendable {
    struct CodeBlock: Decodable, Sendable {
      let content: String?
    }

    let codeblock: CodeBlock?
  }

  private struct Timing: Decodable {
    let clientStartTime: Moment?
    let clientRpcSendTime: Moment?
    let clientEndTime: Moment?
  }

  enum Speaker: Sendable {
    case user
    case assistant
  }

  let id: String?
  let speaker: Speaker?
  let text: String
  let timestamp: Timestamp?
  let hasThinking: Bool
  let tool: String?
  let code: [WrittenCode]

  private enum CodingKeys: String, CodingKey {
    case type, text, createdAt, timingInfo, thinking, toolFormerData
    case id = "bubbleId"
  }
  private struct Anything: Decodable {
    init(from decoder: any Decoder) throws {}
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = container.lenient(.id)
    // Numbers in the composer, words in the older chat.
    switch (container.lenient(.type, as: Int.self), container.lenient(.type, as: String.self)) {
    case (1, _), (_, "user"): speaker = .user
    case (2, _), (_, "ai"), (_, "assistant"): speaker = .assistant
    default: speaker = nil
    }
    text = container.lenient(.text) ?? ""
    let timing: Timing? = container.lenient(.timingInfo)
    let times = [
      container.lenient(.createdAt, as: Moment.self), timing?.clientRpcSendTime, timing?.clientStartTime,
      timing?.clientEndTime,
    ]
    timestamp = times.lazy.compactMap { $0?.timestamp }.first
    hasThinking = container.lenient(.thinking, as: Anything.self) != nil
    let tool: Tool? = container.lenient(.toolFormerData)
    self.tool = tool?.name
    code = tool.map(Self.code) ?? []
  }

  private static let writing: Set<String> = [
    "edit_file", "edit_file_v2", "search_replace", "write", "MultiEdit", "edit_notebook", "apply_patch",
  ]

  private static func code(_ tool: Tool) -> [WrittenCode] {
    guard let name = tool.name, writing.contains(name) else { return [] }
    for json in [tool.rawArgs, tool.params] {
      let code = json.map(WrittenCodeInput.code) ?? []
      if !code.isEmpty { return code }
    }
    return tool.additionalData?.codeblock?.content.map { [WrittenCode(path: nil, text: $0)] } ?? []
  }
}

/// What Cursor says about a conversation ("composer").
struct CursorComposer: Decodable, Sendable {
  struct Header: Decodable, Sendable {
    let bubbleId: String
  }

  private struct Workspace: Decodable {
    struct URI: Decodable {
      let fsPath: String?
      let path: String?
    }

    let uri: URI?
  }

  private struct Anything: Decodable {
    init(from decoder: any Decoder) throws {}
  }

  let id: String?
  let created: Timestamp?
  let directory: String?
  /// The git branch on which the conversation began, in newer versions.
  let branch: String?
  /// The messages that are left of the conversation, in their order.
  let headers: [String]
  /// The messages themselves, in older versions.
  let conversation: [CursorBubble?]
  let isSubagent: Bool

  private enum CodingKeys: String, CodingKey {
    case createdAt, createdOnBranch, fullConversationHeadersOnly, conversation, workspaceIdentifier, subagentInfo
    case id = "composerId"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = container.lenient(.id)
    branch = container.lenient(.createdOnBranch)
    created = container.lenient(.createdAt, as: Moment.self)?.timestamp
    let uri = container.lenient(.workspaceIdentifier, as: Workspace.self)?.uri
    directory = uri?.fsPath ?? uri?.path
    headers =
      container.lenient(.fullConversationHeadersOnly, as: [Lenient<Header>].self)?
      .compactMap { $0.value?.bubbleId } ?? []
    conversation = container.lenient(.conversation, as: [Lenient<CursorBubble>].self)?.map(\.value) ?? []
    isSubagent = container.lenient(.subagentInfo, as: Anything.self) != nil
  }
}

/// The chats of Cursor's first versions, of which each is a tab.
struct CursorTabs: Decodable, Sendable {
  struct Tab: Decodable, Sendable {
    let tabId: String
    let bubbles: [Lenient<CursorBubble>]
  }

  let tabs: [Lenient<Tab>]
}

/// The conversations of a workspace, which held their messages in some versions.
struct CursorComposers: Decodable, Sendable {
  let allComposers: [Lenient<CursorComposer>]
}
