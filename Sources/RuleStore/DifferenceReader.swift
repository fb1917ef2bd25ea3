import Git
import Rules

/// Reads what changed between revisions of a repository.
///
/// Commits that are read one after another share most of what they need: what one of them found, the other left.
final class DifferenceReader {
  private let repository: Repository
  /// The directories of rules by commit, and the rules by file; forgotten when they are many.
  private var trees: [ObjectID: ObjectID?] = [:]
  private var rules: [ObjectID: Result<Rule, RuleFile.Problem>] = [:]
  private var reader = RuleReader()
  private static let cacheLimit = 20_000

  init(_ repository: Repository) {
    self.repository = repository
  }

  /// What a commit did to the rules: for a merge, only to those that differ from every parent, and the fields by rule
  /// that do; nil for other commits.
  func difference(
    made commit: Commit
  ) throws(RuleStoreError) -> (rules: RuleDifference, mergedFields: [RuleID: Set<String>]?) {
    let revision = RevisionID(commit.id)
    let first = try difference(from: commit.parents.first.map(RevisionID.init), to: revision)
    guard commit.parents.count > 1 else { return (first, nil) }
    var (touched, fields) = (Set(first.ids), first.fields)
    for parent in commit.parents.dropFirst() {
      let difference = try difference(from: RevisionID(parent), to: revision)
      touched.formIntersection(difference.ids)
      fields.merge(difference.fields) { $0.intersection($1) }
    }
    return (first.limited(to: touched), fields)
  }

  /// What changed from one revision to another.
  func difference(from: RevisionID?, to: RevisionID?) throws(RuleStoreError) -> RuleDifference {
    let (before, after) = (try tree(of: from), try tree(of: to))
    var (old, new): ([RuleID: Rule], [RuleID: Rule]) = ([:], [:])
    var elsewhere: Set<RuleID> = []
    for file in try git({ () throws(GitError) in try repository.differences(from: before, to: after) }) {
      let path = "\(RuleFile.directory)/\(file.path)"
      let rules = (try rule(in: file.before, at: path), try rule(in: file.after, at: path))
      if let rule = rules.0 { old[rule.id] = rule }
      if let rule = rules.1 { new[rule.id] = rule }
      for id in Set([rules.0?.id, rules.1?.id].compactMap(\.self)) where try RuleFile.path(of: id) != path {
        elsewhere.insert(id)
      }
    }
    // Of a rule that is in two files, the one at its own place counts, also when only the other file changed.
    for id in elsewhere {
      if let rule = try ownFile(of: id, below: before) { old[id] = rule }
      if let rule = try ownFile(of: id, below: after) { new[id] = rule }
    }
    return RuleDifference(from: old, to: new)
  }

  /// The rule in the file at its own place; nil when that is not there or holds anything else.
  private func ownFile(of id: RuleID, below rules: ObjectID?) throws(RuleStoreError) -> Rule? {
    guard let rules else { return nil }
    let path = try RuleFile.path(of: id)
    let entry = try git { () throws(GitError) in
      try repository.entry(at: String(path.dropFirst(RuleFile.directory.count + 1)), in: rules)
    }
    return try rule(in: entry, at: path).flatMap { $0.id == id ? $0 : nil }
  }

  private func tree(of revision: RevisionID?) throws(RuleStoreError) -> ObjectID? {
    guard let revision else { return nil }
    if let known = trees[revision.object] { return known }
    let tree = try rulesTree(of: revision, in: repository)
    if trees.count >= Self.cacheLimit { trees = [:] }
    trees[revision.object] = .some(tree)
    return tree
  }

  private func rule(in entry: TreeEntry?, at path: String) throws(RuleStoreError) -> Rule? {
    guard let entry, entry.kind == .file else { return nil }
    if let known = rules[entry.id] { return try? known.get() }
    guard let read = try readRule(entry, at: path, in: repository, with: &reader) else { return nil }
    if rules.count >= Self.cacheLimit { rules = [:] }
    rules[entry.id] = read
    return try? read.get()
  }
}
