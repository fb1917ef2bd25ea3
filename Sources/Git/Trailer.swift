import CLibgit2

/// One `Key: value` line at the end of a commit's message.
package struct Trailer: Hashable, Sendable {
  package var key: String
  package var value: String

  package init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  /// The trailers of a message, in order, as git itself finds them.
  ///
  /// - Throws: ``GitError`` when libgit2 fails.
  package static func parse(_ message: String) throws(GitError) -> [Trailer] {
    try Library.initialise()
    var found = git_message_trailer_array()
    try check("git_message_trailers", git_message_trailers(&found, message))
    defer { git_message_trailer_array_free(&found) }
    return UnsafeBufferPointer(start: found.trailers, count: found.count).map { trailer in
      Trailer(key: String(cString: trailer.key), value: String(cString: trailer.value))
    }
  }
}
