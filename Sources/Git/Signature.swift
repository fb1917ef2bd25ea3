import CLibgit2

/// Who made a commit, and when.
package struct Signature: Hashable, Sendable {
  package var name: String
  package var email: String
  /// Seconds since the Unix epoch.
  package var seconds: Int64

  package init(name: String, email: String, seconds: Int64) {
    self.name = name
    self.email = email
    self.seconds = seconds
  }

  init(_ raw: UnsafePointer<git_signature>) {
    self.init(
      name: String(cString: raw.pointee.name), email: String(cString: raw.pointee.email),
      seconds: raw.pointee.when.time)
  }

  /// Calls `body` with libgit2's form of the signature, in UTC.
  ///
  /// - Throws: ``GitError`` when name or email cannot stand in a commit, and whatever `body` throws.
  func withRaw<Value>(
    _ body: (UnsafeMutablePointer<git_signature>) throws(GitError) -> Value
  ) throws(GitError) -> Value {
    var signature: UnsafeMutablePointer<git_signature>?
    try check("git_signature_new", git_signature_new(&signature, name, email, seconds, 0))
    guard let signature else { throw GitError(.other, "no signature and no error", operation: "git_signature_new") }
    defer { git_signature_free(signature) }
    return try body(signature)
  }
}
