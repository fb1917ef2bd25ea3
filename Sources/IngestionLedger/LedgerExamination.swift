import FoundationEssentials
import GRDB

/// What state a ledger is in, found without changing it.
package enum LedgerExamination: Hashable, Sendable {
  /// There is none: the next run makes one.
  case missing
  /// It can be used.
  case sound(files: Int, messages: Int)
  /// It is whole, but of another program or other settings: the next run begins it anew.
  case outdated
  /// The file is damaged, or is no ledger.
  case damaged(reason: String)
  /// It cannot be opened now.
  case unreadable(reason: String)

  /// Examines a ledger, with SQLite's own check of the whole file (https://www.sqlite.org/pragma.html#pragma_quick_check).
  ///
  /// - Parameter fingerprint: of the program and its settings, as ``IngestionLedger`` takes it; nil where that is not
  ///   known.
  package init(path: String, fingerprint: String?) {
    guard FileManager.default.fileExists(atPath: path) else {
      self = .missing
      return
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    do {
      let queue = try DatabaseQueue(path: Self.uri(path), configuration: configuration)
      self = try queue.read { try Self.examine($0, fingerprint) }
    } catch let error as DatabaseError {
      let reason = "SQLite: \(error.extendedResultCode)"
      let isDamage = [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR].contains(error.resultCode)
      self = isDamage ? .damaged(reason: reason) : .unreadable(reason: reason)
    } catch {
      self = .unreadable(reason: "the file cannot be opened")
    }
  }

  private static func examine(_ database: Database, _ fingerprint: String?) throws -> LedgerExamination {
    // One line is enough to know; the texts may quote the database.
    guard try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" else {
      return .damaged(reason: "SQLite's check of the file finds damage")
    }
    let sql = "SELECT value FROM remarks WHERE name = 'fingerprint'"
    let mark = try String.fetchOne(database, sql: sql) ?? ""
    guard mark.hasPrefix("\(IngestionLedger.schema) ") else { return .outdated }
    if let fingerprint, mark != "\(IngestionLedger.schema) \(fingerprint)" { return .outdated }
    return .sound(
      files: try Int.fetchOne(database, sql: "SELECT count(*) FROM files") ?? 0,
      messages: try Int.fetchOne(database, sql: "SELECT count(*) FROM messages") ?? 0)
  }

  /// The file as SQLite is to open it (https://www.sqlite.org/uri.html): without a log beside it as immutable, so that
  /// looking at it leaves no files.
  private static func uri(_ path: String) -> String {
    let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    let name = absolute.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        String(UnicodeScalar(byte))
      default:
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }.joined()
    let log = (try? FileManager.default.attributesOfItem(atPath: absolute + "-wal")[.size] as? Int) ?? 0
    return "file:\(name)?\(log == 0 ? "immutable=1" : "mode=ro")"
  }
}
