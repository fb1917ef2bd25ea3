import FoundationEssentials
import Glibc

extension Repository {
  /// What a file beside a pack says: who made it.
  private static let keeper = "ltm\n"

  /// Keeps git from taking a pack away before a reference leads to it.
  ///
  /// `git repack -a -d` and `git gc --prune=now` throw away every object that no reference leads to, but leave a pack
  /// alone that has such a file beside it, as long as that was there before the pack.
  ///
  /// - Parameters:
  ///   - name: the pack's, without its directory.
  ///   - draft: a directory in which the file is written first.
  ///   - path: the directory of the repository.
  static func keepPack(_ name: String, draft: String, in path: String) throws(GitError) {
    let (new, file) = ("\(draft)/keep", "\(path)/objects/pack/\(name).keep")
    // A pack of this name that somebody keeps for good.
    guard access(file, F_OK) != 0 else { return }
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw GitError(errno: errno, operation: "create", path: new) }
    defer { close(descriptor) }
    let bytes = Array(keeper.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else {
      throw GitError(errno: errno, operation: "write", path: new)
    }
    guard rename(new, file) == 0 else { throw GitError(errno: errno, operation: "rename", path: file) }
  }

  /// Gives the packs back to git that writers kept from it, also those that were killed; people's stay.
  ///
  /// The caller holds the commit lock, so nobody writes.
  static func releasePacks(in path: String) {
    let directory = "\(path)/objects/pack"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] where name.hasSuffix(".keep") {
      let file = "\(directory)/\(name)"
      if FileManager.default.contents(atPath: file) == Data(keeper.utf8) { unlink(file) }
    }
  }
}
