import Foundation
import Glibc
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// What is wrong with a store and takes a person: it is told, and `--fix` leaves it as it is.
@Suite struct DoctorTellsStoreTests {
  enum Trouble: String, CaseIterable {
    case noStore, aFile, noRepository, aWorkingTree, damagedHead
    case anotherHash, anotherFormat, unknownExtension, notBare
    case lockIsALink
    case headNamesAnotherBranch, headNamesACommit
    case branchNamesNoCommit
    case borrowsFromNowhere, borrows
    case shallow, grafts, replaced
    case hook, prunesAtOnce, partialClone

    var check: Check {
      switch self {
      case .noStore, .aFile: .storePlace
      case .noRepository, .aWorkingTree, .anotherHash, .anotherFormat, .unknownExtension, .notBare, .shallow:
        .storeForm
      case .lockIsALink: .storeRunLock
      case .damagedHead, .headNamesAnotherBranch, .headNamesACommit: .storeHead
      case .branchNamesNoCommit: .storeBranch
      case .borrowsFromNowhere, .borrows: .storeBorrowed
      case .grafts, .replaced: .storeHistory
      case .hook: .storeHook
      case .prunesAtOnce, .partialClone: .storeSetting
      }
    }

    var severity: Finding.Severity {
      switch self {
      case .headNamesAnotherBranch, .headNamesACommit, .borrows, .grafts, .replaced, .hook, .prunesAtOnce,
        .partialClone:
        .warning
      default: .error
      }
    }

    func apply(to patient: Patient) throws {
      switch self {
      case .noStore: try FileManager.default.removeItem(atPath: patient.path)
      case .aFile:
        try FileManager.default.removeItem(atPath: patient.path)
        try Data().write(to: URL(filePath: patient.path))
      case .noRepository: try patient.remove("objects")
      case .aWorkingTree:
        try FileManager.default.removeItem(atPath: patient.path)
        #expect(try Command.run(["git", "init", "-q", patient.path]).status == 0)
      case .damagedHead: try patient.write("nonsense", "HEAD")
      case .anotherHash:
        try FileManager.default.removeItem(atPath: patient.path)
        let arguments = ["git", "init", "-q", "--bare", "--object-format=sha256", patient.path]
        #expect(try Command.run(arguments).status == 0)
      case .anotherFormat: _ = try patient.git("config", "core.repositoryFormatVersion", "2")
      case .unknownExtension:
        _ = try patient.git("config", "core.repositoryFormatVersion", "1")
        _ = try patient.git("config", "extensions.worktreeConfig", "true")
      case .notBare: _ = try patient.git("config", "core.bare", "false")
      case .lockIsALink:
        try FileManager.default.createSymbolicLink(atPath: "\(patient.path)/ltm.lock", withDestinationPath: "nowhere")
      case .headNamesAnotherBranch: try patient.write("ref: refs/heads/candidates\n", "HEAD")
      case .headNamesACommit: try patient.write(try patient.git("rev-parse", "main") + "\n", "HEAD")
      case .branchNamesNoCommit:
        try patient.write("0123456789abcdef0123456789abcdef01234567\n", "refs/heads/main")
      case .borrowsFromNowhere: try patient.write("/nowhere/objects\n", "objects/info/alternates")
      case .borrows:
        let other = try Patient()
        try FileManager.default.moveItem(atPath: other.path, toPath: patient.directory.path("other.git"))
        try patient.write("../../other.git/objects\n", "objects/info/alternates")
      case .shallow: try patient.write(try patient.git("rev-parse", "main") + "\n", "shallow")
      case .grafts: try patient.write(try patient.git("rev-parse", "main") + "\n", "info/grafts")
      case .replaced: _ = try patient.git("replace", "main", "main~1")
      case .hook:
        try patient.write("#!/bin/sh\n", "hooks/post-commit")
        chmod("\(patient.path)/hooks/post-commit", 0o755)
      case .prunesAtOnce: _ = try patient.git("config", "gc.pruneExpire", "now")
      case .partialClone: _ = try patient.git("config", "remote.origin.promisor", "true")
      }
    }
  }

  @Test(arguments: Trouble.allCases)
  func troubleIsToldAndLeftAlone(trouble: Trouble) throws {
    let patient = try Patient()
    try trouble.apply(to: patient)
    let before = try? patient.contents()
    let report = try patient.mend()
    let found = report.problems.filter { $0.check == trouble.check }
    #expect(found.count == 1, "\(report.problems)")
    #expect(found.first?.severity == trouble.severity)
    #expect(found.first?.isFixable == false)
    #expect(found.first?.remedy?.isEmpty == false)
    #expect(report.mended == 0)
    #expect((try? patient.contents()) == before)
  }

  @Test func aNewStoreIsWell() throws {
    let patient = try Patient()
    let report = try patient.examine(deep: true)
    #expect(report.problems == [])
    // Every check of a store that is there was made.
    let made = Set(report.findings.map(\.check))
    let left = Check.allCases.filter { !made.contains($0) }
    #expect(left == [.ledgerLeftover, .output, .signing, .input])
  }

