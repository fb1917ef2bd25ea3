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
  /// A value of a row, whatever its type is.
  package enum Value: Hashable, Sendable {
    case null
    /// Text as UTF-8, a number as its digits.
    case bytes([UInt8])
    /// More bytes than were asked for.
    case tooLong

    /// The bytes as text; nil where there are none.
    package var text: String? {
      if case .bytes(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
    }
  }

  /// The rows that are read of a table: those whose first column begins with a prefix.
  package struct Selection: Hashable, Sendable {
    package var table: String
    package var columns: [String]
    package var prefix: String
    /// How many bytes a value may have.
    package var limit: Int

    package init(table: String, columns: [String] = ["key", "value"], prefix: String = "", limit: Int) {
      self.table = table
      self.columns = columns
      self.prefix = prefix
      self.limit = limit
    }
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

  /// Reads rows one at a time, in the byte order of their first column.
  ///
  /// - Parameter selection: of a table that ``hasTable(_:columns:)`` knows.
  /// - Parameter body: takes a row's values, one for each column.
  /// - Throws: ``DatabaseFailure`` when the file is broken; rows before that were handed out.
  package func forEachRow(of selection: Selection, _ body: ([Value]) -> Void) throws(DatabaseFailure) {
    func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
    let names = selection.columns.map(quoted)
    guard let first = names.first else { return }
    let values = names.map { name in
      "length(CAST(\(name) AS BLOB)) > ?1, CASE WHEN length(CAST(\(name) AS BLOB)) <= ?1 THEN CAST(\(name) AS BLOB) END"
    }
    var sql = "SELECT \(values.joined(separator: ", ")) FROM \(quoted(selection.table))"
    var arguments: StatementArguments = [selection.limit]
    if let last = selection.prefix.utf8.last {
      // The half-open range instead of LIKE, which uses no index here.
      sql += " WHERE \(first) >= ?2 AND \(first) < ?3"
      let end = String(decoding: selection.prefix.utf8.dropLast() + [last + 1], as: UTF8.self)
      arguments += [selection.prefix, end]
    }
    sql += " ORDER BY \(first) COLLATE BINARY"
    try Self.wrap {
      try queue.read { database in
        let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
        while let row = try rows.next() {
          body(names.indices.map { Self.value(row, at: 2 * $0) })
        }
      }
    }
  }

  /// The value whose test for its length stands at the index, and itself after that.
  private static func value(_ row: Row, at index: Int) -> Value {
    if case .int64(1) = (row[index] as DatabaseValue).storage { return .tooLong }
    guard case .blob(let data) = (row[index + 1] as DatabaseValue).storage else { return .null }
    return .bytes([UInt8](data))
  }

  /// The file as SQLite is to open it (https://www.sqlite.org/uri.html).
  ///
  /// A database in WAL mode whose log is empty is opened as immutable: no files come to lie beside it, and until the
  /// next checkpoint its owner changes nothing in it. With a log, which holds the newest rows, it is opened as readers
  /// of a living database do.
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
