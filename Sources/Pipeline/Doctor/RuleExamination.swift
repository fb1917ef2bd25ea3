import Git
import RuleStore
import Rules

/// Looks at the rules on the branches of a store.
struct RuleExamination: Sendable {
  let store: GitRuleStore

  /// Everything that is to be said about the rules.
  func findings() -> [Finding] {
    var findings: [Finding] = []
    var total = 0
    var held: [Rule] = []
    for branch in GitRuleStore.Branch.allCases {
      do throws(RuleStoreError) {
        guard let inspection = try store.on(branch).inspectFiles() else { continue }
        total += inspection.rules.count
        if branch == .main { held = inspection.rules }
        findings += inspection.flaws.map { finding($0, on: branch, isMendable: inspection.canMend($0)) }
      } catch {
        findings.append(
          .error(
            .ruleFile, branch.rawValue, "\(error)",
            remedy: "'ltm doctor --deep' says which objects are damaged and what to do"))
      }
    }
    let count = "\(total) rules on all branches"
    for (check, text) in Self.sound where !findings.contains(where: { $0.check == check }) {
      findings.append(.ok(check, store.path, check == .ruleFile ? "\(count) can be read" : text))
    }
    return findings + superseded(held) + conflicts(held)
  }

  private static let sound: [(Check, String)] = [
    (.ruleFile, ""), (.rulePlace, "each rule is at its own place, once"),
    (.ruleForm, "each file has the canonical bytes"), (.ruleSchema, "each rule has the members of the schema"),
    (.ruleSecret, "no credentials"),
  ]

  private func finding(_ flaw: RuleFileFlaw, on branch: GitRuleStore.Branch, isMendable: Bool) -> Finding {
    let subject = "\(branch.rawValue):\(flaw.path.onOneLine)"
    let rewrite = isMendable ? Mending.rewriteRules(branch) : nil
    let edit =
      "mend it in a clone and push; 'git log -p \(branch.rawValue) -- \(flaw.path.onOneLine)' has earlier forms"
    switch flaw.kind {
    case .damaged(let object, let reason):
      return .error(
        .ruleFile, subject, "\(reason) (object \(object))",
        remedy: "'ltm doctor --deep' says what else is damaged, and how to bring it back")
    case .unreadable(let reason):
      return .error(.ruleFile, subject, "the job does not read it: \(reason)", remedy: edit)
    case .unknownMembers(let members):
      let names = members.prefix(5).map(\.onOneLine).joined(separator: ", ")
      return .warning(
        .ruleSchema, subject, "has members that a rule does not have: \(names)",
        remedy: "correct or remove them; the job drops them when it writes the rule the next time")
    case .outOfRange(let member):
      return .warning(.ruleSchema, subject, "'\(member)' is out of its range", remedy: edit)
    case .duplicate, .misplaced: return misplaced(flaw, subject, rewrite)
    case .notCanonical:
      return .warning(
        .ruleForm, subject, "says the same in other bytes than the job writes, so the next change rewrites all of it",
        remedy: "commit it in the canonical form", mending: rewrite)
    case .secret:
      return .error(
        .ruleSecret, subject, "holds a credential",
        remedy: "withdraw the credential where it was issued, as history keeps it; and mask it in the file",
        mending: rewrite)
    }
  }

  /// A rule that is somewhere else than it belongs, or twice.
  private func misplaced(_ flaw: RuleFileFlaw, _ subject: String, _ rewrite: Mending?) -> Finding {
    if case .duplicate(let other, let isSame) = flaw.kind {
      let text = "holds the same rule as \(other.onOneLine)"
      return isSame
        ? .warning(.rulePlace, subject, "\(text), in the same form", remedy: "remove it", mending: rewrite)
        : .error(.rulePlace, subject, "\(text), in another form, and is ignored", remedy: "keep one of the two")
    }
    let own = if case .misplaced(let own) = flaw.kind { own } else { RuleFile.directory }
    return .warning(
      .rulePlace, subject, "the place of the rule in it is \(own)",
      remedy: "git mv it there; if something else is there, give one of them another id", mending: rewrite)
  }

  /// Rules that were replaced and hold all the same.
  private func superseded(_ rules: [Rule]) -> [Finding] {
    let ids = Set(rules.map(\.id))
    return rules.flatMap { rule in
      rule.supersedes.filter(ids.contains).sorted().map { old -> Finding in
        old == rule.id
          ? .error(.ruleSuperseded, "main: rule \(rule.id)", "replaces itself", remedy: "take its id from 'supersedes'")
          : .warning(
            .ruleSuperseded, "main: rule \(rule.id)", "replaces rule \(old), which holds all the same",
            remedy: "delete the file of one of the two; what a person deletes stays away")
      }
    }.or(.ruleSuperseded, store.path, "no replaced rule holds")
  }

  /// Rules that are marked because they may contradict each other; of two that mark each other, the first tells it.
  private func conflicts(_ rules: [Rule]) -> [Finding] {
    let held = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    func marks(_ rule: Rule) -> [RuleID] {
      (rule.decision?.doubts ?? []).filter { $0.kind == .conflict }.compactMap(\.rule)
    }
    return rules.flatMap { rule in
      marks(rule).compactMap { other -> Finding? in
        guard let rival = held[other] else {
          return .warning(
            .ruleConflict, "main: rule \(rule.id)", "is marked for contradicting \(other), which holds no more",
            remedy: "'ltm review --accept \(rule.id)' takes the mark away")
        }
        if other < rule.id, marks(rival).contains(rule.id) { return nil }
        return .warning(
          .ruleConflict, "main: rule \(rule.id)", "may contradict \(other)",
          remedy: "'ltm review --accept' the one that holds, '--reject' the other")
      }
    }.or(.ruleConflict, store.path, "no rules contradict each other")
  }
}
