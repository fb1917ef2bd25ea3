import FoundationEssentials
import Git

extension StoreExamination {
  /// Lock files of git: one that stays stops whoever wants the same file.
  func lockFiles() -> [Finding] {
    let below = ["refs", "logs"].flatMap { files(below: "\(path)/\($0)") }
    let beside = FileFacts.names(in: path).filter { $0 != "ltm.lock" }.map { "\(path)/\($0)" }
    let shallow = ["objects/info", "objects/info/commit-graphs", "objects/pack"].flatMap { name in
      FileFacts.names(in: "\(path)/\(name)").map { "\(path)/\(name)/\($0)" }
    }
    return (beside + below + shallow).filter { $0.hasSuffix(".lock") && FileFacts($0)?.kind == .file }.map { file in
      guard isStale(file) else {
        let remedy = "wait ten minutes; if it is still there then, '--fix' removes it"
        return .warning(.storeLockFile, name(of: file), "a git process may be at work", remedy: remedy)
      }
      return .error(
        .storeLockFile, name(of: file), "a process that was killed left it, and nobody can change what it locks",
        remedy: "make sure that no git process is at work, and remove it", mending: .remove(path: file))
    }.or(.storeLockFile, path, "no lock files of git")
  }

  /// What a process that was killed began to write, and never named as part of the store.
  func leftovers() -> [Finding] {
    let objects = "\(path)/objects"
    let drafts = FileFacts.names(in: objects).filter { $0.hasPrefix("tmp_objdir-") || $0.hasPrefix("tmp_obj_") }
      .map { "\(objects)/\($0)" }
    let packs = FileFacts.names(in: "\(objects)/pack").filter { name in
      ["tmp_", ".tmp-"].contains(where: name.hasPrefix)
    }.map { "\(objects)/pack/\($0)" }
    let loose = looseDirectories.flatMap { directory in
      FileFacts.names(in: directory).filter { $0.hasPrefix("tmp_obj_") }.map { "\(directory)/\($0)" }
    }
    // Those that may be in use are no news.
    return (drafts + packs + loose).filter(isStale).map { file in
      .warning(
        .storeLeftover, name(of: file), "a process that was killed left it unfinished", remedy: "remove it",
        mending: .remove(path: file))
    }.or(.storeLeftover, path, "no unfinished files")
  }

  /// Packs and their indexes: git and libgit2 read a pack only through its index.
  func packIndexes() -> [Finding] {
    let names = FileFacts.names(in: "\(path)/objects/pack").filter { $0.hasPrefix("pack-") }
    let present = Set(names)
    return names.filter { isStale("\(path)/objects/pack/\($0)") }.compactMap { packFile($0, among: present) }
      .or(.storePackIndex, path, "every pack has its index")
  }

  /// What is wrong with one file of a pack; nil for nothing.
  private func packFile(_ file: String, among present: Set<String>) -> Finding? {
    let directory = "\(path)/objects/pack"
    let place = "\(directory)/\(file)"
    let isPack = file.hasSuffix(".pack")
    let partner = "\(file[..<(file.lastIndex(of: ".") ?? file.endIndex)]).\(isPack ? "idx" : "pack")"
    switch (isPack, FileFacts(place)?.size == 0, present.contains(partner)) {
    case (true, true, _):
      let paths = [file, partner].filter(present.contains).map { "\(directory)/\($0)" }
      return .error(.storePackIndex, file, Self.isEmpty, remedy: copyRemedy, mending: .setAside(paths: paths))
    case (true, false, false):
      return .error(
        .storePackIndex, file, "has no index, so its objects are not seen", remedy: "git index-pack \(place)",
        mending: git == nil ? nil : .indexPack(path: place))
    case (false, true, true) where file.hasSuffix(".idx"):
      // Without the empty file the next round sees a pack without an index.
      return .error(
        .storePackIndex, file, Self.isEmpty, remedy: "remove it, and make it anew with 'git index-pack'",
        mending: .remove(path: place))
    case (false, _, false) where [".idx", ".rev", ".bitmap", ".mtimes"].contains(where: file.hasSuffix):
      return .warning(
        .storePackIndex, file, "belongs to a pack that is not there", remedy: "remove it",
        mending: .remove(path: place))
    default: return nil
    }
  }

  /// The directories of objects that have files of their own.
  var looseDirectories: [String] {
    FileFacts.names(in: "\(path)/objects").filter { name in
      name.utf8.count == 2 && name.allSatisfy(\.isHexDigit)
    }.map { "\(path)/objects/\($0)" }
  }

  /// Whether a file is older than any process takes.
  func isStale(_ file: String) -> Bool {
    FileFacts(file).map { clock - $0.modified > Self.staleSeconds } ?? false
  }

  /// A file's name in the store.
  func name(of file: String) -> String { String(file.dropFirst(path.count + 1)) }

  /// How to get objects back that only a copy has.
  var copyRemedy: String {
    "bring the objects back from a copy of the store: git --git-dir=\(path) fetch --refetch COPY main, and the other "
      + "branches likewise"
  }

  private func files(below directory: String, depth: Int = 8) -> [String] {
    FileFacts.names(in: directory).flatMap { name -> [String] in
      let place = "\(directory)/\(name)"
      guard depth > 0, FileFacts(place)?.kind == .directory else { return [place] }
      return files(below: place, depth: depth - 1)
    }
  }
}
