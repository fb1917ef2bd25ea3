import Foundation
package import RuleStore
import Rules

/// What a branch changes in the rules, in any repository of theirs: a person's clone with its working tree, as a pull
/// request is reviewed, or a bare one.
///
/// Decisions are committed in a private repository that borrows the other one's objects, and git itself brings them
/// over: it moves the branch, index and files together, or says why not, and they are as they were.
package final class ReviewedRange {
  /// The rules on the branch.
  package let store: GitRuleStore
  /// Where the branch left the other one; nil where they have nothing in common.
  package let base: RevisionID?

  private let range: String
  private let git: CloneGit
  /// The branch's name without `refs/heads/`; nil where the range ends elsewhere.
  private let branch: String?
  private let head: RevisionID
  private let scratch: String
  private static let reference = "refs/heads/review"

  /// Opens a range.
  ///
  /// - Parameters:
  ///   - range: `BASE..HEAD` as git has it; where an end is missing, `HEAD` is meant.
  ///   - directory: the repository, or a directory below its root.
  /// - Throws: ``PipelineError/cannotReview(place:reason:)``, `RuleStoreError`.
  package init(_ range: String, in directory: String) throws {
    self.range = range
    git = CloneGit(directory: directory)
    let ends = Self.ends(of: range)
    guard let ends else { throw PipelineError.cannotReview(place: range, reason: "it is not of the form BASE..HEAD") }
    try git.require(["rev-parse", "--git-dir"], otherwise: "there is no git repository")
    guard try git.run(["rev-parse", "--is-shallow-repository"]).output != "true" else {
      throw PipelineError.cannotReview(
        place: directory, reason: "its history is cut off; fetch the rest with 'git fetch --unshallow'")
    }
    let (from, to) = (try git.commit(ends.base), try git.commit(ends.head))
    branch = try git.branch(ends.head)
    scratch = FileManager.default.temporaryDirectory.appending(path: "ltm-review-\(UUID().uuidString)").path
    do {
      store = try Self.borrow(git, in: scratch, at: to)
    } catch {
      try? FileManager.default.removeItem(atPath: scratch)
      throw error
    }
    head = try store.resolve(to)
    base = try store.commonAncestor(of: try store.resolve(from), and: head)
  }

  deinit { try? FileManager.default.removeItem(atPath: scratch) }

  private static func ends(of range: String) -> (base: String, head: String)? {
    guard let dots = range.firstRange(of: "..") else { return nil }
    let (base, rest) = (range[..<dots.lowerBound], range[dots.upperBound...])
    let head = rest.drop { $0 == "." }
    guard !base.hasPrefix("-"), !head.hasPrefix("-"), !head.contains("..") else { return nil }
    return (base.isEmpty ? "HEAD" : String(base), head.isEmpty ? "HEAD" : String(head))
  }

  /// A repository with the objects of another one, and one branch.
  private static func borrow(_ git: CloneGit, in scratch: String, at commit: String) throws -> GitRuleStore {
    let path = "\(scratch)/rules.git"
    let objects = try git.require(
      ["rev-parse", "--path-format=absolute", "--git-path", "objects"],
      otherwise: "git does not say where its objects are")
    try JSONFiles.createDirectory(scratch)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: scratch)
    let store = try GitRuleStore(path: path, create: true)
    try JSONFiles.createDirectory("\(path)/objects/info")
    try JSONFiles.write(Data("\(objects)\n".utf8), to: "\(path)/objects/info/alternates")
    try CloneGit(directory: path).require(
      ["update-ref", reference, commit], otherwise: "the branch cannot be laid out")
    return store.on(reference: reference)
  }

  /// What there is to review.
  ///
  /// - Throws: `RuleStoreError`.
  package func queue() throws(RuleStoreError) -> ReviewQueue { try ReviewQueue(of: store, since: base) }

  /// Brings the commits that were made to the branch, and to the working tree that has it checked out.
  ///
  /// - Returns: the branch; nil when there was nothing to bring.
  /// - Throws: ``PipelineError/cannotReview(place:reason:)``; then the repository is as it was.
  package func deliver() throws -> String? {
    guard try store.head() != head else { return nil }
    guard let branch else {
      throw PipelineError.cannotReview(
        place: range, reason: "it does not end at a branch, so that nothing can be committed there")
    }
    let source = store.path
    if let tree = try git.workingTree(of: branch) {
      let there = CloneGit(directory: tree)
      try there.require(
        ["fetch", "--quiet", "--no-tags", source, Self.reference], otherwise: "the commits cannot be fetched")
      try there.require(
        ["merge", "--quiet", "--ff-only", "FETCH_HEAD"],
        otherwise:
          "the branch '\(branch)' moved meanwhile, or its working tree has changes in the way; nothing was changed")
    } else {
      try git.require(
        ["fetch", "--quiet", "--no-tags", source, "\(Self.reference):refs/heads/\(branch)"],
        otherwise: "the branch '\(branch)' moved meanwhile; nothing was changed")
    }
    return branch
  }
}

extension CloneGit {
  /// The commit that a revision names.
  fileprivate func commit(_ revision: String) throws(PipelineError) -> String {
    try require(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{commit}"],
      otherwise: "'\(revision)' is no revision here")
  }

  /// The name of the branch that a revision is; nil for any other revision.
  fileprivate func branch(_ revision: String) throws(PipelineError) -> String? {
    let name =
      revision == "HEAD"
      ? try run(["symbolic-ref", "--quiet", "HEAD"]).output
      : try run(["rev-parse", "--symbolic-full-name", "--end-of-options", revision]).output.split(separator: "\n").last
        .map(String.init) ?? ""
    return name.hasPrefix("refs/heads/") ? String(name.dropFirst("refs/heads/".count)) : nil
  }

  /// The working tree that has a branch checked out; nil for none.
  fileprivate func workingTree(of branch: String) throws(PipelineError) -> String? {
    let list = try require(["worktree", "list", "--porcelain"], otherwise: "git does not list its working trees")
    for entry in list.split(separator: "\n\n") {
      let lines = entry.split(separator: "\n")
      guard lines.contains("branch refs/heads/\(branch)"), !lines.contains("bare") else { continue }
      return lines.first { $0.hasPrefix("worktree ") }.map { String($0.dropFirst("worktree ".count)) }
    }
    return nil
  }
}
