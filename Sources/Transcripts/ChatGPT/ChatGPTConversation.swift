import Rules

/// One conversation of an export of ChatGPT.
struct ChatGPTConversation: JSONConversation, Decodable {
  struct Node: Decodable, Sendable {
    let parent: String?
    let children: [String]
    let message: ChatGPTMessage?
    /// Whether there is a message that cannot be read.
    let isBroken: Bool

    private enum CodingKeys: CodingKey { case parent, children, message }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      parent = container.lenient(.parent)
      children = container.lenient(.children) ?? []
      message = container.lenient(.message)
      let isNull = (try? container.decodeNil(forKey: .message)) ?? true
      isBroken = message == nil && !isNull
    }
  }

  static let hasLocalIDs = false

  let id: String?
  private let currentNode: String?
  private let time: Timestamp?
  private let nodes: [String: Node]

  private enum CodingKeys: String, CodingKey {
    case id, mapping
    case conversationID = "conversation_id"
    case currentNode = "current_node"
    case createTime = "create_time"
  }

  init?(_ record: JSONRecords.Record, number: Int) {
    guard let value = record.decode(Self.self) else { return nil }
    self = value
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = container.lenient(.conversationID) ?? container.lenient(.id)
    currentNode = container.lenient(.currentNode)
    time = ClientTime.epoch(container.lenient(.createTime))
    nodes = try container.decode([String: Lenient<Node>].self, forKey: .mapping).compactMapValues(\.value)
  }

  func add(to builder: inout SegmentBuilder, _ log: inout InputLog) {
    let branch = branch()
    for name in branch {
      guard let node = nodes[name] else { continue }
      guard let message = node.message else {
        if node.isBroken { log.skip(.malformed) }
        continue
      }
      add(message, to: &builder, &log)
    }
    let all = nodes.values.count { $0.message != nil || $0.isBroken }
    let read = branch.count { name in nodes[name].map { $0.message != nil || $0.isBroken } == true }
    if all > read { log.skip(.branch, count: all - read) }
  }

  private func add(_ message: ChatGPTMessage, to builder: inout SegmentBuilder, _ log: inout InputLog) {
    let moment = message.time ?? time
    switch message.classified {
    case .user(let text): builder.add(.user, text, line: nil, timestamp: moment)
    case .assistant(let text): builder.add(.assistant, text, line: nil, timestamp: moment)
    case .code(let codes):
      for code in codes { builder.add(.assistant, code.content, line: nil, timestamp: moment, metadata: code.metadata) }
    case .skipped(let reason): return log.skip(reason)
    }
    log.use()
  }

  /// The names of the nodes from the first one to the last one that the user saw.
  private func branch() -> [String] {
    var (names, seen) = ([String](), Set<String>())
    var next = currentNode.flatMap { nodes[$0] == nil ? nil : $0 } ?? lastLeaf
    // A damaged file may link a node to itself.
    while let name = next, let node = nodes[name], seen.insert(name).inserted {
      names.append(name)
      next = node.parent
    }
    return names.reversed()
  }

  /// The latest of the nodes that no other one follows.
  private var lastLeaf: String? {
    let leaves = nodes.filter { _, node in !node.children.contains { nodes[$0] != nil } }
    let times = leaves.mapValues { $0.message?.time?.milliseconds ?? 0 }
    return times.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }
}
