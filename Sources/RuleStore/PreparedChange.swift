import Dispatch
import Rules
import Synchronization

/// What can be said of a change without looking at the store.
struct PreparedChange: Sendable {
  /// The change with every secret masked.
  let change: RuleChange
  /// Whether there was one.
  let isMasked: Bool
  /// The bytes of the rule's file; nil for a change that writes none.
  let file: Result<[UInt8], RuleStoreError>?
  /// The message of a commit of its own; nil where changes are committed together.
  let message: String?

  private init(_ change: RuleChange, in run: RunContext, hasMessage: Bool, _ reader: inout RuleReader) {
    let safe = change.withSecretsMasked
    (self.change, isMasked) = (safe, safe != change)
    if case .remove = safe {
      file = nil
    } else {
      file = Result { () throws(RuleStoreError) in try RuleFile.encode(safe.rule, checkedBy: &reader) }
    }
    message = hasMessage ? CommitMessage(safe, run: run).text : nil
  }
}

extension PreparedChange {
  private static let blockLength = 256

  private static func block(
    _ changes: ArraySlice<RuleChange>, in run: RunContext, hasMessages: Bool
  ) -> [PreparedChange] {
    var reader = RuleReader()
    return changes.map { PreparedChange($0, in: run, hasMessage: hasMessages, &reader) }
  }

  /// Prepares changes and gives them to `take`, in their order.
  ///
  /// While one block is taken, another thread prepares the next: masking, encoding and wording cost about as much as the
  /// trees that are edited meanwhile.
  ///
  /// - Throws: what `take` throws.
  static func forEach(
    of changes: [RuleChange], in run: RunContext, hasMessages: Bool,
    _ take: (PreparedChange) throws(RuleStoreError) -> Void
  ) throws(RuleStoreError) {
    var rest = changes[...]
    // A short one first, so that little waits for it.
    var current = block(rest.prefix(blockLength / 8), in: run, hasMessages: hasMessages)
    rest = rest.dropFirst(current.count)
    while !current.isEmpty {
      let coming = rest.prefix(blockLength)
      rest = rest.dropFirst(coming.count)
      let (next, group) = (Block(), DispatchGroup())
      if !coming.isEmpty {
        DispatchQueue.global().async(group: group) {
          let block = block(coming, in: run, hasMessages: hasMessages)
          next.changes.withLock { $0 = block }
        }
      }
      for change in current { try take(change) }
      group.wait()
      current = next.changes.withLock { $0 }
    }
  }

  private final class Block: Sendable {
    let changes = Mutex<[PreparedChange]>([])
  }
}
