/// Reads sessions of OpenCode: what `opencode export` writes, and the session files of its storage. A record is a
/// message.
///
/// In the storage a session is many files: `session/<project>/<session>.json` says what it is, its messages lie in
/// `message/<session>/`, their parts in `part/<message>/`. The session's file is what is read; the others are found from
/// it and are no transcripts themselves.
package struct OpenCodeReader: TranscriptReader {
  /// How many files and bytes of a session in the storage are read.
  private static let fileLimit = 200_000
  private static let byteLimit = 256 << 20

  package let format = TranscriptFormat.openCode

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    guard let keys = opening.first?.keys else { return false }
    if keys.isSuperset(of: ["id", "projectID", "directory", "time"]) { return true }
    guard keys.contains("info") else { return false }
    guard let document = JSONDocument(opening.bytes), let info = document.member("info", of: document.root) else {
      return false
    }
    return document.decode(info, as: OpenCodeSessionInfo.self)?.id.hasPrefix("ses") == true
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    var document = try JSONDocument(source, format)
    let member = document.member("info", of: document.root)
    guard let info: OpenCodeSessionInfo = document.decode(member ?? document.root) else {
      throw .malformed(path: source.name, format: format, reason: "what it says about the session is broken")
    }
    var session = OpenCodeSession(info)
    if member == nil {
      readStorage(Neighbour(source), info.id, &session)
    } else if let messages = document.member("messages", of: document.root) {
      for part in document.parts(of: messages) { read(part, &document, &session) }
    }
    return TranscriptReading(format, session.builder.transcript(name: source.name, format: format), session.log)
  }

  private func read(_ part: JSONParts.Part, _ document: inout JSONDocument, _ session: inout OpenCodeSession) {
    let place = document.place(of: part)
    let info = document.member("info", of: part).flatMap { document.decode($0, as: OpenCodeMessageInfo.self) }
    guard part.isComplete, let info else {
      return session.log.skip(part.isComplete ? .malformed : .partialLastLine, at: place)
    }
    var parts: [OpenCodePart?] = []
    if let array = document.member("parts", of: part) {
      for part in document.parts(of: array) {
        let value: OpenCodePart? = document.decode(part)
        if value == nil { session.log.note(.malformed, at: document.place(of: part)) }
        parts.append(value)
      }
    }
    session.take(info, parts, at: place)
  }

  /// Reads the messages of a session in the directories beside the session's.
  private func readStorage(_ directory: Neighbour, _ id: String, _ session: inout OpenCodeSession) {
    guard Self.isName(id) else { return session.log.skip(.malformed) }
    let storage = directory.directory("../..")
    var (files, bytes) = (0, 0)
    /// A file's value; nil when it is broken.
    func decode<Value: Decodable>(_ path: String) -> Value? {
      files += 1
      guard files <= Self.fileLimit, bytes <= Self.byteLimit,
        let content = storage.bytes(path, limit: JSONDocument.sizeLimit), let document = JSONDocument(content)
      else { return nil }
      bytes += content.count
      return document.decode(document.root)
    }
    var messages: [OpenCodeMessageInfo] = []
    for name in storage.names("message/\(id)") where name.hasSuffix(".json") {
      guard let info: OpenCodeMessageInfo = decode("message/\(id)/\(name)"), Self.isName(info.id) else {
        session.log.skip(.malformed)
        continue
      }
      messages.append(info)
    }
    for info in OpenCodeMessageInfo.sorted(messages) {
      let names = storage.names("part/\(info.id)").filter { $0.hasSuffix(".json") }
      session.take(info, names.map { decode("part/\(info.id)/\($0)") })
    }
  }

  /// Whether an id can be a directory's name and no path that leads elsewhere.
  private static func isName(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count <= 128
      && id.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
