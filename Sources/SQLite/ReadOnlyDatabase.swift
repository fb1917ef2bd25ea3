import Foundation
import GRDB

/// Why a database could not be read. Its text never holds anything from the database.
package struct DatabaseFailure: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
}

/// A SQLite file that another program owns and may be writing.
///
/// Nothing in it is changed and nothing of it is copied. The file may be hostile: only plain tables are read, and the
/// schema's own expressions run without trust (https://www.sqlite.org/security.html).
package struct ReadOnlyDatabase: Sendable {
  /// A row of a table of keys and values.
  package struct Row: Hashable, Sendable {
    package let key: String
    /// Nil when the value is null or longer than the limit.
    package let value: [UInt8]?
    package let isTooLong: Bool
  }

  private let queue: DatabaseQueue

  /// - Throws: ``DatabaseFailure`` when the file is no database or cannot be opened.
  package init(path: String) throws(DatabaseFailure) {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON") }
    queue = try Self.wrap { try DatabaseQueue(path: Self.uri(path), configuration: configuration) }
  }

  /// Whether there is a plain table of the name with the columns: no view, no virtual table, no computed column.
  package func hasTable(_ name: String, columns: [String] = ["key", "value"]) throws(DatabaseFailure) -> Bool {
    try Self.wrap {
      try queue.read { database in
        let sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ? AND sql LIKE 'CREATE TABLE%'"
        guard try Int.fetchOne(database, sql: sql, arguments: [name]) == 1 else { return false }
        let plain = "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0"
        return Set(columns).isSubset(of: try String.fetchAll(database, sql: plain, arguments: [name]))
      }
    }
  }

  /// Reads the rows of a table whose keys begin with a prefix, in the byte order of the keys and one at a time.
  ///
  /// - Parameter table: the name of a table that ``hasTable(_:columns:)`` knows.
  /// - Parameter limit: how many bytes a value may have.
  /// - Throws: ``DatabaseFailure`` when the file is broken; rows before that were handed out.
  package func forEachRow(
    of table: String, prefix: String, limit: Int, _ body: (Row) -> Void
  ) throws(DatabaseFailure) {
    let name = "\"\(table.replacing("\"", with: "\"\""))\""
    // The half-open range instead of LIKE, which uses no index here.
    let sql = """
      SELECT key, octets > ?3, CASE WHEN octets <= ?3 THEN CAST(value AS BLOB) END
      FROM (SELECT key, value, length(CAST(value AS BLOB)) AS octets FROM \(name) WHERE key >= ?1 AND key < ?2)
      ORDER BY key COLLATE BINARY
      """
    let end = String(decoding: prefix.utf8.dropLast() + [(prefix.utf8.last ?? 0) + 1], as: UTF8.self)
    try Self.wrap {
      try queue.read { database in
        let rows = try GRDB.Row.fetchCursor(database, sql: sql, arguments: [prefix, end, limit])
        while let row = try rows.next() {
          guard let key = String.fromDatabaseValue(row[0] as DatabaseValue) else { continue }
          let value = (row[2] as DatabaseValue).storage
          let tooLong = Int64.fromDatabaseValue(row[1] as DatabaseValue) == 1
          if case .blob(let data) = value {
            body(Row(key: key, value: [UInt8](data), isTooLong: tooLong))
          } else {
            body(Row(key: key, value: nil, isTooLong: tooLong))
          }
        }
      }
    }
  }

  /// The file as SQLite is to open it (https://www.sqlite.org/uri.html).
  ///
  /// A database in WAL mode whose log is empty is opened as immutable: no files come to lie beside it. With a log, which
  /// holds the newest rows, it is opened as readers of a living database do.
  private static func uri(_ path: String) throws -> String {
    let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%;"))
    let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    let name = absolute.addingPercentEncoding(withAllowedCharacters: allowed) ?? absolute
    let handle = try FileHandle(forReadingFrom: URL(filePath: absolute))
    defer { try? handle.close() }
    let header = try handle.read(upToCount: 20) ?? Data()
    let log = (try? FileManager.default.attributesOfItem(atPath: absolute + "-wal")[.size] as? Int) ?? 0
    let isWAL = header.count == 20 && header[header.startIndex + 18] == 2
    return "file:\(name)?\(isWAL && log == 0 ? "immutable=1" : "mode=ro")"
  }

  /// GRDB's errors may hold values of the database, so only their codes are kept.
  private static func wrap<Value>(_ body: () throws -> Value) throws(DatabaseFailure) -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw DatabaseFailure(description: "SQLite: \(error.extendedResultCode)")
    } catch {
      throw DatabaseFailure(description: "the file cannot be opened")
    }
  }
}
