import CLibgit2
import Glibc

/// One name in a directory of a revision.
package struct TreeEntry: Hashable, Sendable {
  /// What the name stands for.
  package enum Kind: Hashable, Sendable {
    case file
    case directory
    case symbolicLink
    case submodule
  }

  /// The name; bytes that are not UTF-8 are replaced.
  package let name: String
  /// The name as it is.
  let bytes: [UInt8]
  package let id: ObjectID
  package let kind: Kind

  /// - Parameter handle: a `git_tree_entry`, which stays its tree's.
  init(handle: OpaquePointer) {
    bytes = Array(UnsafeBufferPointer(start: git_tree_entry_name(handle), count: strlen(git_tree_entry_name(handle))))
      .map(UInt8.init(bitPattern:))
    name = String(decoding: bytes, as: UTF8.self)
    id = ObjectID(git_tree_entry_id(handle).pointee)
    kind =
      switch git_tree_entry_filemode(handle) {
      case GIT_FILEMODE_TREE: .directory
      case GIT_FILEMODE_LINK: .symbolicLink
      case GIT_FILEMODE_COMMIT: .submodule
      default: .file
      }
  }
}

extension TreeEntry {
  /// Reads an entry of a tree's bytes.
  init(_ place: TreeBytes.Place, in tree: TreeBytes) {
    bytes = Array(tree.bytes[place.name])
    name = String(decoding: bytes, as: UTF8.self)
    id = tree.id(at: place)
    kind = place.kind
  }
}

/// A path at which two directories differ.
package struct TreeDifference: Hashable, Sendable {
  /// The path from the directories that were compared.
  package let path: String
  /// What the path was, unless a directory; nil when there was nothing.
  package let before: TreeEntry?
  /// What the path is, unless a directory; nil when there is nothing.
  package let after: TreeEntry?
}

/// A change to one path of a tree.
package enum TreeUpdate: Hashable, Sendable {
  /// Puts a file there.
  case write(path: String, blob: ObjectID)
  /// Takes the file away; a directory left empty goes with it.
  case remove(path: String)

  /// The path from the root of the tree.
  package var path: String {
    switch self {
    case .write(let path, _), .remove(let path): path
    }
  }
}
