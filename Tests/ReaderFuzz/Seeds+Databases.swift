import Foundation
import GRDB
import Transcripts

/// Databases that are damaged.
extension Seeds {
  /// Of every reader of databases.
  ///
  /// - Parameter directory: to make them in.
  static func databases(in directory: String) throws -> [Format] {
    func bytes(_ name: String, _ make: (String) throws -> Void) throws -> [UInt8] {
      let path = "\(directory)/\(name)"
      try make(path)
      return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }
    return [
      Format(database: "cursor", CursorReader(), [try bytes("cursor.db", cursor)]),
      Format(database: "opencode_database", OpenCodeDatabaseReader(), [try bytes("opencode.db", openCode)]),
    ]
  }

  /// Writes the database of Cursor.
  private static func cursor(at path: String) throws {
    let rows = [
      (
        "composerData:k1",
        #"{"composerId": "k1", "createdAt": 1767607200000, "workspaceIdentifier": {"uri": {"fsPath": "/home/ann/app"}}, "#
          + #""fullConversationHeadersOnly": [{"bubbleId": "u", "type": 1}, {"bubbleId": "a", "type": 2}]}"#
      ),
      ("bubbleId:k1:a", #"{"bubbleId": "a", "type": 2, "text": "Fine.", "createdAt": "2026-01-05T10:01:30.500Z"}"#),
      ("bubbleId:k1:u", #"{"bubbleId": "u", "type": 1, "text": "Always use tabs Qx7Zq"}"#),
      (
        "composerData:k2", #"{"composerId": "k2", "conversation": [{"bubbleId": "v", "type": 1, "text": "old Qx7Zq"}]}"#
      ),
    ]
    try write(
      at: path, "CREATE TABLE cursorDiskKV (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)",
      rows.map { ("INSERT INTO cursorDiskKV VALUES (?, ?)", [$0.0, $0.1]) })
  }

  /// Writes the database of OpenCode.
  private static func openCode(at path: String) throws {
    try write(
      at: path,
      """
      CREATE TABLE session (id text PRIMARY KEY, parent_id text, directory text NOT NULL);
      CREATE TABLE message (id text PRIMARY KEY, session_id text NOT NULL, data text NOT NULL);
      CREATE TABLE part (id text PRIMARY KEY, message_id text NOT NULL, data text NOT NULL);
      INSERT INTO session VALUES ('ses_1', NULL, '/home/ann/app'), ('ses_2', 'ses_1', '/home/ann/app');
      INSERT INTO message VALUES
        ('msg_1', 'ses_1', '{"role":"assistant","time":{"created":1767607290500}}'),
        ('msg_2', 'ses_1', '{"role":"user","time":{"created":1767607200000}}'), ('msg_3', 'ses_2', '{"role":"user"}');
      INSERT INTO part VALUES
        ('prt_1', 'msg_1', '{"type":"text","text":"Fine."}'), ('prt_2', 'msg_3', '{"type":"text","text":"never"}'),
        ('prt_4', 'msg_2', '{"type":"text","text":"Always use tabs Qx7Zq"}');
      """, [])
  }

  private static func write(at path: String, _ schema: String, _ rows: [(sql: String, values: [String])]) throws {
    var configuration = Configuration()
    // Small pages: more of the file is structure.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size = 1024") }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in
      try database.execute(sql: schema)
      for row in rows { try database.execute(sql: row.sql, arguments: StatementArguments(row.values)) }
    }
    try queue.close()
  }
}

extension Seeds.Format {
  /// - Parameter inputs: bytes of databases.
  init(database name: String, _ reader: any TranscriptReader, _ inputs: [[UInt8]]) {
    (self.name, self.reader, self.inputs) = (name, reader, inputs)
  }
}
