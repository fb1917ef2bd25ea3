import Foundation
import Git
import RuleStore

/// Another repository that the store exchanges branches with.
///
/// What it is told to do can only add: nothing is forced, nothing deleted, and each reference is named.
struct GitRemote {
  let name: String
  private let git: GitTransport
  private let store: String

  /// - Throws: ``SyncError/noRemote(_:store:)`` when the store's configuration has no such remote.
  init(_ name: String, of store: String, _ git: GitTransport) throws {
    let isName =
      !name.hasPrefix("-") && !name.isEmpty && !name.contains("..") && !name.hasSuffix(".lock")
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_./".unicodeScalars.contains($0)
      }
    guard isName, try git.setting("remote.\(name).url") != nil else { throw SyncError.noRemote(name, store: store) }
    (self.name, self.git, self.store) = (name, git, store)
  }

  /// Where a branch of the remote is kept in the store.
  func tracking(_ branch: GitRuleStore.Branch) -> String { "refs/remotes/\(name)/\(branch.rawValue)" }

  /// The store's branches that the remote has.
  ///
  /// - Throws: ``SyncError``.
  func branches() throws -> [GitRuleStore.Branch: ObjectID] {
    let result = try git.run(["ls-remote", "--heads", "--", name])
    guard result.status == 0 else { throw SyncError.unreachable(name, reason: Self.reason(result)) }
    var found: [GitRuleStore.Branch: ObjectID] = [:]
    for line in String(decoding: result.output, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "\t")
      guard parts.count == 2, let id = ObjectID(hex: String(parts[0])), parts[1].hasPrefix("refs/heads/") else {
        continue
      }
      if let branch = GitRuleStore.Branch(rawValue: String(parts[1].dropFirst(11))) { found[branch] = id }
    }
    return found
  }

  /// Gets branches, so that ``tracking(_:)`` names them.
  ///
  /// - Throws: ``SyncError``.
  func fetch(_ branches: [GitRuleStore.Branch]) throws {
    guard !branches.isEmpty else { return }
    let result = try git.run(
      [
        "fetch", "--no-tags", "--no-prune", "--no-write-fetch-head", "--refmap=", "--recurse-submodules=no",
        "--", name,
      ]
        + branches.map { "refs/heads/\($0.rawValue):\(tracking($0))" })
    guard result.status != 0 else { return }
    if result.errors.contains("(non-fast-forward)") { throw SyncError.rewritten(name) }
    throw SyncError.unreachable(name, reason: Self.reason(result))
  }

  /// Sends branches.
  ///
  /// - Returns: whether the remote took all; no when somebody else was faster.
  /// - Throws: ``SyncError``.
  func push(_ branches: [GitRuleStore.Branch]) throws -> Bool {
    guard !branches.isEmpty else { return true }
    let result = try git.run(
      ["push", "--porcelain", "--no-follow-tags", "--recurse-submodules=no", "--", name]
        + branches.map { "refs/heads/\($0.rawValue):refs/heads/\($0.rawValue)" })
    guard result.status != 0 else { return true }
    let refused = String(decoding: result.output, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("!") }
    guard !refused.isEmpty else { throw SyncError.unreachable(name, reason: Self.reason(result)) }
    // Somebody pushed meanwhile, or is about to.
    let isBehind = refused.allSatisfy { line in
      [
        "(fetch first)", "(non-fast-forward)", "failed to update ref", "failed to lock", "cannot lock ref",
        "incorrect old value",
      ]
      .contains(where: line.contains)
    }
    guard isBehind else { throw SyncError.refused(name, reason: Self.reason(result)) }
    return false
  }

  /// What git said, on one line, without what a remote's address may hold before its `@`.
  private static func reason(_ result: ProgramRun) -> String {
    let lines = result.errors.split(whereSeparator: \.isNewline).map { String($0) }
      .filter { !$0.hasPrefix("hint:") && !$0.hasPrefix("To ") }
    let text = lines.joined(separator: "; ").onOneLine.replacing(#/:\/\/[^\/@\s]*@/#, with: "://")
    return text.isEmpty ? "git ended with \(result.status)" : String(text.prefix(600))
  }
}

/// Why a store and a remote did not come together.
package enum SyncError: Error, Hashable, Sendable, CustomStringConvertible {
  case noRemote(String, store: String)
  /// Git could not talk to it.
  case unreachable(String, reason: String)
  /// A branch of the remote lost commits that it had.
  case rewritten(String)
  /// The remote does not take what is sent: no right to, a hook, a protected branch.
  case refused(String, reason: String)
  /// Others kept pushing.
  case contended(String, attempts: Int)

  package var description: String {
    switch self {
    case .noRemote(let name, let store):
      "\(store): no remote '\(name.onOneLine)'; 'git -C \(store) remote add origin URL' adds one"
    case .unreachable(let name, let reason): "remote '\(name)' cannot be used: \(reason)"
    case .rewritten(let name):
      "remote '\(name)': the history of a branch was rewritten there; nothing was taken over, look at it with git"
    case .refused(let name, let reason): "remote '\(name)' does not take what was merged here: \(reason)"
    case .contended(let name, let attempts): "remote '\(name)': others pushed first, \(attempts) times; run again"
    }
  }
}
