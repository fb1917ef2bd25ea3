import FoundationEssentials
import Git
import Rules

/// Every rule file of a revision, read from its trees.
struct RevisionFiles {
  /// The rules with their paths, in order of id.
  let rules: [(rule: Rule, path: String)]
  /// What is wrong with files, in order of path.
  let problems: [RuleFileProblem]

  init(_ repository: Repository, at revision: RevisionID) throws(RuleStoreError) {
    let tree = try rulesTree(of: revision, in: repository)
    let files = try git { () throws(GitError) in try repository.differences(from: nil, to: tree) }
    var found: [RuleID: (rule: Rule, path: String)] = [:]
    var problems: [RuleFileProblem] = []
    for file in files {
      let path = "\(RuleFile.directory)/\(file.path)"
      switch try readRule(file.after, at: path, in: repository) {
      case nil: continue
      case .failure(let problem): problems.append(RuleFileProblem(path: path, reason: problem.reason))
      case .success(let rule):
        if file.after?.name != "\(rule.id).json" {
          problems.append(RuleFileProblem(path: path, reason: "its name is not that of the rule in it, \(rule.id)"))
        }
        guard let other = found[rule.id] else {
          found[rule.id] = (rule, path)
          continue
        }
        // The file at the rule's own place counts, or else the first one.
        let isPlace = try RuleFile.path(of: rule.id) == path
        if isPlace { found[rule.id] = (rule, path) }
        let (kept, ignored) = isPlace ? (path, other.path) : (other.path, path)
        problems.append(RuleFileProblem(path: ignored, reason: "holds the same rule as \(kept) and is ignored"))
      }
    }
    rules = found.values.sorted { $0.rule.id < $1.rule.id }
    self.problems = problems.sorted { ($0.path, $0.reason) < ($1.path, $1.reason) }
  }
}

/// The directory of rules in a revision; nil when it has none, or there is no revision.
func rulesTree(of revision: RevisionID?, in repository: Repository) throws(RuleStoreError) -> ObjectID? {
  guard let revision else { return nil }
  return try git { () throws(GitError) in
    let root = try repository.commit(revision.object).tree
    let entry = try repository.entry(at: RuleFile.directory, in: root)
    return entry?.kind == .directory ? entry?.id : nil
  }
}

/// Reads the rule in a file; nil for no entry.
func readRule(
  _ entry: TreeEntry?, at path: String, in objects: some BlobReading
) throws(RuleStoreError) -> Result<Rule, RuleFile.Problem>? {
  guard let entry else { return nil }
  switch entry.kind {
  case .file: break
  case .directory: return .failure(RuleFile.Problem(reason: "is nested too deep"))
  case .symbolicLink, .submodule: return .failure(RuleFile.Problem(reason: "is not a regular file"))
  }
  let content: [UInt8]?
  do {
    content = try objects.blob(entry.id, limit: RuleFile.sizeLimit)
  } catch {
    var error = error
    error.path = error.path.map { "\(path) in \($0)" } ?? path
    throw .git(error)
  }
  guard let content else {
    return .failure(RuleFile.Problem(reason: "is larger than \(RuleFile.sizeLimit) bytes"))
  }
  return RuleFile.decode(content)
}
