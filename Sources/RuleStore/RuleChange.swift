package import Git
package import Rules

/// One change to the store: one commit.
package enum RuleChange: Hashable, Sendable {
  /// A new rule.
  case add(Rule)
  /// Another form of a rule; the store must hold the first one.
  case change(from: Rule, to: Rule)
  /// A rule in place of others: their files go, its file comes.
  case replace([RuleID], with: Rule)
  /// Takes a rule away. The reason names what took it back, such as `session_004#2`.
  case remove(Rule, reason: String)
  /// Brings back a rule that was removed.
  case restore(Rule)

  /// What a change does, as the first word of its commit says.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case add
    /// The same rule, said again.
    case strengthen
    case change
    case replace
    case remove
    case restore
  }

  package var kind: Kind {
    switch self {
    case .add: .add
    case .change(let before, let after):
      RuleDifference.Change(before: before, after: after).isStrengthening ? .strengthen : .change
    case .replace: .replace
    case .remove: .remove
    case .restore: .restore
    }
  }

  /// The rule that the change is about: the new one, or the one that goes.
  package var rule: Rule {
    switch self {
    case .add(let rule), .change(_, let rule), .replace(_, let rule), .remove(let rule, _), .restore(let rule): rule
    }
  }
}

/// The run that makes a change.
package struct RunContext: Hashable, Sendable {
  /// What the run is called in the commits' trailers.
  package let id: String
  /// The time of the run: the commits' time, so that the same input and clock give the same ids.
  package let time: Timestamp
  /// What a person decided, where one did; nil for the job's own changes.
  package let review: Review?
  /// The person who did it, for the commits' author; nil for the job itself.
  package let author: PersonIdentity?
  /// What else the commits' trailers are to say.
  package let trailers: [Trailer]

  /// What a person said about a rule.
  package enum Review: String, Hashable, Sendable, CaseIterable {
    case accepted
    case rejected
    /// Accepted in another form.
    case edited
    /// A change was taken back.
    case reverted
    /// A rule was brought back.
    case restored
    /// All that a session taught was taken back.
    case undone

    /// Whether a rule that goes by this is somewhere else then, or may come again.
    var movesOrForgets: Bool { [.accepted, .edited, .undone].contains(self) }
  }

  package init(
    id: String, time: Timestamp, review: Review? = nil, author: PersonIdentity? = nil, trailers: [Trailer] = []
  ) {
    self.id = id
    self.time = time
    self.review = review
    self.author = author
    self.trailers = trailers
  }

  /// The same run, with something that a person decided.
  package func reviewed(_ review: Review, _ trailers: [Trailer] = []) -> RunContext {
    RunContext(id: id, time: time, review: review, author: author, trailers: self.trailers + trailers)
  }
}

/// What became of a run's changes. A change that was already made is in neither list.
package struct CommitOutcome: Hashable, Sendable {
  /// A change and its commit.
  package struct Commit: Hashable, Sendable {
    package let revision: RevisionID
    package let change: RuleChange
  }

  /// The commits, oldest first.
  package internal(set) var commits: [Commit] = []
  /// The changes that were not made.
  package internal(set) var refusals: [RuleRefusal] = []
  /// The rules in whose changes a secret was masked. Nothing that the job itself finds holds one by then: worth a line
  /// in the log.
  package internal(set) var masked: [RuleID] = []

  package init() {}

  /// Takes in what another commit made.
  package mutating func add(_ other: CommitOutcome) {
    commits += other.commits
    refusals += other.refusals
    masked += other.masked
  }
}
