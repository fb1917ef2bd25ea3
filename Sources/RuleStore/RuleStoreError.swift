package import Git
package import Rules

/// Why the store could not be read or written. Its text never holds anything from a rule.
package enum RuleStoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no store at the path.
  case missing(path: String)
  /// Another run is working on the store.
  case lockedByAnotherRun(path: String)
  /// The text names no revision, or more than one.
  case unknownRevision(String, reason: String)
  /// The first revision is not among the first parents of the second.
  case notAnAncestor(RevisionID, of: RevisionID)
  /// The revision is none of a rule store: its history has nothing in common with any.
  case notRelated(RevisionID, path: String)
  /// The other side has something at a path that no merge of rules can take over.
  case cannotMerge(path: String)
  /// The branch does not have the commit.
  case notInHistory(RevisionID, branch: String)
  /// Others kept moving the branch while the run tried to.
  case contended(path: String, attempts: Int, last: GitError)
  /// Git's lock on the branch stayed while the run tried to move it; how old the file is then.
  case branchLocked(file: String, seconds: Int)
  /// One change cannot be made; the others of its run can.
  case refused(RuleRefusal)
  /// Git failed: the store is damaged, unreadable, not writable, of a kind that is not supported, …
  case git(GitError)

  package var description: String {
    switch self {
    case .missing(let path): "\(path): no rule store here; 'ltm run' creates one"
    case .lockedByAnotherRun(let path): "\(path): another run holds the store's lock; wait for it to end"
    case .unknownRevision(let text, let reason): "'\(text)' is not a revision of the store: \(reason)"
    case .notAnAncestor(let revision, let other): "\(revision.short) is not an ancestor of \(other.short)"
    case .notRelated(let revision, let path):
      "\(path): \(revision.short) is no revision of a rule store: its history begins otherwise, and is left alone"
    case .cannotMerge(let path):
      "\(path): the other side has something there that is no regular file; merge it by hand, with git in a clone"
    case .notInHistory(let revision, let branch): "\(revision.short) is not in the history of \(branch)"
    case .contended(let path, let attempts, let last):
      "\(path): could not move the branch in \(attempts) attempts, because other git processes move it: \(last)"
    case .branchLocked(let file, let seconds):
      "\(file): another git process holds this lock, for \(seconds) s now, or left it behind; when no git works on the "
        + "store, remove the file and run again (a run removes it by itself once it is 10 minutes old)"
    case .refused(let refusal): refusal.description
    case .git(let error): error.description
    }
  }
}

/// A change that the store does not make, and why.
package struct RuleRefusal: Hashable, Sendable, CustomStringConvertible {
  package enum Reason: Hashable, Sendable {
    /// The rule's file would be larger than ``RuleFile/sizeLimit``.
    case tooLarge(bytes: Int)
    /// The rule's canonical form cannot be written, or reads as another rule.
    case notCanonical
    /// The store holds another form of the rule than the change begins with: somebody edited it meanwhile.
    case changedMeanwhile
    /// The rule's file cannot be read or holds another rule, and is not overwritten: somebody is to mend it.
    case occupied(path: String)
    /// The rule's id looks like a credential, and it would be the name of the file.
    case secretName
  }

  package let rule: RuleID
  package let reason: Reason

  package var description: String {
    switch reason {
    case .tooLarge(let bytes): "rule \(rule): its file would have \(bytes) bytes; \(RuleFile.sizeLimit) are allowed"
    case .notCanonical: "rule \(rule): it does not come back equal when it is written and read"
    case .changedMeanwhile: "rule \(rule): the store holds another form of it, which is kept; run again"
    case .occupied(let path):
      "rule \(rule): \(path) holds something else, which is not overwritten; mend or remove it"
    case .secretName: "a rule whose id looks like a credential: give it another id"
    }
  }
}

/// Calls git and wraps its error.
func git<Value>(_ body: () throws(GitError) -> Value) throws(RuleStoreError) -> Value {
  do { return try body() } catch { throw .git(error) }
}
