import CLibgit2
import FoundationEssentials

/// The objects of a repository that have files of their own, apart from those in packs: an object may be in both, and
/// whole in one only.
package struct LooseObjectFiles {
  private let repository: Repository

  package init(_ repository: Repository) {
    self.repository = repository
  }

  /// The objects whose files are damaged, of those that are given; sorted.
  ///
  /// - Throws: ``GitError`` when libgit2 does not start.
  package func damaged(among ids: [ObjectID]) throws(GitError) -> [ObjectID] {
    let files = try make("git_odb_new") { git_odb_new($0) }
    defer { git_odb_free(files) }
    var backend: UnsafeMutablePointer<git_odb_backend>?
    try check(
      "git_odb_backend_loose", path: repository.path,
      git_odb_backend_loose(&backend, "\(repository.path)/objects", 0, 0, 0, 0))
    // The database owns it now.
    try check("git_odb_add_backend", path: repository.path, git_odb_add_backend(files, backend, 1))
    return ids.filter { id in
      do throws(GitError) {
        try repository.checkFile(of: id)
        var raw = id.raw
        // Reading checks the object's hash.
        git_odb_object_free(try make("git_odb_read") { git_odb_read($0, files, &raw) })
        return false
      } catch {
        return true
      }
    }.sorted()
  }
}
