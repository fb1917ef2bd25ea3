import FoundationEssentials
import Git
import Glibc
import RuleStore

/// Looks at a store's repository. Nothing in it is changed.
struct StoreExamination: Sendable {
  /// A process that is at work holds a lock, or writes a draft, for a shorter time.
  static let staleSeconds: Int64 = 600

  let path: String
  /// Reads every object.
  let isDeep: Bool
  /// The real time, in seconds since the Unix epoch.
  let clock: Int64
  /// Whether the caller itself holds the run's lock.
  let holdsLock: Bool
  let git: StoreGit?
  let isInterrupted: @Sendable () -> Bool

  /// Everything that is to be said about the store; of one that is not there, that alone.
  func findings() -> [Finding] {
    guard let facts = FileFacts(path + "/") else {
      return [
        .error(.storePlace, path, "is not there", remedy: "'ltm run --store \(path)' makes one; or give '--store'")
      ]
    }
    guard facts.kind == .directory else {
      return [.error(.storePlace, path, "is not a directory", remedy: "give '--store' the path of a store")]
    }
    var findings: [Finding] = [.ok(.storePlace, path, "is there")]
    findings += runLock() + owner(facts) + space() + form()
    guard findings.allSatisfy({ $0.check != .storeForm || $0.severity != .error }) else {
      // What is no repository has nothing to look at; its leftovers may be why.
      return findings + lockFiles()
    }
    findings += writable() + settings() + head() + branches() + lockFiles() + leftovers() + packIndexes()
    findings += objectFiles() + packs() + borrowed() + history() + hooks()
    if isDeep { findings += reachableObjects() + fsck() }
    return findings
  }

  /// Whether a run is at work. The lock is taken shared and for an instant, and its file is not made.
  private func runLock() -> [Finding] {
    let file = "\(path)/ltm.lock"
    guard let facts = FileFacts(file), !holdsLock else { return [.ok(.storeRunLock, file, "no run is at work")] }
    guard facts.kind == .file else {
      return [.error(.storeRunLock, file, "is not a regular file, so no run can take the lock", remedy: "remove it")]
    }
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      let remedy = "change its owner with chown to whoever runs the job"
      return [.error(.storeRunLock, file, "cannot be opened, so no run can take the lock", remedy: remedy)]
    }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return [.ok(.storeRunLock, file, "no run is at work")] }
    let remedy = "wait for it to end; what is told of the store may be out of date by then, and '--fix' mends nothing"
    return [.warning(.storeRunLock, file, "a run is at work", remedy: remedy)]
  }

  private func owner(_ facts: FileFacts) -> [Finding] {
    if facts.owner != geteuid() {
      let who = "user \(facts.owner), and this is user \(geteuid())"
      let remedy = "run as its owner, or change the owner with: chown -R \(geteuid()) \(path)"
      return [.error(.storeOwner, path, "belongs to \(who)", remedy: remedy)]
    }
    // Git's own files, looked at with the directories that a run writes: one may be from a run with sudo.
    let foreign = Self.written.map { "\(path)/\($0)" }.first { FileFacts($0).map { $0.owner != geteuid() } ?? false }
    if let foreign {
      let remedy = "change the owner with: chown -R \(geteuid()) \(path)"
      return [.error(.storeOwner, foreign, "belongs to another user than the store", remedy: remedy)]
    }
    if facts.mode & 0o002 != 0 {
      return [.warning(.storeOwner, path, "anybody may write to it", remedy: "chmod o-w \(path)")]
    }
    return [.ok(.storeOwner, path, "belongs to this user")]
  }

  /// What a run writes to, but for files in it.
  private static let written = [
    "", "objects", "objects/pack", "refs", "refs/heads", "logs", "logs/refs", "logs/refs/heads", "HEAD", "config",
    "ltm.lock", "ltm.commit.lock",
  ]

  private func writable() -> [Finding] {
    Self.written.map { $0.isEmpty ? path : "\(path)/\($0)" }.filter { FileFacts($0) != nil && access($0, W_OK) != 0 }
      .prefix(1).map { place in
        let isReadOnly = errno == EROFS
        return .error(
          .storeWritable, place, isReadOnly ? "is on a file system that is mounted read-only" : "cannot be written to",
          remedy: isReadOnly ? "mount it for writing" : "give its owner the right: chmod -R u+w \(path)")
      }.or(.storeWritable, path, "can be written to")
  }

  /// Enough for a large night, and for what git needs to repack.
  private static let (lowBytes, leastBytes, lowFiles): (UInt64, UInt64, UInt64) = (256 << 20, 16 << 20, 1000)

  private func space() -> [Finding] {
    var disk = statvfs()
    guard statvfs(path, &disk) == 0 else { return [] }
    let bytes = UInt64(disk.f_bavail) * UInt64(disk.f_frsize)
    let text = "\(bytes >> 20) MiB are free on its disk"
    // Some file systems have no fixed number of files, and say zero.
    if disk.f_files > 0, UInt64(disk.f_favail) < Self.lowFiles {
      return [.warning(.storeSpace, path, "\(disk.f_favail) more files fit on its disk", remedy: "remove some files")]
    }
    if bytes < Self.leastBytes { return [.error(.storeSpace, path, "only \(text)", remedy: "make room")] }
    if bytes < Self.lowBytes { return [.warning(.storeSpace, path, "only \(text)", remedy: "make room")] }
    return [.ok(.storeSpace, path, text)]
  }
}
