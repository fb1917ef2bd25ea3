package import Rules

/// What happened to every rule of a branch, and who did it: read from its commits alone, so that whatever git client a
/// person used, and whatever was merged, counts.
package struct RuleHistory: Hashable, Sendable {
  /// Everything that happened, a commit's parents before it; within a commit in order of rule.
  package let events: [RuleEvent]
  /// What happened to each rule that the branch ever held.
  package let lives: [RuleID: RuleLife]
  /// The sessions of which a person took back all that they taught, with the commit that did it.
  package let undoneSessions: [String: RevisionID]
  /// The sessions that were ever undone, also those that count again.
  package let everUndoneSessions: Set<String>

  /// - Parameters:
  ///   - entries: every commit that concerns rules, latest first, as ``RuleStore/log(of:limit:)`` gives them.
  ///   - held: the rules that the branch holds: what a merge made of two sides is told by no commit.
  package init(_ entries: [LogEntry], held: [Rule]) {
    var events: [RuleEvent] = []
    var undone: [String: RevisionID] = [:]
    var everUndone: Set<String> = []
    for entry in entries.reversed() {
      events += entry.events
      everUndone.formUnion(entry.undoneSessions)
      for session in entry.undoneSessions { undone[session] = entry.revision }
      for session in entry.redoneSessions { undone[session] = nil }
    }
    self.events = events
    undoneSessions = undone
    everUndoneSessions = everUndone
    let held = Dictionary(held.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var lives: [RuleID: RuleLife] = [:]
    for (rule, events) in Dictionary(grouping: events, by: \.rule) {
      lives[rule] = RuleLife(events, held: held[rule])
    }
    self.lives = lives
  }

  private init(_ history: RuleHistory, lives: [RuleID: RuleLife]) {
    events = history.events
    undoneSessions = history.undoneSessions
    everUndoneSessions = history.everUndoneSessions
    self.lives = lives
  }

  /// The history told with what the job wrote on other branches: a rule that a person took from there as it was is not
  /// the person's.
  package func knowing(_ others: RuleHistory...) -> RuleHistory {
    var lives = lives
    for (rule, life) in self.lives where !life.personFields.isEmpty {
      let known = others.flatMap { $0.lives[rule]?.formsOfJob ?? [] }
      if !known.isEmpty { lives[rule] = life.knowing(known) }
    }
    return RuleHistory(self, lives: lives)
  }

  /// The fields of a rule that a person changed last or wrote: the job leaves them as they are.
  package func personFields(of rule: RuleID) -> Set<String> { lives[rule]?.personFields ?? [] }

  /// The rules that the branch held once and holds no more, by who took them away.
  package var formerRules: FormerRules {
    var former = FormerRules()
    for life in lives.values where !life.isAlive {
      guard let rule = life.latest else { continue }
      if life.isRejected { former.rejected.append(rule) } else { former.retired.append(rule) }
    }
    former.retired.sort { $0.id < $1.id }
    former.rejected.sort { $0.id < $1.id }
    return former
  }
}
