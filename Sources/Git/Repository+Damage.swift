import CLibgit2

/// An object that is missing or damaged, and where it belongs.
package struct ObjectDamage: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case commit
    case directory
    case file
  }

  package let id: ObjectID
  package let kind: Kind
  /// The path in the commit; empty for the commit itself and its root.
  package let path: String
  /// The newest commit that was seen to hold it.
  package let commit: ObjectID
  /// What is wrong.
  package let reason: String
}

extension Repository {
  /// Every reference's name, sorted.
  ///
  /// - Throws: ``GitError`` when they cannot be listed.
  package func referenceNames() throws(GitError) -> [String] {
    var names = git_strarray()
    try check("git_reference_list", path: path, git_reference_list(&names, handle))
    defer { git_strarray_dispose(&names) }
    return UnsafeBufferPointer(start: names.strings, count: names.count).compactMap { name in
      name.map { String(cString: $0) }
    }.sorted()
  }

  /// The commit that a reference leads to, through tags; nil where it leads to anything else, or nowhere.
  ///
  /// An object that is missing or damaged counts as a commit, so that a walk from there says so.
  ///
  /// - Throws: ``GitError`` when the reference cannot be read.
  package func tip(of reference: String) throws(GitError) -> ObjectID? {
    guard var id = try target(of: reference) else { return nil }
    // A tag of a tag of a tag is a rarity; more is mischief.
    for _ in 0..<8 {
      do throws(GitError) {
        // `resolve` would wait forever for the rest of a file that was cut short.
        try checkFile(of: id)
        var raw = id.raw
        let object = try make("git_object_lookup", path: path) { git_object_lookup($0, handle, &raw, GIT_OBJECT_ANY) }
        defer { git_object_free(object) }
        switch git_object_type(object) {
        case GIT_OBJECT_COMMIT: return id
        case GIT_OBJECT_TAG: id = ObjectID(git_tag_target_id(object).pointee)
        default: return nil
        }
      } catch {
        return id
      }
    }
    return nil
  }

  /// Reads every object that commits reach, each once, and says which are missing or damaged.
  ///
  /// What a damaged commit or directory names is not looked at, unless another one names it too.
  ///
  /// - Parameters:
  ///   - commits: where to begin, newest first.
  ///   - limit: the most damage that is listed; then the walk ends.
  ///   - isInterrupted: asked before each commit.
  /// - Returns: the damage in the order in which it was met, and how many objects were looked at.
  package func damage(
    reachableFrom commits: [ObjectID], limit: Int = 1000, isInterrupted: () -> Bool = { false }
  ) -> (damage: [ObjectDamage], objects: Int) {
    var walk = DamageWalk(repository: self, limit: limit)
    var pending = Array(commits.reversed())
    while let commit = pending.popLast(), walk.damage.count < limit, !isInterrupted() {
      pending += walk.visit(commit: commit).reversed()
    }
    return (walk.damage, walk.seen.count)
  }
}

/// A walk over objects.
private struct DamageWalk {
  /// Deeper than any rule lies; a tree that names itself through others would have no end.
  private static let depth = 64
  /// A larger file is no rule, and is not read.
  private static let fileLimit = 64 << 20

  let repository: Repository
  let limit: Int
  private(set) var seen: Set<ObjectID> = []
  private(set) var damage: [ObjectDamage] = []

  init(repository: Repository, limit: Int) {
    self.repository = repository
    self.limit = limit
  }

  /// Looks at a commit with all that it holds.
  ///
  /// - Returns: its parents, as far as they were not seen.
  mutating func visit(commit id: ObjectID) -> [ObjectID] {
    guard seen.insert(id).inserted else { return [] }
    do throws(GitError) {
      let commit = try repository.commit(id)
      visit(directory: commit.tree, path: "", in: id)
      return commit.parents.filter { !seen.contains($0) }
    } catch {
      damage.append(ObjectDamage(id: id, kind: .commit, path: "", commit: id, reason: error.message))
      return []
    }
  }

  private mutating func visit(directory root: ObjectID, path: String, in commit: ObjectID) {
    var pending = [(id: root, path: path, depth: 0)]
    while let next = pending.popLast(), damage.count < limit {
      guard seen.insert(next.id).inserted else { continue }
      do throws(GitError) {
        for entry in try repository.tree(next.id) {
          let path = next.path.isEmpty ? entry.name : "\(next.path)/\(entry.name)"
          switch entry.kind {
          case .directory where next.depth < Self.depth: pending.append((entry.id, path, next.depth + 1))
          case .file, .symbolicLink: visit(file: entry.id, path: path, in: commit)
          case .directory, .submodule: continue
          }
        }
      } catch {
        damage.append(
          ObjectDamage(id: next.id, kind: .directory, path: next.path, commit: commit, reason: error.message))
      }
    }
  }

  private mutating func visit(file id: ObjectID, path: String, in commit: ObjectID) {
    guard seen.insert(id).inserted else { return }
    do throws(GitError) {
      _ = try repository.blob(id, limit: Self.fileLimit)
    } catch {
      damage.append(ObjectDamage(id: id, kind: .file, path: path, commit: commit, reason: error.message))
    }
  }
}
