import Git
import Rules

/// Every rule file of a revision, read from its trees.
struct RevisionFiles {
  /// The rules, in order of id.
  let rules: [Rule]
  /// The path of each rule's file.
  let paths: [String]
  /// What is wrong with files, in order of path.
  let problems: [RuleFileProblem]

  init(_ repository: Repository, at revision: RevisionID) throws(RuleStoreError) {
    guard let tree = try rulesTree(of: revision, in: repository) else {
      (rules, paths, problems) = ([], [], [])
      return
    }
    let files = try git { () throws(GitError) in try repository.files(below: tree) }
    let read = try ParallelReading.read(files, in: repository)
    var problems = read.failures
    // Mostly they are in order already: what directories are named for is what ids begin with.
    if zip(read.rules, read.rules.dropFirst()).allSatisfy({ $0.id < $1.id }) {
      (rules, paths) = (read.rules, read.paths)
    } else {
      let chosen = try Self.chosen(read, &problems)
      (rules, paths) = (chosen.map { read.rules[$0] }, chosen.map { read.paths[$0] })
    }
    self.problems = problems.sorted { ($0.path, $0.reason) < ($1.path, $1.reason) }
  }

  /// Which of the rules count, in order of id: of several with one id, the one at the rule's own place, or else the first.
  private static func chosen(
    _ read: ParallelReading, _ problems: inout [RuleFileProblem]
  ) throws(RuleStoreError) -> [Int] {
    var chosen: [RuleID: Int] = [:]
    for (index, rule) in read.rules.enumerated() {
      guard let other = chosen[rule.id] else {
        chosen[rule.id] = index
        continue
      }
      let isPlace = try RuleFile.path(of: rule.id) == read.paths[index]
      if isPlace { chosen[rule.id] = index }
      let (kept, ignored) = isPlace ? (index, other) : (other, index)
      problems.append(
        RuleFileProblem(
          path: read.paths[ignored], reason: "holds the same rule as \(read.paths[kept]) and is ignored"))
    }
    return chosen.sorted { $0.key < $1.key }.map(\.value)
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
  _ entry: TreeEntry?, at path: String, in objects: some BlobReading, with reader: inout RuleReader
) throws(RuleStoreError) -> Result<Rule, RuleFile.Problem>? {
  guard let entry else { return nil }
  return try readRule(entry.id, entry.kind, at: path, in: objects, with: &reader)
}

func readRule(
  _ id: ObjectID, _ kind: TreeEntry.Kind, at path: @autoclosure () -> String, in objects: some BlobReading,
  with reader: inout RuleReader
) throws(RuleStoreError) -> Result<Rule, RuleFile.Problem> {
  switch kind {
  case .file: break
  case .directory: return .failure(RuleFile.Problem(reason: "is nested too deep"))
  case .symbolicLink, .submodule: return .failure(RuleFile.Problem(reason: "is not a regular file"))
  }
  let content: [UInt8]?
  do {
    content = try objects.blob(id, limit: RuleFile.sizeLimit)
  } catch {
    var error = error
    let path = path()
    error.path = error.path.map { "\(path) in \($0)" } ?? path
    throw .git(error)
  }
  guard let content else {
    return .failure(RuleFile.Problem(reason: "is larger than \(RuleFile.sizeLimit) bytes"))
  }
  return RuleFile.decode(content, with: &reader)
}
