import CSimdJSON
import Glibc
import JSONReading

/// Tells records that are only counted by the names in them, without their structure: most of a session's bytes.
///
/// It passes over results of tools without words of the user, and over progress, snapshots and the like. The client
/// writes them without white space; where anything stands otherwise, the record is read as the others are. So no word of
/// a user can be lost, whatever the order of members and the escapes: a line is passed over only when what it begins
/// with tells what its first object is, no object stands behind that one, and, in a result of a tool, no member has one
/// of the names without which nothing is said by a user. The line's structure is not checked further.
struct ClaudeCodeGlance {
  /// How far into a line the first object within its object may begin.
  private static let headLimit = 2048
  /// How long the name of a call may be.
  private static let callLimit = 128

  private let line: UnsafeRawBufferPointer

  /// Why the record that a line holds is skipped; nil when that is not told at a glance.
  static func reason(_ line: UnsafeRawBufferPointer) -> SkipReason? {
    guard line.first == UInt8(ascii: "{"), line.last == UInt8(ascii: "}") else { return nil }
    let glance = ClaudeCodeGlance(line: line)
    // Up to there all names are the record's own.
    guard let inner = glance.find("{", from: 1, limit: headLimit) else { return nil }
    if glance.stands(#""message":"#, at: inner - 10) {
      guard let result = glance.result(inner), glance.kind(upTo: inner) == .user, glance.isWordless(from: result)
      else { return nil }
      return .toolResult
    }
    guard case .counted(let reason)? = glance.kind(upTo: inner), glance.isAlone(from: inner) else { return nil }
    return reason
  }

  /// The kind of the record, by the names before an index, none of which says more.
  private func kind(upTo end: Int) -> ClaudeCodeRecord.Kind? {
    var (index, kind): (Int, ClaudeCodeRecord.Kind?) = (1, nil)
    while true {
      guard case .name(let name) = next(&index, Self.telling), index < end else { return nil }
      switch name {
      case .type where kind == nil && stands(":\"", at: index + 1):
        guard let close = find("\"", from: index + 3, limit: end - index) else { return nil }
        kind = ClaudeCodeRecord.kind(JSONString(UnsafeRawBufferPointer(rebasing: line[index + 3..<close])))
        if case .counted = kind { return kind }
      case .message where index + 2 == end && line[index + 1] == UInt8(ascii: ":"): return kind
      case _ where isOff(name, at: index): break
      default: return nil
      }
      index += 1
    }
  }

  /// Where the first block of a user's message begins, when it is the result of a tool.
  private func result(_ message: Int) -> Int? {
    let (opening, type): (StaticString, StaticString) = (#"{"role":"user","content":[{"#, #""type":"tool_result""#)
    guard stands(opening, at: message) else { return nil }
    let start = message + opening.utf8CodeUnitCount
    if stands(type, at: start) { return start }
    let call: StaticString = #""tool_use_id":""#
    guard stands(call, at: start), let quote = find("\"", from: start + call.utf8CodeUnitCount, limit: Self.callLimit),
      stands(",", at: quote + 1), stands(type, at: quote + 2)
    else { return nil }
    return start
  }

  /// Whether no object stands behind the first one.
  private func isAlone(from start: Int) -> Bool {
    var index = start
    return next(&index, []) == .none
  }

  /// Whether nothing from an index on can be what a user said, or tell another reason.
  private func isWordless(from start: Int) -> Bool {
    var index = start
    while true {
      switch next(&index, Self.saying) {
      case .none: return true
      case .unclear: return false
      case .name(let name): guard isOff(name, at: index) else { return false }
      }
      index += 1
    }
  }

  /// Whether a member whose name ends at an index says no more than its absence.
  private func isOff(_ name: Name, at index: Int) -> Bool {
    switch name {
    case .isError, .isSidechain, .isMeta, .isCompactSummary: return stands(":false", at: index + 1)
    case .entrypoint, .promptSource:
      return stands(":\"", at: index + 1) && !stands("s", at: index + 3) && !stands("\\", at: index + 3)
    default: return false
    }
  }

  /// The next of some names; its last quote is then at the index.
  private func next(_ index: inout Int, _ names: [ltm_json_name]) -> Found {
    var which = 0
    switch ltm_json_find_name(line.baseAddress, line.count, names, names.count, &index, &which) {
    case ltm_json_none: return .none
    case ltm_json_name_found: return Name(rawValue: which).map { .name($0) } ?? .unclear
    default: return .unclear
    }
  }

  private func stands(_ text: StaticString, at index: Int) -> Bool {
    guard let base = line.baseAddress, index >= 0, index + text.utf8CodeUnitCount <= line.count else { return false }
    return memcmp(base + index, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  private func find(_ text: StaticString, from start: Int, limit: Int) -> Int? {
    guard let base = line.baseAddress else { return nil }
    let end = min(start + limit, line.count)
    var index = start
    while index < end, let found = memchr(base + index, Int32(text.utf8Start.pointee), end - index) {
      index = UnsafeRawPointer(found) - base
      if stands(text, at: index) { return index }
      index += 1
    }
    return nil
  }
}

extension ClaudeCodeGlance {
  private enum Found: Equatable {
    case none, unclear
    case name(Name)
  }

  /// Names without which a record holds nothing that a user says, and names that change why it is skipped.
  private enum Name: Int, CaseIterable {
    case message, text, operation, attachment, answers
    case isError, isSidechain, isMeta, isCompactSummary, planContent, origin, entrypoint, promptSource
    /// Only asked for where it is the record's own.
    case type

    var spelling: StaticString {
      switch self {
      case .message: "message"
      case .text: "text"
      case .operation: "operation"
      case .attachment: "attachment"
      case .answers: "answers"
      case .isError: "is_error"
      case .isSidechain: "isSidechain"
      case .isMeta: "isMeta"
      case .isCompactSummary: "isCompactSummary"
      case .planContent: "planContent"
      case .origin: "origin"
      case .entrypoint: "entrypoint"
      case .promptSource: "promptSource"
      case .type: "type"
      }
    }
  }

  // They point to literals, which stay where they are.
  nonisolated(unsafe) private static let telling = Name.allCases.map {
    ltm_json_name(bytes: $0.spelling.utf8Start, length: $0.spelling.utf8CodeUnitCount)
  }
  nonisolated(unsafe) private static let saying = [ltm_json_name](telling.dropLast())
}
