import Git
import Rules

/// One file as a merge sees it.
struct MergeFile: Hashable {
  let id: ObjectID
  let kind: TreeEntry.Kind
  /// The content of a file that the merge made, and that no repository has yet.
  var content: [UInt8]?

  init(_ entry: TreeEntry) {
    (id, kind, content) = (entry.id, entry.kind, nil)
  }

  init(_ content: [UInt8]) throws(GitError) {
    (id, kind, self.content) = (try ObjectID(hashing: content), .file, content)
  }

  static func == (left: MergeFile, right: MergeFile) -> Bool { left.id == right.id && left.kind == right.kind }

  func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// The files of a revision, with the changes on top that a merge made of them.
///
/// Where two histories have several best common ancestors, because they were merged crosswise, these are merged first,
/// as git's own merge does; that revision is nobody's and lives in memory alone.
struct MergeVersion {
  /// The root tree; nil for none.
  let tree: ObjectID?
  /// What is there instead, by path; nil where there is nothing.
  var changes: [String: MergeFile?] = [:]

  /// What is at a path, unless a directory.
  func file(at path: String, in repository: Repository) throws(RuleStoreError) -> MergeFile? {
    if let change = changes[path] { return change }
    guard let tree else { return nil }
    let entry = try git { () throws(GitError) in try repository.entry(at: path, in: tree) }
    return entry.flatMap { $0.kind == .directory ? nil : MergeFile($0) }
  }

  /// The rule at a path; nil where there is nothing, or nothing that reads as a rule.
  func rule(at path: String, in repository: Repository) throws(RuleStoreError) -> Rule? {
    guard path.hasPrefix("\(RuleFile.directory)/"), let file = try file(at: path, in: repository), file.kind == .file
    else { return nil }
    var reader = RuleReader()
    let content: [UInt8]?
    if let bytes = file.content {
      content = bytes
    } else {
      content = try git { () throws(GitError) in try repository.blob(file.id, limit: RuleFile.sizeLimit) }
    }
    guard let content, case .success(let rule) = RuleFile.decode(content, with: &reader) else { return nil }
    return rule
  }

  /// The paths at which another version differs.
  func paths(differingFrom other: MergeVersion, in repository: Repository) throws(RuleStoreError) -> Set<String> {
    let trees = try git { () throws(GitError) in try repository.differences(from: tree, to: other.tree) }
    var paths = Set(trees.map(\.path))
    for path in Set(changes.keys).union(other.changes.keys) {
      let isSame = try file(at: path, in: repository) == other.file(at: path, in: repository)
      if isSame { paths.remove(path) } else { paths.insert(path) }
    }
    return paths
  }
}
