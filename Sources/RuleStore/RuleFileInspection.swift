import FoundationEssentials
import Git
package import Rules

/// Every rule file of a branch, looked at closely.
package struct RuleFileInspection: Sendable {
  /// The rules that can be read, in order of id; of one in two files, the one that counts.
  package private(set) var rules: [Rule] = []
  /// In order of path.
  package private(set) var flaws: [RuleFileFlaw] = []
  /// What the job would write for a file that has a flaw it can mend, by path: nil to take the file away.
  private(set) var mended: [String: Rule?] = [:]

  /// Whether ``GitRuleStore/mendFiles(in:under:)`` rewrites or removes the file that has a flaw.
  package func canMend(_ flaw: RuleFileFlaw) -> Bool { mended.keys.contains(flaw.path) }

  /// A file with the rule in it.
  private struct File {
    let path: String
    let rule: Rule
    let bytes: [UInt8]
  }

  init(_ repository: Repository, at revision: RevisionID) throws(RuleStoreError) {
    let tree = try rulesTree(of: revision, in: repository)
    var files: [File] = []
    var paths: Set<String> = []
    for difference in try git({ () throws(GitError) in try repository.differences(from: nil, to: tree) }) {
      guard let entry = difference.after else { continue }
      let path = "\(RuleFile.directory)/\(difference.path)"
      paths.insert(path)
      if let file = read(entry, at: path, in: repository) { files.append(file) }
    }
    let groups = Dictionary(grouping: files, by: \.rule.id)
    for id in groups.keys.sorted() { try inspect(groups[id] ?? [], of: id, among: paths) }
    flaws.sort { ($0.path, "\($0.kind)") < ($1.path, "\($1.kind)") }
  }

  private mutating func read(_ entry: TreeEntry, at path: String, in repository: Repository) -> File? {
    var reader = RuleReader()
    do {
      switch try readRule(entry, at: path, in: repository, with: &reader) {
      case .success(let rule):
        return File(path: path, rule: rule, bytes: try repository.blob(entry.id, limit: RuleFile.sizeLimit) ?? [])
      case .failure(let problem):
        flaws.append(RuleFileFlaw(path: path, rule: nil, kind: .unreadable(reason: problem.reason)))
      case nil: break
      }
    } catch {
      let reason =
        switch error {
        case RuleStoreError.git(let error): error.message
        case let error as GitError: error.message
        default: "cannot be read"
        }
      flaws.append(RuleFileFlaw(path: path, rule: nil, kind: .damaged(object: "\(entry.id)", reason: reason)))
    }
    return nil
  }

  /// Looks at the files of one rule, which are in order of path.
  ///
  /// - Parameter paths: of all files: a rule is not moved to where another file is.
  private mutating func inspect(
    _ files: [File], of id: RuleID, among paths: Set<String>
  ) throws(RuleStoreError) {
    let own = try RuleFile.path(of: id)
    guard let kept = files.first(where: { $0.path == own }) ?? files.first else { return }
    rules.append(kept.rule)
    for file in files where file.path != kept.path {
      let isSame = file.rule == kept.rule
      add(.duplicate(of: kept.path, isSame: isSame), file)
      if isSame { mended[file.path] = .some(nil) }
    }
    let members = unknownMembers(of: kept)
    if !members.isEmpty { add(.unknownMembers(members), kept) }
    if let member = kept.rule.memberOutOfRange { add(.outOfRange(member: member), kept) }
    let safe = kept.rule.withSecretsMasked
    if safe != kept.rule { add(.secret, kept) }
    // What would be lost, or refused, stays as it is.
    var reader = RuleReader()
    let bytes = try? RuleFile.encode(safe, checkedBy: &reader)
    if kept.path != own { add(.misplaced(own: own), kept) }
    let isCanonical = bytes == kept.bytes
    if !isCanonical, members.isEmpty, safe == kept.rule { add(.notCanonical, kept) }
    guard members.isEmpty, bytes != nil, kept.path != own || !isCanonical else { return }
    if kept.path != own {
      let directory = String(own[..<(own.lastIndex(of: "/") ?? own.endIndex)])
      guard !paths.contains(own), !paths.contains(directory) else { return }
      mended[kept.path] = .some(nil)
    }
    mended[own] = .some(safe)
  }

  private func unknownMembers(of file: File) -> [String] {
    guard let value: JSONValue = try? CanonicalJSON.decode(from: Data(file.bytes)),
      let canonical = (try? CanonicalJSON.file(file.rule)).flatMap({
        try? CanonicalJSON.decode(JSONValue.self, from: $0)
      })
    else { return [] }
    return value.members(missingIn: canonical)
  }

  private mutating func add(_ kind: RuleFileFlaw.Kind, _ file: File) {
    flaws.append(RuleFileFlaw(path: file.path, rule: file.rule.id, kind: kind))
  }
}

extension Rule {
  /// The first member whose number is out of the range that the schema of rules gives it; nil for none.
  fileprivate var memberOutOfRange: String? {
    for (index, source) in sources.enumerated() {
      if source.segment < 0 { return "sources[\(index)].segment" }
      if let line = source.line, line < 1 { return "sources[\(index)].line" }
      if let observed = source.observed, observed.followed < 0 || observed.broken < 0 {
        return "sources[\(index)].observed"
      }
    }
    guard let decision else { return nil }
    let criteria = decision.criteria
    let parts = [
      ("score", decision.score), ("criteria.cross_session_value", criteria.crossSessionValue),
      ("criteria.stability", criteria.stability), ("criteria.clear_triggers", criteria.clearTriggers),
      ("criteria.reduces_inconsistency", criteria.reducesInconsistency),
    ]
    return parts.first { !(0...1).contains($0.1) }.map { "decision.\($0.0)" }
  }
}

extension GitRuleStore {
  /// Looks closely at every rule file of the branch; nil while it has no commit.
  ///
  /// - Throws: ``RuleStoreError/git(_:)`` when the commit or a directory on the way is missing or damaged.
  package func inspectFiles() throws(RuleStoreError) -> RuleFileInspection? {
    let repository = try open()
    guard let head = try head(of: repository) else { return nil }
    return try RuleFileInspection(repository, at: head)
  }
}

extension GitRuleStore {
  /// The time that the branch's last commit says; nil while there is none.
  ///
  /// - Throws: ``RuleStoreError/git(_:)`` when the commit is missing or damaged.
  package func lastCommitTime() throws(RuleStoreError) -> Timestamp? {
    let repository = try open()
    guard let head = try head(of: repository) else { return nil }
    let commit = try git { () throws(GitError) in try repository.commit(head.object) }
    // Anybody can write any number there; up to the year 9999 it is a time.
    return Timestamp(seconds: min(max(0, commit.author.seconds), 253_402_300_799))
  }
}
