import FoundationEssentials
import Git
import RuleStore

extension StoreExamination {
  /// Whether it is a bare repository that libgit2 reads.
  func form() -> [Finding] {
    guard FileFacts("\(path)/objects")?.kind == .directory else {
      return [
        .error(
          .storeForm, path, FileFacts("\(path)/.git") == nil ? "is no git repository" : "has a working tree",
          remedy: "give '--store' a bare repository; 'git clone --bare' makes one of another, 'ltm run' a new one")
      ]
    }
    if let finding = lostParts() { return [finding] }
    do {
      let values = try ConfigurationFile(path: "\(path)/config").values()
      if let finding = unsupported(values) { return [finding] }
      _ = try Repository(path: path)
      return [.ok(.storeForm, path, "a bare repository of format 0")]
    } catch {
      let remedy =
        switch error.code {
        case .notOwned: "run as its owner"
        case .notBare: "give '--store' a bare repository"
        case .unsupported where FileFacts("\(path)/shallow") != nil:
          "git --git-dir=\(path) fetch --unshallow REMOTE"
        default: "compare HEAD and config with those of another repository, or take the store from a copy"
        }
      return [.error(.storeForm, path, error.message, remedy: remedy)]
    }
  }

  /// What a power failure or a copy leaves: an empty HEAD or config, or no directory where it was empty.
  private func lostParts() -> Finding? {
    let head = FileFacts("\(path)/HEAD")
    if head == nil || holdsNothing("\(path)/HEAD") {
      return .error(
        .storeForm, "HEAD", head == nil ? "is missing" : Self.isEmpty, remedy: "write 'ref: refs/heads/main' into it",
        mending: .writeHead)
    }
    let directories = ["refs", "refs/heads", "objects/pack"].map { "\(path)/\($0)" }.filter { FileFacts($0) == nil }
    if !directories.isEmpty {
      let names = directories.map { String($0.dropFirst(path.count + 1)) }.joined(separator: ", ")
      return .error(
        .storeForm, names, "is missing, as in a copy without empty directories", remedy: "mkdir -p it",
        mending: .makeDirectories(directories))
    }
    let configuration = FileFacts("\(path)/config")
    if configuration == nil || holdsNothing("\(path)/config") {
      return .error(
        .storeForm, "config", configuration == nil ? "is missing" : Self.isEmpty,
        remedy: "set core.bare to true and core.repositoryFormatVersion to 0 in it",
        mending: configuration == nil || configuration?.size == 0 ? .configure(Self.settings) : nil)
    }
    return nil
  }

  static let isEmpty = "is empty, as after a power failure"

  private static let settings = [
    "core.repositoryformatversion": "0", "core.filemode": "true", "core.bare": "true", "core.logallrefupdates": "true",
  ]

  /// Whether a small file has nothing but zeros or white space in it.
  func holdsNothing(_ file: String) -> Bool {
    FileFacts.text(of: file, limit: 1 << 16).map { $0.utf8.allSatisfy { $0 == 0 || $0 == 0x0A || $0 == 0x20 } } ?? false
  }

  private func unsupported(_ values: [String: String]) -> Finding? {
    func finding(_ text: String, _ remedy: String) -> Finding { .error(.storeForm, "config", text, remedy: remedy) }
    let extensions = values.keys.filter { $0.hasPrefix("extensions.") && $0 != "extensions.noop" }.sorted()
    for name in extensions {
      switch name {
      case "extensions.objectformat" where values[name]?.lowercased() == "sha1": continue
      case "extensions.objectformat":
        return finding(
          "objects are named by \(values[name] ?? "another hash"), which libgit2 does not read",
          "make a new store, and bring the rules there with 'ltm store import'")
      case "extensions.refstorage":
        return finding(
          "references are stored in a form that libgit2 does not read",
          "git --git-dir=\(path) refs migrate --ref-format=files")
      default:
        return finding(
          "uses '\(name)', which libgit2 does not read", "git clone --bare it to a new place, with its three branches")
      }
    }
    let version = values["core.repositoryformatversion"] ?? "0"
    guard version == "0" || version == "1" else {
      return finding("has format version \(version), and 0 is read", "git clone --bare it to a new place")
    }
    guard values["core.bare"]?.lowercased() != "false" else {
      return finding("says that the repository has a working tree", "git --git-dir=\(path) config core.bare true")
    }
    return nil
  }

  /// What the repository's settings mean for the job.
  func settings() -> [Finding] {
    guard let values = try? ConfigurationFile(path: "\(path)/config").values() else { return [] }
    var findings: [Finding] = []
    if let expiry = values["gc.pruneexpire"], ["now", "all"].contains(expiry.lowercased()) {
      findings.append(
        .warning(
          .storeSetting, "gc.pruneExpire", "is '\(expiry)': 'git gc' would remove what a run is about to use",
          remedy: "git --git-dir=\(path) config --unset gc.pruneExpire"))
    }
    for (name, value) in values.sorted(by: { $0.key < $1.key })
    where name.hasPrefix("remote.") && (name.hasSuffix(".promisor") || name.hasSuffix(".partialclonefilter")) {
      findings.append(
        .warning(
          .storeSetting, name, "is '\(value)': git leaves out objects that libgit2 cannot fetch",
          remedy: "make the store of a full clone"))
    }
    findings = findings.or(.storeSetting, "config", "nothing in the way of the job")
    let keeps = ["true", "always", "yes", "on", "1"].contains((values["core.logallrefupdates"] ?? "").lowercased())
    findings.append(
      keeps
        ? .ok(.storeReflog, "core.logAllRefUpdates", "is on")
        : .warning(
          .storeReflog, "core.logAllRefUpdates",
          "is off: a branch that is moved by mistake, or lost in a power failure, cannot be told from its reflog",
          remedy: "git --git-dir=\(path) config core.logAllRefUpdates true",
          mending: .configure(["core.logallrefupdates": "true"])))
    return findings + signing(values)
  }

  private func signing(_ values: [String: String]) -> [Finding] {
    guard values["gpg.format"] == "ssh" || values["user.signingkey"] != nil else { return [] }
    guard StoreGit.locate("ssh-keygen") == nil else { return [.ok(.signing, "ssh-keygen", "is installed")] }
    return [
      .error(
        .signing, "ssh-keygen", "is not installed, and the store's commits are to be signed",
        remedy: "install the OpenSSH client")
    ]
  }
}
