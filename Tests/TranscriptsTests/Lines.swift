import Foundation
import Rules
import Testing
import Transcripts

/// Builds lines of transcripts.
enum Lines {
  /// A JSON object on one line.
  static func json(_ members: [String: JSONValue]) -> String {
    guard let data = try? CanonicalJSON.line(members) else { return "" }
    return String(decoding: data.dropLast(), as: UTF8.self)
  }

  /// A record of Claude Code.
  static func claude(
    _ type: String, _ content: JSONValue, uuid: String = UUID().uuidString, more: [String: JSONValue] = [:]
  ) -> String {
    let message: [String: JSONValue] = ["role": .string(type), "content": content]
    let members: [String: JSONValue] = [
      "type": .string(type), "uuid": .string(uuid), "sessionId": "s1", "cwd": "/home/ann/app", "gitBranch": "main",
      "timestamp": "2026-01-05T10:00:00.000Z", "message": .object(message),
    ]
    return json(members.merging(more) { _, new in new })
  }

  /// A record of a Codex rollout.
  static func codex(_ type: String, _ payload: [String: JSONValue]) -> String {
    json(["timestamp": "2026-01-05T10:00:00.000Z", "type": .string(type), "payload": .object(payload)])
  }

  /// A message as Codex sent it to the model.
  static func item(_ role: String, _ texts: String...) -> String {
    let content = texts.map { JSONValue.object(["type": "input_text", "text": .string($0)]) }
    return codex("response_item", ["type": "message", "role": .string(role), "content": .array(content)])
  }

  /// A message as the user sent it.
  static func event(_ text: String) -> String {
    codex("event_msg", ["type": "user_message", "message": .string(text)])
  }

  /// The record that a rollout begins with.
  static func meta(_ id: String, _ more: [String: JSONValue] = [:]) -> String {
    codex(
      "session_meta",
      ["id": .string(id), "cwd": "/home/ann/app", "git": ["branch": "main"]].merging(more) { _, new in new })
  }
}

extension TranscriptReading {
  /// Every segment of the input.
  var segments: [TranscriptSegment] { transcripts.flatMap(\.segments) }
  /// What the user said.
  var said: [String] { segments.filter { $0.speaker == .user }.map(\.content) }
}

/// Reads lines as a file of the name.
func read(_ lines: [String], name: String = "s1.jsonl", ending: String = "\n") throws -> TranscriptReading {
  try TranscriptReaders.standard.read(Data((lines.joined(separator: "\n") + ending).utf8), name: name)
}
