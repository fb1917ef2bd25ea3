import IngestionLedger

/// Looks at the ingestion ledger beside the store.
struct LedgerCheck: Sendable {
  let path: String
  /// Of the program and the configuration; nil where the configuration cannot be read.
  let fingerprint: String?

  func findings() -> [Finding] {
    let remedy = "remove it: the next run makes it anew, which costs time and changes no commit"
    let mending = Mending.removeLedger(path: path)
    switch LedgerExamination(path: path, fingerprint: fingerprint) {
    case .missing:
      let left = ["-wal", "-shm", "-journal"].filter { FileFacts(path + $0) != nil }
      guard let first = left.first else { return [.ok(.ledger, path, "none; the next run makes one")] }
      return [
        .warning(
          .ledgerLeftover, path + first, "belongs to a ledger that is not there", remedy: "remove it", mending: mending)
      ]
    case .sound(let files, let messages):
      return [.ok(.ledger, path, "knows \(files) files and \(messages) messages")]
    case .outdated:
      return [.ok(.ledger, path, "of another version or other settings; the next run begins it anew")]
    case .damaged(let reason):
      return [.error(.ledger, path, "is damaged: \(reason)", remedy: remedy, mending: mending)]
    case .unreadable(let reason):
      return [.warning(.ledger, path, "cannot be read: \(reason)", remedy: "look at its owner and its permissions")]
    }
  }
}
