import FoundationEssentials
import Git
import RuleStore

extension StoreExamination {
  /// Objects that have files of their own: an empty one is what a power failure leaves, and stands in the way of a
  /// whole one. With `--deep` each is read.
  func objectFiles() -> [Finding] {
    var findings: [Finding] = []
    var whole: [ObjectID] = []
    for directory in looseDirectories {
      for name in FileFacts.names(in: directory) {
        let file = "\(directory)/\(name)"
        guard let id = ObjectID(hex: directory.suffix(2) + name), let facts = FileFacts(file) else { continue }
        guard facts.size == 0 else {
          whole.append(id)
          continue
        }
        findings.append(
          .error(
            .storeObjectFile, "object \(id)", "its file \(Self.isEmpty)", remedy: "remove the file; then \(copyRemedy)",
            mending: isStale(file) ? .remove(path: file) : nil))
      }
    }
    guard isDeep, let repository = try? Repository(path: path) else {
      return findings.or(.storeObjectFile, path, "no empty files")
    }
    for id in (try? LooseObjectFiles(repository).damaged(among: whole)) ?? [] {
      let hex = id.description
      let file = "\(path)/objects/\(hex.prefix(2))/\(hex.dropFirst(2))"
      findings.append(
        .error(
          .storeObjectFile, "object \(id)", "its file is cut short or damaged",
          remedy: "move the file away; then \(copyRemedy)", mending: isStale(file) ? .setAside(paths: [file]) : nil))
    }
    return findings.or(.storeObjectFile, path, "no damaged files among \(whole.count)")
  }

  /// Everything that the references reach, read and checked.
  func reachableObjects() -> [Finding] {
    guard let repository = try? Repository(path: path), let names = try? repository.referenceNames() else {
      return [.error(.storeObject, path, "its references cannot be listed", remedy: copyRemedy)]
    }
    let tips = names.compactMap { (try? repository.tip(of: $0)) ?? nil }
    let (damage, objects) = repository.damage(reachableFrom: tips, isInterrupted: isInterrupted)
    return damage.map { damage in
      .error(.storeObject, subject(of: damage), "\(damage.reason) (object \(damage.id))", remedy: copyRemedy)
    }.or(.storeObject, path, "all \(objects) objects that \(names.count) references reach are whole")
  }

  /// What a damaged object takes with it, in terms of rules.
  private func subject(of damage: ObjectDamage) -> String {
    let commit = "commit \(String("\(damage.commit)".prefix(12)))"
    guard damage.kind == .file, damage.path.hasPrefix("\(RuleFile.directory)/"), damage.path.hasSuffix(".json"),
      let name = damage.path.split(separator: "/").last
    else { return damage.path.isEmpty ? commit : "\(damage.path.onOneLine) in \(commit)" }
    return "rule \(String(name.dropLast(5)).onOneLine) in \(commit)"
  }

  /// What git itself says.
  func fsck() -> [Finding] {
    guard let git else { return [] }
    guard let outcome = try? git.run(["fsck", "--strict", "--full", "--no-dangling", "--no-progress"], on: path) else {
      return [.warning(.storeFsck, git.path, "cannot be started", remedy: "install git anew")]
    }
    // Of an unborn branch, git says so.
    let lines = outcome.lines.filter { !$0.hasPrefix("notice:") }
    guard outcome.status != 0 || !lines.isEmpty else { return [.ok(.storeFsck, path, "git fsck finds nothing")] }
    return (lines.isEmpty ? ["ends with \(outcome.status)"] : lines).prefix(1000).map { line in
      let isError = outcome.status != 0 && !line.hasPrefix("warning")
      let text = "git fsck: \(line.onOneLine)"
      return isError
        ? .error(.storeFsck, path, text, remedy: copyRemedy) : .warning(.storeFsck, path, text, remedy: copyRemedy)
    }
  }

  /// Every pack is looked into for each object, and every loose one is a file.

  func packs() -> [Finding] {
    let packs = FileFacts.names(in: "\(path)/objects/pack").count { $0.hasSuffix(".pack") }
    let loose = looseDirectories.reduce(0) { $0 + FileFacts.names(in: $1).count }
    guard packs > GitRuleStore.mostPacks || loose > GitRuleStore.mostLooseObjects else {
      return [.ok(.storePacks, path, "\(packs) packs, \(loose) objects beside them")]
    }
    return [
      .warning(
        .storePacks, path, "\(packs) packs and \(loose) objects beside them make reading slow",
        remedy: "flock \(path)/ltm.lock git --git-dir=\(path) gc", mending: git == nil ? nil : .pack)
    ]
  }
}
