import FoundationEssentials
import Git
import Glibc

extension StoreExamination {
  /// Objects that lie in another repository.
  func borrowed() -> [Finding] {
    let text = FileFacts.text(of: "\(path)/objects/info/alternates") ?? ""
    return text.split(separator: "\n").map(String.init).filter { !$0.isEmpty && !$0.hasPrefix("#") }.map { line in
      let place = line.hasPrefix("/") ? line : "\(path)/objects/\(line)"
      guard FileFacts(place + "/")?.kind == .directory else {
        return .error(
          .storeBorrowed, line, "objects are borrowed from there, and it is not there",
          remedy: "bring it back; or, if '--deep' finds all objects, remove \(path)/objects/info/alternates")
      }
      return .warning(
        .storeBorrowed, line, "objects are borrowed from there, and go when it goes",
        remedy: "git --git-dir=\(path) repack -a -d, and remove \(path)/objects/info/alternates")
    }.or(.storeBorrowed, path, "all objects are its own")
  }

  /// What makes git show another history than libgit2 reads.
  func history() -> [Finding] {
    var findings: [Finding] = []
    if FileFacts("\(path)/info/grafts")?.size ?? 0 > 0 {
      findings.append(
        .warning(
          .storeHistory, "info/grafts", "git shows another history than the job reads",
          remedy: "remove the file, or make it permanent with 'git filter-branch' in a copy"))
    }
    let names = (try? Repository(path: path).referenceNames()) ?? []
    for name in names where name.hasPrefix("refs/replace/") {
      findings.append(
        .warning(
          .storeHistory, name, "git shows another object than the job reads",
          remedy: "git --git-dir=\(path) replace -d \(name.dropFirst(13))"))
    }
    return findings.or(.storeHistory, path, "whole, with no replaced objects")
  }

  /// Hooks run when people push, and never for the job's commits.
  func hooks() -> [Finding] {
    FileFacts.names(in: "\(path)/hooks").filter { name in
      let file = "\(path)/hooks/\(name)"
      return !name.hasSuffix(".sample") && FileFacts(file)?.kind == .file && access(file, X_OK) == 0
    }.map { name in
      .warning(
        .storeHook, "hooks/\(name)", "does not run when the job commits, which libgit2 does without hooks",
        remedy: "do what it does after 'ltm run'; it does run when people push")
    }.or(.storeHook, path, "no hooks")
  }
}
