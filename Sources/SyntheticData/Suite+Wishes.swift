package import Rules

extension Suite {
  /// Every gold rule where it is stated, transcript by transcript.
  package var statements: [LabelledWish] {
    transcripts.flatMap { transcript in
      (labels[transcript.id]?.rules ?? []).map { rule in
        LabelledWish(
          rule, places: Set(rule.segments.map { SourcePlace(transcript: transcript.id, segment: $0) }))
      }
    }
  }

  /// The separate wishes: what is said again in another session is one wish with all its places.
  package var wishes: [LabelledWish] {
    let statements = statements
    let aliases = aliases
    var wishes: [String: LabelledWish] = [:]
    for statement in statements {
      let id = root(of: statement.rule.id, aliases)
      if wishes[id] == nil {
        wishes[id] = statement
      } else {
        wishes[id]?.places.formUnion(statement.places)
        wishes[id]?.rule.supersedes += statement.rule.supersedes
      }
    }
    return statements.map(\.rule.id).filter { aliases[$0] == nil }.compactMap { wishes[$0] }
  }

  /// The wishes that hold after the last transcript: to be stored, and neither replaced nor taken back.
  package var liveWishes: [LabelledWish] {
    let aliases = aliases
    let ended = Set(statements.flatMap(\.rule.supersedes).map { root(of: $0, aliases) })
    return wishes.filter { wish in
      wish.rule.decision == .store && !wish.rule.isRetraction && !ended.contains(wish.rule.id)
    }
  }

  /// The rules that a task needs, each by the id under which it was first stated.
  package func relevant(to task: LabelledTask) -> Set<String> {
    let aliases = aliases
    return Set(task.relevant.map { root(of: $0, aliases) })
  }

  /// The first statement of what is said again, by id.
  private var aliases: [String: String] {
    Dictionary(
      statements.compactMap { statement in statement.rule.sameAs.map { (statement.rule.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private func root(of id: String, _ aliases: [String: String]) -> String {
    var (id, seen) = (id, Set<String>())
    while let other = aliases[id], seen.insert(id).inserted { id = other }
    return id
  }
}
