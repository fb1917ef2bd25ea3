import FoundationEssentials
import Git
import Glibc
import RuleStore
import Rules

/// What `--fix` does about a finding. Nothing of it takes away what somebody said or wrote.
enum Mending: Hashable, Sendable {
  /// Removes a file or directory that is nothing but what a process left.
  case remove(path: String)
  /// Moves damaged files into ``aside`` in the store, so that whole ones can take their place.
  case setAside(paths: [String])
  /// Makes directories that a copy of the store lost because they were empty.
  case makeDirectories([String])
  /// Writes the file HEAD.
  case writeHead
  /// Sets values of the repository's own configuration.
  case configure([String: String])
  /// Gives a branch the commit that its reflog names last.
  case restore(reference: String, commit: ObjectID)
  /// Makes the index of a pack.
  case indexPack(path: String)
  /// Packs objects together.
  case pack
  /// Commits rule files in their canonical form.
  case rewriteRules(GitRuleStore.Branch)
  /// Removes the ledger, which the next run makes anew.
  case removeLedger(path: String)

  /// The directory in the store for what is damaged.
  static let aside = "ltm-damaged"

  /// Does it.
  ///
  /// - Parameters:
  ///   - store: the directory of the store.
  ///   - run: the name and time for a commit.
  ///   - lock: the lock of the store, which says that no run is at work.
  /// - Throws: `GitError`, `RuleStoreError`, ``PipelineError``, `CocoaError`: then nothing was made worse.
  func apply(in store: String, run: RunContext, under lock: borrowing RunLock) throws {
    switch self {
    case .remove(let path): try FileManager.default.removeItem(atPath: path)
    case .setAside(let paths): try setAside(paths, in: store)
    case .makeDirectories(let paths): try paths.forEach(JSONFiles.createDirectory)
    case .writeHead: try JSONFiles.write(Data("ref: refs/heads/main\n".utf8), to: "\(store)/HEAD")
    case .configure(let values):
      let file = ConfigurationFile(path: "\(store)/config")
      for (name, value) in values.sorted(by: { $0.key < $1.key }) { try file.set(name, value) }
    case .restore(let reference, let commit):
      try restore(reference, to: commit, in: store, at: run.time.seconds)
    case .indexPack(let path): try git(["index-pack", path], on: store)
    case .pack:
      // History is not to get shorter: what people took back is told from it.
      try git(
        [
          "-c", "gc.reflogExpire=never", "-c", "gc.reflogExpireUnreachable=never", "gc", "--quiet",
          "--prune=2.weeks.ago",
        ],
        on: store)
    case .rewriteRules(let branch):
      _ = try GitRuleStore(path: store).on(branch).mendFiles(in: run, under: lock)
    case .removeLedger(let path):
      for ending in ["", "-wal", "-shm", "-journal"] where FileFacts(path + ending) != nil {
        try FileManager.default.removeItem(atPath: path + ending)
      }
    }
  }

  private func setAside(_ paths: [String], in store: String) throws {
    let directory = "\(store)/\(Self.aside)"
    try JSONFiles.createDirectory(directory)
    for path in paths {
      // The last two names tell objects and packs apart: `ab/cdef…`, `pack/pack-….pack`.
      let name = path.split(separator: "/").suffix(2).joined(separator: "-")
      // An earlier piece of the same name is kept.
      var place = "\(directory)/\(name)"
      var number = 1
      while FileFacts(place) != nil {
        number += 1
        place = "\(directory)/\(name).\(number)"
      }
      try FileManager.default.moveItem(atPath: path, toPath: place)
    }
  }

  private func restore(_ reference: String, to commit: ObjectID, in store: String, at seconds: Int64) throws {
    let file = "\(store)/\(reference)"
    // Holds nothing, which was seen under the lock; a reference that git cannot read, it does not move either.
    if FileFacts(file) != nil { try FileManager.default.removeItem(atPath: file) }
    let identity = Signature(name: "ltm", email: "ltm@localhost", seconds: max(0, seconds))
    let repository = try Repository(path: store, identity: identity)
    try repository.move(
      reference, from: try repository.target(of: reference), to: commit, message: "ltm: restore from the reflog")
  }

  private func git(_ arguments: [String], on store: String) throws(PipelineError) {
    guard let git = StoreGit() else { throw .unreadable(file: "git", reason: "the program is not installed") }
    let outcome = try git.run(arguments, on: store)
    guard outcome.status == 0 else {
      throw .unwritable(file: store, reason: "git says: \(outcome.lines.last?.onOneLine ?? "nothing")")
    }
  }
}
