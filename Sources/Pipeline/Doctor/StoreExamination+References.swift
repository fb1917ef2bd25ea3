import FoundationEssentials
import Git
import RuleStore

extension StoreExamination {
  /// Where HEAD leads: what a clone shows first.
  func head() -> [Finding] {
    let text = FileFacts.text(of: "\(path)/HEAD", limit: 4096)?.trimmingPrefix { $0 == " " } ?? ""
    let line = String(text.prefix { !$0.isNewline })
    if line == "ref: refs/heads/main" { return [.ok(.storeHead, "HEAD", "names main")] }
    let remedy = "git --git-dir=\(path) symbolic-ref HEAD refs/heads/main"
    guard line.hasPrefix("ref: ") || ObjectID(hex: line) != nil else {
      let text = "names neither a branch nor a commit, so git takes the store for no repository"
      return [.error(.storeHead, "HEAD", text, remedy: "write 'ref: refs/heads/main' into it")]
    }
    guard line.hasPrefix("ref: "), let repository = try? Repository(path: path) else {
      return [.warning(.storeHead, "HEAD", "names a commit, not the branch main", remedy: remedy)]
    }
    let name = String(line.dropFirst(5))
    // Another branch that exists is somebody's choice.
    let exists = ((try? repository.target(of: name)) ?? nil) != nil
    return [
      .warning(
        .storeHead, "HEAD", exists ? "names another branch than main" : "names a branch that is not there",
        remedy: remedy, mending: exists ? nil : .writeHead)
    ]
  }

  /// Whether each branch names a commit that is there and whole.
  func branches() -> [Finding] {
    guard let repository = try? Repository(path: path) else { return [] }
    return GitRuleStore.Branch.allCases.map { branch in
      let reference = "refs/heads/\(branch.rawValue)"
      let file = "\(path)/\(reference)"
      if FileFacts(file)?.kind == .file, holdsNothing(file) {
        return lost(reference, Self.isEmpty, in: repository, isEmpty: true)
      }
      do throws(GitError) {
        guard let target = try repository.target(of: reference) else {
          // Git takes the reflog away together with a branch.
          guard FileFacts("\(path)/logs/\(reference)")?.size ?? 0 > 0 else {
            return .ok(.storeBranch, reference, "has no commit yet")
          }
          return lost(reference, "is gone, and its reflog is there", in: repository, isEmpty: true)
        }
        let commit = try repository.commit(target)
        _ = try repository.tree(commit.tree)
        return .ok(.storeBranch, reference, "names a whole commit, \(String("\(target)".prefix(12)))")
      } catch {
        return lost(reference, error.message, in: repository, isEmpty: false)
      }
    }
  }

  /// A branch that names no whole commit. Only one whose file holds nothing is restored unasked: another one may name
  /// a commit that comes back from a copy.
  private func lost(_ reference: String, _ text: String, in repository: Repository, isEmpty: Bool) -> Finding {
    guard let commit = lastWholeCommit(of: reference, in: repository) else {
      let remedy = "no commit of its reflog is whole: take the branch from a copy of the store"
      return .error(.storeBranch, reference, text, remedy: remedy)
    }
    let short = String("\(commit.id)".prefix(12))
    let remedy =
      commit.isLast
      ? "its reflog names \(short) last: git --git-dir=\(path) update-ref \(reference) \(commit.id)"
      : "fetch the commit from a copy of the store; or go back to the last whole one of its reflog, \(short)"
    return .error(
      .storeBranch, reference, text, remedy: remedy,
      mending: isEmpty && commit.isLast ? .restore(reference: reference, commit: commit.id) : nil)
  }

  /// The last commit of a branch's reflog that is there with its root, and whether it is the last entry.
  private func lastWholeCommit(of reference: String, in repository: Repository) -> (id: ObjectID, isLast: Bool)? {
    // A line has the old and the new id first (https://git-scm.com/docs/git-reflog); a power failure may cut the last.
    let lines = FileFacts.text(of: "\(path)/logs/\(reference)", limit: 64 << 20)?.split(separator: "\n").suffix(1000)
    for (index, line) in (lines ?? []).reversed().enumerated() {
      guard let id = line.split(separator: " ").dropFirst().first.flatMap({ ObjectID(hex: String($0)) }),
        let commit = try? repository.commit(id), (try? repository.tree(commit.tree)) != nil
      else { continue }
      return (id, index == 0)
    }
    return nil
  }
}
