package import Git
package import Rules

/// One commit that touched rules.
package struct LogEntry: Hashable, Sendable {
  package let revision: RevisionID
  /// Who made it.
  package let author: String
  package let time: Timestamp
  package let subject: String
  package let trailers: [Trailer]
  /// What it did to the rules; for a merge, only what differs from every parent.
  package let difference: RuleDifference

  init(revision: RevisionID, signature: Signature, message: String, difference: RuleDifference) throws(GitError) {
    self.revision = revision
    author = signature.name
    // Anybody can write any number there; up to the year 9999 it is a time.
    time = Timestamp(seconds: min(max(0, signature.seconds), 253_402_300_799))
    subject = String(message.prefix { !$0.isNewline })
    trailers = try Trailer.parse(message)
    self.difference = difference
  }

  /// The run that made it; nil for a commit of a person.
  package var run: String? { trailers.last { $0.key == "Run" }?.value }

  /// Whether a person made the change: with git, or by ``RunContext/Review``.
  package var isByPerson: Bool { run == nil || trailers.contains { $0.key == "Review" } }

  /// Whether a person took away what the change removed; what was accepted went elsewhere.
  package var isRejection: Bool {
    isByPerson && !trailers.contains { $0.key == "Review" && $0.value == RunContext.Review.accepted.rawValue }
  }

  /// What kind of change it was, from what it did, so that it also holds for people's own commits.
  package var kind: RuleChange.Kind {
    switch (difference.added.isEmpty, difference.removed.isEmpty, difference.changed.isEmpty) {
    case (false, true, true): subject.hasPrefix("Restore ") ? .restore : .add
    case (true, false, true): .remove
    case (false, false, _): .replace
    default: difference.removed.isEmpty && difference.changed.allSatisfy(\.isStrengthening) ? .strengthen : .change
    }
  }
}
