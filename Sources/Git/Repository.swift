import CLibgit2
import FoundationEssentials
import Glibc

/// A bare repository, opened.
///
/// Not thread-safe, and not `Sendable`: each thread opens its own.
package final class Repository {
  /// The directory of the repository.
  package let path: String
  /// A `git_repository`.
  let handle: OpaquePointer
  /// A `git_odb`: the objects of the repository.
  let objects: OpaquePointer

  /// Opens the bare repository at exactly this path; none above it is looked for.
  ///
  /// - Parameter identity: who the reflog names.
  /// - Throws: ``GitError`` with ``GitError/Code/notFound``, ``GitError/Code/notOwned``, ``GitError/Code/notBare`` or
  ///   ``GitError/Code/unsupported``.
  package init(path: String, identity: Signature? = nil) throws(GitError) {
    try Library.initialise()
    self.path = path
    do {
      handle = try make("git_repository_open_ext", path: path) { out in
        git_repository_open_ext(
          out, path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue, nil)
      }
    } catch {
      throw Self.openingError(error, path: path)
    }
    do {
      objects = try make("git_repository_odb", path: path) { [handle] in git_repository_odb($0, handle) }
    } catch {
      git_repository_free(handle)
      throw error
    }
    guard git_repository_is_bare(handle) == 1 else {
      throw GitError(
        .notBare, "has a working tree, which the store would leave behind; give a bare repository",
        operation: "open", path: path)
    }
    guard git_repository_is_shallow(handle) == 0 else {
      throw GitError(
        .unsupported, "is a shallow clone, in which history ends too early; 'git fetch --unshallow' makes it whole",
        operation: "open", path: path)
    }
    if let identity {
      try check("git_repository_set_ident", path: path, git_repository_set_ident(handle, identity.name, identity.email))
    }
  }

  deinit {
    git_odb_free(objects)
    git_repository_free(handle)
  }

  /// Says what is wrong where libgit2 1.5 does not: without any `safe.directory` setting, a foreign owner comes out as
  /// 'config value not found'.
  private static func openingError(_ error: GitError, path: String) -> GitError {
    if error.code == .notFound, access("\(path)/.git", F_OK) == 0 {
      return GitError(
        .notBare, "is a working tree with a repository in it; give a bare repository", operation: "open", path: path)
    }
    guard error.code == .notOwned || error.message.contains("safe.directory") else { return error }
    return GitError(
      .notOwned, "belongs to another user; run as its owner or change the owner with chown", operation: "open",
      path: path)
  }

  /// Creates an empty bare repository with the given branch, or leaves the one that is there alone.
  ///
  /// It is made beside its place and renamed into it, so that nobody ever sees half a repository and two who create
  /// at once end with the same one.
  ///
  /// - Throws: ``GitError`` with ``GitError/Code/exists`` when something else is at the path.
  package static func create(path: String, branch: String) throws(GitError) {
    try Library.initialise()
    let place = URL(filePath: path).standardizedFileURL
    let parent = place.deletingLastPathComponent().path
    let draft = "\(parent)/.\(place.lastPathComponent).\(UUID().uuidString).tmp"
    do {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw GitError(.fileSystem, "cannot create the directory above the repository", operation: "create", path: parent)
    }
    do throws(GitError) {
      try initialise(draft, branch: branch)
      guard rename(draft, place.path) == 0 else { throw GitError(errno: errno, operation: "rename", path: path) }
      try synchronise(parent)
    } catch {
      try? FileManager.default.removeItem(atPath: draft)
      // Somebody else created it meanwhile: theirs is as good.
      if error.code == .exists, (try? Repository(path: path)) != nil { return }
      throw error
    }
  }

  private static func initialise(_ path: String, branch: String) throws(GitError) {
    var options = git_repository_init_options()
    try check(
      "git_repository_init_options_init",
      git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)))
    options.flags =
      GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
    let name = strdup(branch)
    defer { free(name) }
    options.initial_head = UnsafePointer(name)
    let repository = try make("git_repository_init_ext", path: path) { git_repository_init_ext($0, path, &options) }
    defer { git_repository_free(repository) }
    let configuration = try make("git_repository_config", path: path) { git_repository_config($0, repository) }
    defer { git_config_free(configuration) }
    // Off by default in a bare repository; it is what a person goes back by.
    try check(
      "git_config_set_bool", path: path, git_config_set_bool(configuration, "core.logAllRefUpdates", 1))
    // libgit2 does not fsync these.
    for name in ["HEAD", "config", "objects", "refs/heads", "refs", ""] { try synchronise("\(path)/\(name)") }
  }
}
