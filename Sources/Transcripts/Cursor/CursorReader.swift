import SQLite

/// Reads the chats of Cursor from its database `state.vscdb`: that of all workspaces, which holds the conversations and
/// their messages, and those of single workspaces, which held chats in the first versions.
///
/// The database is read where it lies: it may be large, and Cursor may be writing it. One that is compressed or no file
/// is copied for the time of reading.
package struct CursorReader: TranscriptReader {
  /// How many bytes a value may have. Larger ones hold pictures or whole files.
  private static let valueLimit = 64 << 20
  private static let chats = "workbench.panel.aichat.view.aichat.chatdata"
  private static let composers = "composer.composerData"

  package let format = TranscriptFormat.cursor

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    // The names of a small database's tables stand in its first page (https://www.sqlite.org/fileformat2.html).
    guard opening.bytes.starts(with: "SQLite format 3\0".utf8) else { return false }
    return opening.contains("cursorDiskKV") || opening.contains("ItemTable")
  }

  private struct Workspace: Decodable {
    let folder: String
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    // The editor's own copy of the database beside it.
    if source.plainName.hasSuffix("/state.vscdb.backup"), Neighbour(source).has("state.vscdb") {
      throw .unknownFormat(path: source.name)
    }
    let database = try source.openDatabase()
    var chats = CursorChats()
    let isKnown: Bool
    do throws(DatabaseFailure) {
      isKnown = try read(database, Neighbour(source), &chats)
    } catch {
      throw .unreadable(path: source.name, reason: error.description)
    }
    guard isKnown else { throw .unknownFormat(path: source.name) }
    let transcripts = chats.settle(name: source.name)
    if let failure = chats.failure, chats.log.count.used == 0 {
      throw .unreadable(path: source.name, reason: failure.description)
    }
    return TranscriptReading(
      format: format, transcripts: transcripts, count: chats.log.count, problems: chats.log.problems)
  }

  /// - Returns: whether the database is one of Cursor's.
  private func read(
    _ database: ReadOnlyDatabase, _ beside: Neighbour, _ chats: inout CursorChats
  ) throws(DatabaseFailure) -> Bool {
    var all = chats
    defer { chats = all }
    var isKnown = false
    func forEach(_ table: String, _ prefix: String, _ body: (String, ReadOnlyDatabase.Value) -> Void) {
      do throws(DatabaseFailure) {
        try database.forEachRow(of: .init(table: table, prefix: prefix, limit: Self.valueLimit)) { row in
          all.row += 1
          if let key = row[0].text { body(key, row[1]) }
        }
      } catch {
        all.fail(error)
      }
    }
    if try database.hasTable("cursorDiskKV") {
      isKnown = true
      forEach("cursorDiskKV", "bubbleId:") { all.take(bubble: $0, $1) }
      forEach("cursorDiskKV", "composerData:") { all.take(composer: $0, $1) }
    }
    guard try database.hasTable("ItemTable") else { return isKnown }
    let workspace: Workspace? = beside.json("workspace.json")
    let directory = workspace.map { DirectoryURI.path($0.folder) }
    forEach("ItemTable", Self.chats) { key, value in
      guard key == Self.chats else { return }
      isKnown = true
      all.take(JSONText.decode(value, as: CursorTabs.self), directory: directory)
    }
    forEach("ItemTable", Self.composers) { key, value in
      guard key == Self.composers else { return }
      isKnown = true
      // Newer versions keep only the names of open conversations here.
      let composers = JSONText.decode(value, as: CursorComposers.self)?.allComposers ?? []
      for composer in composers.compactMap(\.value) where !composer.conversation.isEmpty {
        all.take(composer, id: composer.id ?? "", directory: directory)
      }
    }
    return isKnown
  }
}
