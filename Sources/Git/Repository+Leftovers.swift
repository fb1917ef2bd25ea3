import FoundationEssentials
import Glibc

extension Repository {
  /// Where a writer makes a pack before it has its place. Git takes a directory of this name for the quarantine of a
  /// push and prunes it when it is two weeks old.
  static let draftPrefix = "tmp_objdir-ltm-"

  /// Removes packs that a killed process did not finish.
  ///
  /// The commit lock, which the caller holds, says that nobody is still writing them.
  ///
  /// - Returns: the paths of the removed directories, sorted.
  /// - Throws: ``GitError`` when one cannot be removed.
  package func removeUnfinishedPacks(under turn: borrowing CommitLock) throws(GitError) -> [String] {
    let directory = "\(path)/objects"
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: directory)
      let drafts = names.filter { $0.hasPrefix(Self.draftPrefix) }.sorted().map { "\(directory)/\($0)" }
      for draft in drafts { try FileManager.default.removeItem(atPath: draft) }
      return drafts
    } catch {
      throw GitError(.fileSystem, "cannot remove unfinished packs", operation: "remove", path: directory)
    }
  }

  /// Waits until a file, or the names in a directory, are on disk.
  static func synchronise(_ path: String) throws(GitError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw GitError(errno: errno, operation: "open", path: path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw GitError(errno: errno, operation: "fsync", path: path) }
  }
}
