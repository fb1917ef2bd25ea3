import Foundation
import GRDB
import TestSupport
import Transcripts

/// One small input of each format that is a document, with one message of each side and code.
enum Samples {
  static let gemini = """
    {
      "sessionId": "g1", "projectHash": "ab", "startTime": "2026-01-05T10:00:00.000Z", "lastUpdated": "x",
      "messages": [
        {"id": "1", "timestamp": "2026-01-05T10:00:00.000Z", "type": "user", "content": "Always use tabs"},
        {"id": "2", "timestamp": "2026-01-05T10:01:30.500Z", "type": "gemini", "content": "Fine.",
         "toolCalls": [{"id": "t", "name": "write_file", "args": {"file_path": "/a/b.py", "content": "x = 1"}}]}
      ]
    }
    """
  static let clineUI = """
    [{"ts": 1767607200000, "type": "say", "say": "task", "text": "Always use tabs"},
    {"ts": 1767607290500, "type": "say", "say": "text", "text": "Fine."},
    {"ts": 1767607290600, "type": "ask", "ask": "tool",
     "text": "{\\"tool\\": \\"newFileCreated\\", \\"path\\": \\"b.py\\", \\"content\\": \\"x = 1\\"}"}]
    """
  static let clineAPI = """
    [{"role": "user", "content": [{"type": "text", "text": "<task>\\nAlways use tabs\\n</task>"},
      {"type": "text", "text": "<environment_details>\\nCurrent Working Directory (/home/ann/app) Files\\na.py"}]},
     {"role": "assistant", "content": [{"type": "text", "text": "Fine.\\n<write_to_file>\\n<path>b.py</path>\\n<content>\\nx = 1\\n</content>\\n</write_to_file>"}]}]
    """
  static let openCode = """
    {"info": {"id": "ses_1", "directory": "/home/ann/app", "title": "t", "time": {"created": 1767607200000}},
     "messages": [
      {"info": {"id": "msg_1", "sessionID": "ses_1", "role": "user", "time": {"created": 1767607200000}},
       "parts": [{"type": "text", "text": "Always use tabs"}]},
      {"info": {"id": "msg_2", "role": "assistant", "time": {"created": 1767607290500}},
       "parts": [{"type": "text", "text": "Fine."}, {"type": "tool", "tool": "write",
        "state": {"status": "completed", "input": {"filePath": "b.py", "content": "x = 1"}, "output": "always"}}]}]}
    """
  static let openCodeSession = """
    {"id": "ses_1", "version": "1", "projectID": "p", "directory": "/home/ann/app", "title": "t",
     "time": {"created": 1767607200000, "updated": 1}}
    """
  static let continueSession = """
    {"sessionId": "c1", "title": "t", "workspaceDirectory": "file:///home/ann/app", "history": [
      {"message": {"role": "user", "content": "Always use tabs"}, "contextItems": [{"content": "never"}]},
      {"message": {"role": "assistant", "content": "Fine.", "toolCalls": [{"id": "1", "type": "function", "function":
        {"name": "create_new_file", "arguments": "{\\"filepath\\": \\"b.py\\", \\"contents\\": \\"x = 1\\"}"}}]}}]}
    """
  static let copilot = """
    {"version": 3, "requesterUsername": "ann", "responderUsername": "GitHub Copilot", "sessionId": "v1",
     "creationDate": 1767607200000, "requests": [
      {"requestId": "r1", "timestamp": 1767607200000, "message": {"text": "Always use tabs", "parts": []},
       "variableData": {"variables": [{"name": "file:a", "value": "never"}]},
       "response": [{"value": "Fi"}, {"value": "ne."}, {"kind": "textEditGroup", "uri": {"path": "/a/b.py"},
        "edits": [[{"text": "x = 1", "range": {}}]]}]}]}
    """
  static let copilotLog = """
    {"kind":0,"v":{"version":3,"sessionId":"v1","responderUsername":"GitHub Copilot","requests":[]}}
    {"kind":2,"k":["requests"],"v":[{"requestId":"r1","timestamp":1767607200000,"message":{"text":"Always use tabs"}}]}
    {"kind":2,"k":["requests",0,"response"],"v":[{"value":"Fine."}]}
    """

  /// Writes a database as Cursor does.
  ///
  /// - Parameter rows: keys and values of the table.
  static func database(
    _ rows: [(String, String)], at path: String, table: String = "cursorDiskKV", isWAL: Bool = false
  ) throws {
    let queue = try DatabaseQueue(path: path)
    if isWAL { try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") } }
    try queue.write { database in
      try database.execute(
        sql: "CREATE TABLE IF NOT EXISTS \(table) (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)")
      for (key, value) in rows {
        try database.execute(sql: "INSERT INTO \(table) VALUES (?, ?)", arguments: [key, value])
      }
    }
    try queue.close()
  }

  static let cursor = [
    (
      "composerData:k1",
      """
      {"composerId": "k1", "createdAt": 1767607200000, "workspaceIdentifier": {"uri": {"fsPath": "/home/ann/app"}},
       "fullConversationHeadersOnly": [{"bubbleId": "u", "type": 1}, {"bubbleId": "a", "type": 2}]}
      """
    ),
    ("bubbleId:k1:a", #"{"bubbleId": "a", "type": 2, "text": "Fine.", "createdAt": "2026-01-05T10:01:30.500Z"}"#),
    ("bubbleId:k1:u", #"{"bubbleId": "u", "type": 1, "text": "Always use tabs"}"#),
    ("bubbleId:k1:gone", #"{"bubbleId": "gone", "type": 1, "text": "never"}"#),
    ("agentKv:blob:1", "{}"),
  ]
}

/// Reads a text as a file of the name.
func read(text: String, name: String = "s.json") throws -> TranscriptReading {
  try TranscriptReaders.standard.read(Data(text.utf8), name: name)
}
