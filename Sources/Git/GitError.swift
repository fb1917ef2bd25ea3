import CLibgit2
import Glibc

/// Something git could not do.
///
/// It holds names, ids and paths, never the content of an object.
package struct GitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What an error means to the caller.
  package enum Code: Hashable, Sendable {
    /// No such repository, reference, revision or object.
    case notFound
    /// Something with the name is there already.
    case exists
    /// A shortened object id fits several objects.
    case ambiguous
    /// The text is not a valid reference, revision or path.
    case invalid
    /// A lock file is in the way.
    case locked
    /// The reference no longer has the value that was expected.
    case modified
    /// The repository belongs to another user.
    case notOwned
    /// The repository uses an extension or format that libgit2 1.5 cannot read.
    case unsupported
    /// The repository has a working tree, which moving a branch would leave behind.
    case notBare
    /// An object or reference is damaged, or an object that another names is missing.
    case corrupt
    /// The file system refused: no space, no permission, read-only, too large.
    case fileSystem
    /// Another process holds the run lock.
    case runLockHeld
    /// Anything else.
    case other
  }

  package var code: Code
  /// What libgit2 or the operating system said.
  package var message: String
  /// The function that failed, or what was being done.
  package var operation: String
  /// The repository, reference, file or object concerned.
  package var path: String?

  package init(_ code: Code, _ message: String, operation: String, path: String? = nil) {
    self.code = code
    self.message = message
    self.operation = operation
    self.path = path
  }

  package var description: String { "\(path.map { "\($0): " } ?? "")\(message) (\(operation))" }
}

extension GitError {
  /// Takes libgit2's error of this thread.
  ///
  /// To be called directly after the failed call, on the same thread. The error is cleared at once: libgit2 does not
  /// clear it on success, so that a later failure without a message of its own would show this one.
  init(result: Int32, operation: String, path: String?) {
    let last = git_error_last()
    let category = last.map { git_error_t(rawValue: UInt32(bitPattern: $0.pointee.klass)) } ?? GIT_ERROR_NONE
    let message = last?.pointee.message.map { String(cString: $0) } ?? "error \(result) without a message"
    git_error_clear()
    self.init(Self.code(result, category, message), message, operation: operation, path: path)
  }

  /// The error of the last system call.
  init(errno number: Int32, operation: String, path: String) {
    let reason = String(cString: strerror(number))
    let code: Code =
      switch number {
      case ENOENT: .notFound
      case EEXIST, ENOTEMPTY: .exists
      default: .fileSystem
      }
    self.init(code, reason, operation: operation, path: path)
  }

  private static func code(_ result: Int32, _ category: git_error_t, _ message: String) -> Code {
    switch git_error_code(rawValue: result) {
    case GIT_ENOTFOUND, GIT_EUNBORNBRANCH: .notFound
    case GIT_EEXISTS: .exists
    case GIT_EAMBIGUOUS: .ambiguous
    case GIT_EINVALIDSPEC, GIT_EPEEL, GIT_EINVALID: .invalid
    case GIT_ELOCKED: .locked
    case GIT_EMODIFIED: .modified
    case GIT_EOWNER: .notOwned
    case GIT_EMISMATCH: .corrupt
    default:
      // libgit2 gives these a text and -1 only.
      if message.contains("unsupported extension") || message.contains("unsupported repository version") {
        .unsupported
      } else {
        switch category {
        case GIT_ERROR_OS, GIT_ERROR_FILESYSTEM: .fileSystem
        case GIT_ERROR_ODB, GIT_ERROR_ZLIB, GIT_ERROR_OBJECT, GIT_ERROR_TREE, GIT_ERROR_SHA, GIT_ERROR_REFERENCE:
          .corrupt
        default: .other
        }
      }
    }
  }
}

/// Turns a failed libgit2 call into an error.
///
/// - Throws: ``GitError`` when the result is negative.
func check(_ operation: String, path: String? = nil, _ result: Int32) throws(GitError) {
  if result < 0 { throw GitError(result: result, operation: operation, path: path) }
}

/// Calls a libgit2 function that hands out an object, which the caller frees.
///
/// - Throws: ``GitError`` when the call fails.
func make(
  _ operation: String, path: String? = nil, _ call: (UnsafeMutablePointer<OpaquePointer?>) -> Int32
) throws(GitError) -> OpaquePointer {
  var handle: OpaquePointer?
  try check(operation, path: path, call(&handle))
  guard let handle else { throw GitError(.other, "no object and no error", operation: operation, path: path) }
  return handle
}
