import FoundationEssentials
import Git

/// Rules in a bare git repository: a file for each rule, a commit for each change, on one branch.
///
/// A value: each operation opens the repository anew, so that it sees what others have done and any thread may call
/// it.
package struct GitRuleStore: RuleStore {
  /// The directory of the repository.
  package let path: String

  /// What a branch of the store's repository holds.
  package enum Branch: String, Hashable, Sendable, CaseIterable {
    /// The rules that hold.
    case main
    /// What waits for a person, in the same layout.
    case candidates
    /// What was said of wishes that are neither of these: remembered, so that it counts when its transcript is gone.
    case evidence
    /// What the job would change in the rules where nothing may reach them unreviewed: the rules as they would be.
    case proposals

    /// Whether all changes of a run are one commit: of evidence nobody asks which change did what.
    var isOneCommitARun: Bool { self == .evidence }

    var reference: String { "refs/heads/\(rawValue)" }
  }

  /// The branch that the store reads and writes.
  package private(set) var branch = Branch.main
  /// The name of another branch that takes the place of it; nil for none.
  private var otherReference: String?
  /// In whose name it commits.
  package var author = CommitAuthor()

  /// How often a commit is tried while others move the branch.
  let attempts: Int

  /// Opens the store.
  ///
  /// - Parameters:
  ///   - create: makes an empty one where there is nothing.
  ///   - attempts: how often a commit is tried while others move the branch. The default is enough for several
  ///     writers and a `git gc` at once; with the pauses it ends within about half a minute.
  /// - Throws: ``RuleStoreError/missing(path:)``, or ``RuleStoreError/git(_:)`` when what is there cannot be a store.
  package init(path: String, create: Bool = false, attempts: Int = 100) throws(RuleStoreError) {
    self.path = path
    self.attempts = attempts
    do {
      _ = try Repository(path: path)
    } catch  where error.code == .notFound {
      guard create else { throw .missing(path: path) }
      try git { () throws(GitError) in try Repository.create(path: path, branch: "main") }
    } catch {
      throw .git(error)
    }
  }

  /// What waits for a person, in the same repository.
  package var candidates: GitRuleStore { on(.candidates) }

  /// What is remembered beside that, in the same repository. All changes of a commit's call are one commit there.
  package var evidence: GitRuleStore { on(.evidence) }

  /// Another branch of the same repository.
  package func on(_ branch: Branch) -> GitRuleStore {
    var store = self
    (store.branch, store.otherReference) = (branch, nil)
    return store
  }

  /// Any branch of the same repository, taken as one with rules that hold.
  ///
  /// - Parameter reference: its full name, such as `refs/heads/topic`.
  package func on(reference: String) -> GitRuleStore {
    var store = on(.main)
    store.otherReference = reference
    return store
  }

  /// The full name of the branch.
  package var reference: String { otherReference ?? branch.reference }

  package func head() throws(RuleStoreError) -> RevisionID? {
    let repository = try open()
    return try head(of: repository)
  }

  package func resolve(_ revision: String) throws(RuleStoreError) -> RevisionID {
    let repository = try open()
    do {
      return RevisionID(try repository.resolve(revision))
    } catch  where [.notFound, .ambiguous, .invalid].contains(error.code) {
      // A branch that leads nowhere is damage, and reading its commit says so.
      if let target = (try? repository.target(of: "refs/heads/\(revision)")) ?? nil {
        return RevisionID(try git { () throws(GitError) in try repository.commit(target) }.id)
      }
      throw .unknownRevision(revision, reason: error.message)
    } catch {
      throw .git(error)
    }
  }

  package func snapshot(at revision: RevisionID?) throws(RuleStoreError) -> RuleSnapshot {
    let repository = try open()
    guard let revision = try self.revision(revision, of: repository) else {
      return RuleSnapshot(revision: nil, rules: [], problems: [])
    }
    let files = try RevisionFiles(repository, at: revision)
    return RuleSnapshot(revision: revision, rules: files.rules, problems: files.problems)
  }

  func open() throws(RuleStoreError) -> Repository {
    do {
      return try Repository(path: path)
    } catch  where error.code == .notFound {
      throw .missing(path: path)
    } catch {
      throw .git(error)
    }
  }

  /// The revision, or else the latest one.
  func revision(_ revision: RevisionID?, of repository: Repository) throws(RuleStoreError) -> RevisionID? {
    guard let revision else { return try head(of: repository) }
    guard repository.contains(revision.object) else {
      throw .unknownRevision(revision.description, reason: "there is none of this name")
    }
    return revision
  }

  func head(of repository: Repository) throws(RuleStoreError) -> RevisionID? {
    try git { () throws(GitError) in try repository.target(of: reference) }.map(RevisionID.init)
  }
}
