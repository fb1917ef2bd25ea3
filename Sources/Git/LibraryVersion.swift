import CLibgit2

/// The version of libgit2 that this process uses, which need not be the one it was built with.
package struct LibraryVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let major: Int
  package let minor: Int
  package let patch: Int

  package init(_ major: Int, _ minor: Int, _ patch: Int) {
    (self.major, self.minor, self.patch) = (major, minor, patch)
  }

  /// The version that is loaded.
  package static var loaded: LibraryVersion {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    git_libgit2_version(&major, &minor, &patch)
    return LibraryVersion(Int(major), Int(minor), Int(patch))
  }

  package var description: String { "\(major).\(minor).\(patch)" }

  package static func < (left: LibraryVersion, right: LibraryVersion) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }
}
