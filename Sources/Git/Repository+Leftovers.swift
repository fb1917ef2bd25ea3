import FoundationEssentials
import Glibc

extension Repository {
  /// Where a writer makes a pack before it has its place. Git looks into no such directory: `git prune` takes away what
  /// is called `tmp_…`, at once when it is given no time of grace.
  static let draftPrefix = "ltm-draft-"

  /// Removes packs that a killed process did not finish. The caller holds the commit lock, so nobody is writing one.
  ///
  /// - Returns: the paths of the removed directories, sorted.
  /// - Throws: ``GitError`` when one cannot be removed.
  static func removeUnfinishedPacks(in path: String) throws(GitError) -> [String] {
    let directory = "\(path)/objects"
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: directory)
      let drafts = names.filter { $0.hasPrefix(draftPrefix) }.sorted().map { "\(directory)/\($0)" }
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