  @Test func aStoreWithoutACommitIsWell() throws {
    let patient = try Patient()
    try FileManager.default.removeItem(atPath: patient.path)
    _ = try GitRuleStore(path: patient.path, create: true)
    #expect(try patient.examine(deep: true).problems == [])
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
  func anotherOwnerIsToldBeforeAnythingElse() throws {
    let patient = try Patient()
    #expect(chown(patient.path, 12345, 12345) == 0)
    let found = try patient.problems(.storeOwner)
    #expect(found.map(\.severity) == [.error])
    #expect(found.first?.text.contains("12345") == true)
    #expect(found.first?.remedy?.contains("chown") == true)
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
  func aDirectoryOfAnotherRunWithSudoIsTold() throws {
    let patient = try Patient()
    #expect(chown("\(patient.path)/objects/pack", 12345, 12345) == 0)
    let found = try patient.problems(.storeOwner)
    #expect(found.map(\.subject) == ["\(patient.path)/objects/pack"])
  }

  @Test func whatMakesSigningPossibleIsLookedForWhereItIsConfigured() throws {
    let patient = try Patient()
    _ = try patient.git("config", "gpg.format", "ssh")
    #expect(try patient.examine().findings.contains { $0.check == .signing })
  }

  enum Loss: CaseIterable { case missing, empty, cutShort, replaced }

  /// Of a lost object it is told which rule and which commit are affected; what there is of it is kept, and the copy
  /// that the remedy names brings it back.
  @Test(arguments: ["main", "main^{tree}", "main:rules", "main:RULE"], Loss.allCases)
  func aLostObjectIsNamedAndComesBackFromACopy(revision: String, loss: Loss) throws {
    let patient = try Patient()
    let copy = patient.directory.path("copy.git")
    #expect(try Command.run(["git", "clone", "-q", "--mirror", patient.path, copy]).status == 0)
    try patient.unpack()
    let name = try RuleFile.path(of: patient.rules[2].id)
    let file = try patient.file(of: revision.replacing("RULE", with: name))
    let other = try patient.file(of: "main~1")
    let bytes = try #require(FileManager.default.contents(atPath: "\(patient.path)/\(file)"))
    switch loss {
    case .missing: try patient.remove(file)
    case .empty: try patient.leave("", file)
    case .cutShort:
      try patient.write(bytes.prefix(bytes.count / 2), file)
      try patient.age(file)
    case .replaced:
      try patient.write(try #require(FileManager.default.contents(atPath: "\(patient.path)/\(other)")), file)
      try patient.age(file)
    }
    let report = try patient.mend(deep: true)
    #expect(report.isWrong)
    let lost = try #require(report.problems.first { $0.check == .storeObject })
    #expect(lost.subject.contains(try patient.git("rev-parse", "main").prefix(12)), "\(lost)")
    if revision.hasSuffix("RULE") { #expect(lost.subject.hasPrefix("rule \(patient.rules[2].id) in commit ")) }
    #expect(report.problems.contains { $0.check == .storeFsck })
    // What stood in the way of the whole object is out of it, and nothing but an empty file is gone.
    #expect(!patient.exists(file))
    let kept = try? FileManager.default.contentsOfDirectory(atPath: "\(patient.path)/ltm-damaged")
    #expect((kept ?? []).count == (loss == .cutShort || loss == .replaced ? 1 : 0))
    #expect(lost.remedy?.contains("fetch --refetch COPY main") == true)
    _ = try patient.git("fetch", "-q", "--refetch", copy, "main")
    #expect(try patient.examine(deep: true).problems == [])
    try patient.expectWell()
  }

  /// Without git, the walk through libgit2 finds the same.
  @Test func aDamagedPackIsFound() throws {
    let patient = try Patient()
    let pack = try #require(try patient.packs(".pack").first)
    var bytes = try #require(FileManager.default.contents(atPath: "\(patient.path)/\(pack)"))
    for position in stride(from: 20, to: bytes.count - 20, by: 9) { bytes[position] ^= 0x55 }
    try patient.write(bytes, pack)
    let report = try patient.mend(deep: true)
    #expect(report.problems.contains { $0.check == .storeObject && $0.severity == .error })
    #expect(report.problems.contains { $0.check == .storeFsck && $0.severity == .error })
    #expect(FileManager.default.contents(atPath: "\(patient.path)/\(pack)") == bytes)
  }

  @Test func anEmptyPackIsSetAsideWithItsIndex() throws {
    let patient = try Patient()
    let (pack, index) = (try patient.packs(".pack")[0], try patient.packs(".idx")[0])
    try patient.leave("", pack)
    try patient.age(index)
    let report = try patient.mend()
    #expect(report.isWrong)
    #expect(!patient.exists(pack) && !patient.exists(index))
    let kept = try FileManager.default.contentsOfDirectory(atPath: "\(patient.path)/ltm-damaged")
    #expect(kept.count == 2)
  }

  @Test func aBranchWhoseLastCommitIsLostIsNotMovedBackUnasked() throws {
    let patient = try Patient()
    try patient.unpack()
    let whole = try patient.git("rev-parse", "main~1")
    try patient.remove(try patient.file(of: "main"))
    try patient.write("", "refs/heads/main")
    let report = try patient.mend()
    let found = try #require(report.problems.first { $0.check == .storeBranch })
    #expect(!found.isFixable)
    #expect(found.remedy?.contains(whole.prefix(12)) == true)
  }
}
