import Git
import Rules

/// Merges the files of two revisions that began as one: rules by ``RuleMerge``, all else file by file.
struct TreeMerge {
  typealias Persons = [RuleID: RuleMerge.Persons]

  private let repository: Repository
  private let base: MergeVersion
  private let ours: MergeVersion
  private let theirs: MergeVersion
  private let persons: (ours: Persons, theirs: Persons)

  /// What is to be done to our files, by path; nil takes the file away.
  private(set) var updates: [String: MergeFile?] = [:]
  /// The rules that a person is to look at, in order of id.
  private(set) var flagged: [RuleID] = []
  /// What could not be merged, in order of path; ours is kept there.
  private(set) var problems: [RuleFileProblem] = []
  /// The rules that hold afterwards, among those that one side alone changed.
  private var changed: (ours: [RuleID: Rule], theirs: [RuleID: Rule]) = ([:], [:])

  init(
    _ repository: Repository, base: MergeVersion, ours: MergeVersion, theirs: MergeVersion,
    persons: (ours: Persons, theirs: Persons), contradictions: MergeContradictions = { _ in [] }
  ) throws(RuleStoreError) {
    self.repository = repository
    (self.base, self.ours, self.theirs, self.persons) = (base, ours, theirs, persons)
    let left = try base.paths(differingFrom: ours, in: repository)
    let right = try base.paths(differingFrom: theirs, in: repository)
    let done = try mergeRules(left, right)
    for path in right.subtracting(done).sorted() { try take(path, changedByUs: left.contains(path)) }
    try flag(contradictions)
    flagged = Set(flagged).sorted()
    problems.sort { ($0.path, $0.reason) < ($1.path, $1.reason) }
  }

  /// Our files with the updates.
  var version: MergeVersion {
    var version = ours
    for (path, file) in updates { version.changes.updateValue(file, forKey: path) }
    return version
  }

  /// Merges the rules that both sides touched.
  ///
  /// - Returns: the paths that are settled by that.
  private mutating func mergeRules(_ left: Set<String>, _ right: Set<String>) throws(RuleStoreError) -> Set<String> {
    let (one, other) = (try rules(at: left, in: [base, ours]), try rules(at: right, in: [base, theirs]))
    var done: Set<String> = []
    for id in Set(one.keys).intersection(other.keys).sorted() {
      let own = try RuleFile.path(of: id)
      let paths = [own] + (one[id] ?? []).union(other[id] ?? []).subtracting([own]).sorted()
      guard try areOnly(id, at: paths) else { continue }
      try merge(id, at: paths)
      done.formUnion(paths)
    }
    for (id, paths) in one where other[id] == nil { changed.ours[id] = try changed(id, at: paths, in: ours) }
    for (id, paths) in other where one[id] == nil { changed.theirs[id] = try changed(id, at: paths, in: theirs) }
    return done
  }

  /// The rule as a side has it, if it is new there or says something else than before: not if it was merely said again.
  private func changed(_ id: RuleID, at paths: Set<String>, in version: MergeVersion) throws(RuleStoreError) -> Rule? {
    var forms: [Rule?] = []
    for version in [version, base] {
      var form: Rule?
      for path in paths.sorted() {
        if let rule = try version.rule(at: path, in: repository), rule.id == id { form = rule }
      }
      forms.append(form)
    }
    guard let new = forms[0], let old = forms[1] else { return forms[0] }
    guard let before = try? RuleFields(old), let after = try? RuleFields(new) else { return new }
    return RuleFields.differences(before, after).allSatisfy(RuleFields.isEvidence) ? nil : new
  }

  /// The rules at some paths in any of the versions, with the paths of each.
  private func rules(
    at paths: Set<String>, in versions: [MergeVersion]
  ) throws(RuleStoreError) -> [RuleID: Set<String>] {
    var found: [RuleID: Set<String>] = [:]
    for path in paths {
      for version in versions {
        if let rule = try version.rule(at: path, in: repository) { found[rule.id, default: []].insert(path) }
      }
    }
    return found
  }

  /// Whether nothing but the rule was ever at the paths.
  private func areOnly(_ id: RuleID, at paths: [String]) throws(RuleStoreError) -> Bool {
    for path in paths {
      for version in [base, ours, theirs] where try version.file(at: path, in: repository) != nil {
        guard try version.rule(at: path, in: repository)?.id == id else { return false }
      }
    }
    return true
  }

