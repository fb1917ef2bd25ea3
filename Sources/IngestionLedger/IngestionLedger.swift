package import FoundationEssentials
import GRDB
import Glibc
import Synchronization
package import Transcripts

/// What each file gave when it was read last, so that a file that has not changed since costs no more than a look; and
/// what was made of each message, so that of a file that has grown only the new messages are judged.
///
/// A file is known by a key that the reader chose: its path may hold a secret. The ledger holds nothing that cannot be
/// found again: losing it costs time and never changes an outcome. What it keeps of a file counts only for the very state
/// of the file it was read in, and only for the same program and settings.
package final class IngestionLedger: Sendable {
  /// What a file gave, in the form that the reader chose.
  package struct Entry: Hashable, Sendable {
    package var state: FileState
    package var content: Data

    package init(state: FileState, content: Data) {
      self.state = state
      self.content = content
    }
  }

  /// Raised when the tables change.
  static let schema = 2
  /// So many files are written at once: a killed run reads no more than these again.
  private static let batch = 256

  package let path: String
  private let database: DatabaseQueue
  private let files = Mutex(Pending<Entry>())
  private let messages = Mutex(Pending<Data>())

  /// What was noted and not written yet, by key.
  private struct Pending<Value: Sendable>: Sendable {
    private var values: [String: Value] = [:]

    /// Adds a value.
    ///
    /// - Returns: all of them when they are to be written, none before.
    mutating func add(_ value: Value, for key: String) -> [String: Value] {
      values[key] = value
      return values.count < IngestionLedger.batch ? [:] : take()
    }

    mutating func take() -> [String: Value] {
      defer { values = [:] }
      return values
    }
  }

  /// Opens the ledger, or makes one; one that is damaged, or of another schema or fingerprint, is begun anew.
  ///
  /// - Parameter fingerprint: of the program and the settings on which it depends what a file gives.
  /// - Throws: ``LedgerFailure``.
  package init(path: String, fingerprint: String) throws(LedgerFailure) {
    self.path = path
    do {
      database = try Self.open(path, fingerprint)
    } catch let error as DatabaseError where Self.isDamage(error) {
      do {
        for ending in ["", "-wal", "-shm", "-journal"] { unlink(path + ending) }
        database = try Self.open(path, fingerprint)
      } catch {
        throw LedgerFailure(path: path, reason: Self.reason(error))
      }
    } catch {
      throw LedgerFailure(path: path, reason: Self.reason(error))
    }
  }

  /// Everything that is known, by the files' keys.
  ///
  /// - Throws: ``LedgerFailure``.
  package func entries() throws(LedgerFailure) -> [String: Entry] {
    try wrap {
      try database.read { database in
        var entries: [String: Entry] = [:]
        let sql = "SELECT key, device, inode, size, modified, changed, content FROM files"
        let rows = try Row.fetchCursor(database, sql: sql)
        while let row = try rows.next() {
          let state = FileState(
            device: UInt64(bitPattern: row[1]), inode: UInt64(bitPattern: row[2]), size: row[3], modified: row[4],
            changed: row[5])
          entries[row[0]] = Entry(state: state, content: row[6])
        }
        return entries
      }
    }
  }

  /// Notes what a file gave; written with others of its kind, at the latest by ``flush()``.
  ///
  /// - Throws: ``LedgerFailure``.
  package func note(_ entry: Entry, for key: String) throws(LedgerFailure) {
    try write(files.withLock { $0.add(entry, for: key) })
  }

  /// What was noted for a message under a key; nil when nothing was, or it was not written yet.
  ///
  /// - Throws: ``LedgerFailure``.
  package func judgements(_ key: String) throws(LedgerFailure) -> Data? {
    try wrap {
      try database.read { database in
        let statement = try database.cachedStatement(sql: "SELECT judgements FROM messages WHERE key = ?")
        return try Data.fetchOne(statement, arguments: [key])
      }
    }
  }

  /// Notes judgements on a message; written with others, at the latest by ``flush()``.
  ///
  /// - Throws: ``LedgerFailure``.
  package func note(_ judgements: Data, forMessage key: String) throws(LedgerFailure) {
    try write(messages.withLock { $0.add(judgements, for: key) })
  }

  private func write(_ messages: [String: Data]) throws(LedgerFailure) {
    guard !messages.isEmpty else { return }
    try wrap {
      try database.write { database in
        let statement = try database.cachedStatement(
          sql: "INSERT OR REPLACE INTO messages (key, judgements) VALUES (?, ?)")
        for (key, judgements) in messages.sorted(by: { $0.key < $1.key }) {
          try statement.execute(arguments: [key, judgements])
        }
      }
    }
  }

  /// Writes what was noted.
  ///
  /// - Throws: ``LedgerFailure``.
  package func flush() throws(LedgerFailure) {
    try write(messages.withLock { $0.take() })
    try write(files.withLock { $0.take() })
  }

  /// Forgets files.
  ///
  /// - Throws: ``LedgerFailure``.
  package func forget(_ keys: some Collection<String>) throws(LedgerFailure) {
    guard !keys.isEmpty else { return }
    try wrap {
      try database.write { database in
        let statement = try database.cachedStatement(sql: "DELETE FROM files WHERE key = ?")
        for key in keys { try statement.execute(arguments: [key]) }
      }
    }
  }

  /// A remark that was left under a name; nil when there is none.
  ///
  /// - Throws: ``LedgerFailure``.
  package func remark(_ name: String) throws(LedgerFailure) -> String? {
    try wrap {
      try database.read { try String.fetchOne($0, sql: "SELECT value FROM remarks WHERE name = ?", arguments: [name]) }
    }
  }

  /// Leaves a remark under a name.
  ///
  /// - Throws: ``LedgerFailure``.
  package func remark(_ name: String, _ value: String) throws(LedgerFailure) {
    try wrap { try database.write { try Self.remark(name, value, $0) } }
  }

  private func write(_ entries: [String: Entry]) throws(LedgerFailure) {
    guard !entries.isEmpty else { return }
    try wrap {
      try database.write { database in
        let statement = try database.cachedStatement(
          sql: """
            INSERT OR REPLACE INTO files (key, device, inode, size, modified, changed, content)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        for (key, entry) in entries.sorted(by: { $0.key < $1.key }) {
          let state = entry.state
          try statement.execute(
            arguments: [
              key, Int64(bitPattern: state.device), Int64(bitPattern: state.inode), state.size, state.modified,
              state.changed, entry.content,
            ])
        }
      }
    }
  }

  private static func open(_ path: String, _ fingerprint: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      // Survives a killed process; after a power cut the last batches may be missing, and are read again.
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    }
    // What people said is in it: for the owner alone, and so are the files that SQLite makes beside it.
    close(Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let mark = "\(schema) \(fingerprint)"
    try queue.write { database in
      try database.execute(sql: "CREATE TABLE IF NOT EXISTS remarks (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
      let known = try String.fetchOne(database, sql: "SELECT value FROM remarks WHERE name = 'fingerprint'")
      guard known != mark else { return }
      try database.execute(
        sql: """
          DROP TABLE IF EXISTS files;
          DROP TABLE IF EXISTS messages;
          DELETE FROM remarks;
          CREATE TABLE files (
            key TEXT PRIMARY KEY, device INTEGER NOT NULL, inode INTEGER NOT NULL, size INTEGER NOT NULL,
            modified INTEGER NOT NULL, changed INTEGER NOT NULL, content BLOB NOT NULL
          ) WITHOUT ROWID;
          CREATE TABLE messages (key TEXT PRIMARY KEY, judgements BLOB NOT NULL) WITHOUT ROWID;
          """)
      try remark("fingerprint", mark, database)
    }
    return queue
  }

  private static func remark(_ name: String, _ value: String, _ database: Database) throws {
    try database.execute(sql: "INSERT OR REPLACE INTO remarks (name, value) VALUES (?, ?)", arguments: [name, value])
  }

  private func wrap<Value>(_ body: () throws -> Value) throws(LedgerFailure) -> Value {
    do { return try body() } catch { throw LedgerFailure(path: path, reason: Self.reason(error)) }
  }

  private static func isDamage(_ error: DatabaseError) -> Bool {
    // A table of another form too: the file may be anybody's, but the name is ours alone.
    [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR].contains(error.resultCode)
  }

  /// GRDB's errors may hold values of the database, so only their codes are kept.
  private static func reason(_ error: any Error) -> String {
    (error as? DatabaseError).map { "SQLite: \($0.extendedResultCode)" } ?? "the file cannot be opened"
  }
}
