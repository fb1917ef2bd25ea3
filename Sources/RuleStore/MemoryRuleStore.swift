package import Git
package import Rules
import Synchronization

/// Rules in memory, with the behaviour of a ``GitRuleStore``: for tests, and for runs that are to leave nothing.
package final class MemoryRuleStore: RuleStore {
  private struct Revision {
    let id: RevisionID
    let rules: [RuleID: Rule]
    let message: String
    let signature: Signature
  }

  /// Oldest first.
  private let revisions = Mutex<[Revision]>([])

  package init() {}

  package func head() -> RevisionID? { revisions.withLock { $0.last?.id } }

  package func resolve(_ revision: String) throws(RuleStoreError) -> RevisionID {
    let ids = revisions.withLock { $0.map(\.id) }
    let parts = revision.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
    let found: [RevisionID] =
      if ["HEAD", "main"].contains(parts[0]) {
        Array(ids.dropLast(parts.count == 1 ? 0 : Int(parts[1]) ?? ids.count).suffix(1))
      } else if parts.count == 1, revision.count >= 4 {
        ids.filter { $0.description.hasPrefix(revision) }
      } else {
        []
      }
    guard let id = found.first, found.count == 1 else {
      throw .unknownRevision(revision, reason: found.isEmpty ? "there is none of this name" : "it fits several")
    }
    return id
  }

  package func snapshot(at revision: RevisionID?) throws(RuleStoreError) -> RuleSnapshot {
    let revision = revision ?? head()
    return RuleSnapshot(
      revision: revision, rules: try rules(at: revision).values.sorted { $0.id < $1.id }, problems: [])
  }

  package func commit(_ changes: [RuleChange], in run: RunContext) throws(RuleStoreError) -> CommitOutcome {
    let result = revisions.withLock { revisions in
      Result { () throws(RuleStoreError) in try Self.commit(changes, in: run, onto: &revisions) }
    }
    return try result.get()
  }

  private static func commit(
    _ changes: [RuleChange], in run: RunContext, onto revisions: inout [Revision]
  ) throws(RuleStoreError) -> CommitOutcome {
    var outcome = CommitOutcome()
    try PreparedChange.forEach(of: changes, in: run, hasMessages: true) { prepared throws(RuleStoreError) in
      let change = prepared.change
      if prepared.isMasked { outcome.masked.append(change.rule.id) }
      var rules = revisions.last?.rules ?? [:]
      do throws(RuleStoreError) {
        guard let edit = try RuleEdit(change, current: { id, _ in rules[id] }) else { return }
        for id in edit.removed { rules[id] = nil }
        _ = try prepared.file?.get()
        if let rule = edit.written { rules[rule.id] = rule }
      } catch .refused(let refusal) {
        outcome.refusals.append(refusal)
        return
      }
      let id = try append(rules, prepared.message ?? "", run, to: &revisions)
      outcome.commits.append(CommitOutcome.Commit(revision: id, change: change))
    }
    return outcome
  }

  private static func append(
    _ rules: [RuleID: Rule], _ message: String, _ run: RunContext, to revisions: inout [Revision]
  ) throws(RuleStoreError) -> RevisionID {
    let parent = revisions.last?.id.description ?? ""
    let id = RevisionID(
      try git { () throws(GitError) in try ObjectID(hashing: "\(parent)\n\(run.time)\n\(message)".utf8) })
    let signature = CommitAuthor().signature(of: run)
    revisions.append(Revision(id: id, rules: rules, message: message, signature: signature))
    return id
  }

  package func note(
    _ subject: String, _ trailers: [Trailer], in run: RunContext
  ) throws(RuleStoreError) -> RevisionID {
    let result = revisions.withLock { revisions in
      Result { () throws(RuleStoreError) in
        let message = CommitMessage(subject: subject, trailers, run: run).text
        return try Self.append(revisions.last?.rules ?? [:], message, run, to: &revisions)
      }
    }
    return try result.get()
  }

  package func log(of rule: RuleID?, limit: Int?) throws(RuleStoreError) -> [LogEntry] {
    let revisions = revisions.withLock { $0 }
    var entries: [LogEntry] = []
    for (index, revision) in revisions.enumerated().reversed() {
      let difference = RuleDifference(from: index > 0 ? revisions[index - 1].rules : [:], to: revision.rules)
      let entry = try git { () throws(GitError) in
        try LogEntry(
          revision: revision.id, signature: revision.signature, message: revision.message, difference: difference)
      }
      if rule.map(entry.concerns) ?? entry.concernsRules { entries.append(entry) }
    }
    return limit.map { Array(entries.prefix($0)) } ?? entries
  }

  package func difference(from: RevisionID?, to: RevisionID?) throws(RuleStoreError) -> RuleDifference {
    RuleDifference(from: try rules(at: from), to: try rules(at: to ?? head()))
  }

  package func history(from: RevisionID?, to: RevisionID?) throws(RuleStoreError) -> [RevisionID] {
    let ids = revisions.withLock { $0.map(\.id) }
    guard let to = to ?? ids.last else { return [] }
    guard let end = ids.firstIndex(of: to) else { throw unknown(to) }
    guard let from else { return Array(ids[...end]) }
    guard let start = ids.firstIndex(of: from), start <= end else { throw .notAnAncestor(from, of: to) }
    return Array(ids[start...end])
  }

  package func subject(of revision: RevisionID) throws(RuleStoreError) -> (text: String, time: Timestamp) {
    guard let found = revisions.withLock({ $0.first { $0.id == revision } }) else { throw unknown(revision) }
    return (
      String(found.message.prefix { !$0.isNewline }), Timestamp(seconds: found.signature.seconds)
    )
  }

  package func rules(sharedWith other: RevisionID?) -> Set<RuleID> { [] }

  private func rules(at revision: RevisionID?) throws(RuleStoreError) -> [RuleID: Rule] {
    guard let revision else { return [:] }
    guard let found = revisions.withLock({ $0.first { $0.id == revision } }) else { throw unknown(revision) }
    return found.rules
  }

  private func unknown(_ revision: RevisionID) -> RuleStoreError {
    .unknownRevision(revision.description, reason: "there is none of this name")
  }
}