  private mutating func merge(_ id: RuleID, at paths: [String]) throws(RuleStoreError) {
    let (old, one, other) = (try form(at: paths, base), try form(at: paths, ours), try form(at: paths, theirs))
    let merge = RuleMerge(
      base: old?.rule, .init(one?.rule, persons.ours[id] ?? .init()), .init(other?.rule, persons.theirs[id] ?? .init()))
    guard let rule = merge.rule else {
      for path in paths where try ours.file(at: path, in: repository) != nil { updates[path] = .some(nil) }
      return
    }
    let path = Self.path(base: old?.path, one?.path, other?.path) ?? paths[0]
    for old in paths where old != path {
      if try ours.file(at: old, in: repository) != nil { updates[old] = .some(nil) }
    }
    if rule == one?.rule, one?.path == path { return }
    do {
      let file: MergeFile
      if rule == other?.rule, let place = other?.path, let theirs = try theirs.file(at: place, in: repository) {
        file = theirs
      } else {
        file = try write(rule)
      }
      updates[path] = file
      if !merge.contested.isEmpty { flagged.append(id) }
    } catch .refused(let refusal) {
      for path in paths { updates[path] = nil }
      problems.append(RuleFileProblem(path: path, reason: "is kept as it was here: \(refusal)"))
    }
  }

  private func write(_ rule: Rule) throws(RuleStoreError) -> MergeFile {
    var reader = RuleReader()
    let bytes = try RuleFile.encode(rule.withSecretsMasked, checkedBy: &reader)
    return try git { () throws(GitError) in try MergeFile(bytes) }
  }

  private func form(
    at paths: [String], _ version: MergeVersion
  ) throws(RuleStoreError) -> (rule: Rule, path: String)? {
    for path in paths {
      if let rule = try version.rule(at: path, in: repository) { return (rule, path) }
    }
    return nil
  }

  /// Where a rule's file is to be: where the side that moved it put it.
  private static func path(base: String?, _ left: String?, _ right: String?) -> String? {
    guard let left, let right else { return left ?? right }
    if left == right || right == base { return left }
    return left == base ? right : nil
  }

  /// Takes a file that is no rule which both sides touched.
  private mutating func take(_ path: String, changedByUs: Bool) throws(RuleStoreError) {
    let (one, other) = (try ours.file(at: path, in: repository), try theirs.file(at: path, in: repository))
    guard one != other else { return }
    guard !changedByUs else {
      return problems.append(RuleFileProblem(path: path, reason: "differs on both sides; it is kept as it was here"))
    }
    guard other == nil || other?.kind == .file else { throw .cannotMerge(path: path) }
    updates[path] = .some(other)
  }

  /// Marks the rules that exclude each other, one of each side.
  private mutating func flag(_ contradictions: MergeContradictions) throws(RuleStoreError) {
    guard !changed.ours.isEmpty, !changed.theirs.isEmpty else { return }
    let rules = (Array(changed.ours.values) + Array(changed.theirs.values)).sorted { $0.id < $1.id }
    var doubts: [RuleID: [Doubt]] = [:]
    for (one, other) in contradictions(rules) {
      let isAcross = changed.ours[one] != nil && changed.theirs[other] != nil
      guard isAcross || changed.theirs[one] != nil && changed.ours[other] != nil else { continue }
      doubts[one, default: []].append(Doubt(.conflict, rule: other))
      doubts[other, default: []].append(Doubt(.conflict, rule: one))
    }
    for rule in rules {
      guard let doubts = doubts[rule.id] else { continue }
      let marked = rule.marked(doubts)
      guard marked != rule else { continue }
      let version = version
      for path in try places(of: rule.id, in: version) {
        updates[path] = try write(marked)
        flagged.append(rule.id)
      }
    }
  }

  /// The first of the paths at which a version has a rule: its own place, or one that changed.
  private func places(of id: RuleID, in version: MergeVersion) throws(RuleStoreError) -> [String] {
    let own = try RuleFile.path(of: id)
    if try version.rule(at: own, in: repository)?.id == id { return [own] }
    let changed = try base.paths(differingFrom: version, in: repository)
    for path in changed.sorted() where try version.rule(at: path, in: repository)?.id == id { return [path] }
    return []
  }
}

/// The pairs of rules, of those given, of which not both can hold.
typealias MergeContradictions = ([Rule]) -> [(RuleID, RuleID)]
