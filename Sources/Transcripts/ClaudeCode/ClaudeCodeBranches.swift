import JSONReading

/// Finds the records of what a user took back: the parts of a session that they went back before, to type something
/// else instead.
///
/// Each record names the one before it, and so a session is a tree. It branches for many reasons: calls of tools that
/// run at once, progress, hooks. Only where a person typed two messages after the same record was the first one given
/// up, with all that follows from it. What goes on after the second one is a conversation of its own that somebody
/// resumed, and stays.
struct ClaudeCodeBranches: JSONLineSession {
  /// Two typed messages of a session that follow the same record.
  struct Rewind: Hashable {
    let earlier: RecordID
    let later: RecordID
  }

  private struct Branch {
    /// The branch that its first message is in.
    var outer: Int?
    /// The number of the record with which it was left, and of its last message.
    var left: Int?
    var last = 0
  }

  private var branches: [Branch] = []
  /// By the first message, and by the one with which they are left.
  private var beginnings: [RecordID: Int] = [:]
  private var ends: [RecordID: [Int]] = [:]
  private var members: [RecordID: Int] = [:]
  /// The branches in the order in which they begin: each after the one that it is in.
  private var order: [Int] = []
  private var number = 0

  init(_ rewinds: [Rewind]) {
    for rewind in rewinds where beginnings[rewind.earlier] == nil {
      beginnings[rewind.earlier] = branches.count
      ends[rewind.later, default: []].append(branches.count)
      branches.append(Branch())
    }
  }

  /// The records that were given up.
  var abandoned: Set<RecordID> {
    var (last, isGivenUp) = (branches.map(\.last), branches.map { _ in false })
    for index in order.reversed() {
      if let outer = branches[index].outer { last[outer] = max(last[outer], last[index]) }
    }
    for index in order {
      let isOver = branches[index].left.map { last[index] < $0 } ?? false
      isGivenUp[index] = isOver || branches[index].outer.map { isGivenUp[$0] } ?? false
    }
    return Set(members.lazy.filter { isGivenUp[$0.value] }.map(\.key))
  }

  mutating func skip(_ reason: SkipReason, at place: InputPlace, isObject: Bool) {}

  mutating func take(_ record: ClaudeCodeLink, at place: InputPlace) {
    // A copy of a record that came before is no sign of life.
    guard let id = record.uuid.flatMap(RecordID.init), members[id] == nil else { return }
    number += 1
    let before = branch(after: record.parent) ?? branch(after: record.logicalParent)
    for index in ends[id] ?? [] where branches[index].left == nil { branches[index].left = number }
    if let index = beginnings[id] {
      branches[index].outer = before
      order.append(index)
    }
    guard let index = beginnings[id] ?? before else { return }
    members[id] = index
    if record.isSpoken { branches[index].last = number }
  }

  private func branch(after record: JSONString?) -> Int? { record.flatMap(RecordID.init).flatMap { members[$0] } }
}

/// Where a record of Claude Code stands in the tree of its session.
struct ClaudeCodeLink: JSONLineRecord {
  private(set) var uuid: JSONString?
  private(set) var parent: JSONString?
  /// The record before one that summarises what came before.
  private(set) var logicalParent: JSONString?
  /// Whether it is a message of the conversation, a tool's result included.
  private(set) var isSpoken = false

  init(_ cursor: inout JSONCursor) throws(JSONBroken) {
    var (type, isSidechain): (JSONString?, Bool?)
    guard try cursor.enterObject() else { return }
    while let name = try cursor.nextName() {
      switch name {
      case "uuid": try cursor.string(into: &uuid)
      case "parentUuid": try cursor.string(into: &parent)
      case "logicalParentUuid": try cursor.string(into: &logicalParent)
      case "type": try cursor.string(into: &type)
      case "isSidechain": try cursor.bool(into: &isSidechain)
      default: try cursor.skip()
      }
    }
    isSpoken = isSidechain != true && type.map { "user" ~= $0 || "assistant" ~= $0 } == true
  }
}
