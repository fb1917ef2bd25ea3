import Rules

/// Reads sessions of GitHub Copilot Chat in VS Code: a JSON object, or the log of changes of newer versions.
package struct CopilotChatReader: TranscriptReader {
  package let format = TranscriptFormat.copilotChat

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    guard let keys = opening.first?.keys else { return false }
    if keys.contains("requests") {
      return !keys.isDisjoint(with: ["requesterUsername", "responderUsername", "initialLocation"])
    }
    guard keys.isSuperset(of: ["kind", "v"]), let document = JSONDocument(opening.bytes),
      let session = document.member("v", of: document.root)
    else { return false }
    let names = Set(document.parts(of: session).lazy.compactMap(\.name))
    return names.contains("requests") && !names.isDisjoint(with: ["sessionId", "responderUsername", "creationDate"])
  }

  private struct Workspace: Decodable {
    let folder: String
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    var session = CopilotSession()
    let opening = TranscriptOpening(try source.bytes(limit: TranscriptOpening.byteLimit).bytes)
    if opening.first?.keys.contains("requests") == true {
      var document = try JSONDocument(source, format)
      session.take(document.root, of: &document)
    } else {
      var records = try JSONRecords(source)
      while let element = try records.next() {
        switch element {
        case .skipped(let reason): session.log.skip(reason, at: records.place)
        case .record(let record): session.apply(record, at: records.place)
        }
      }
    }
    var builder = session.settle()
    // Sessions lie in `chatSessions` beside the file that names the workspace.
    let workspace: Workspace? = Neighbour(source).json("../workspace.json")
    builder.directory = workspace.map { DirectoryURI.path($0.folder) }
    return TranscriptReading(format, builder.transcript(name: source.name, format: format), session.log)
  }
}
