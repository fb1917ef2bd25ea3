import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// What can be opened as a store, and what it is like.
@Suite struct OpeningTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func code(opening name: String) -> GitError.Code? {
    let error = #expect(throws: RuleStoreError.self) {
      try GitRuleStore(path: directory.path(name), create: true)
    }
    guard case .git(let error) = error else { return nil }
    #expect(error.description.contains(name))
    return error.code
  }

  @Test func aNewStoreIsBareOnMainWithAReflogInItsOwnName() throws {
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    try store.commit([.add(try Sample.rule("a"))])
    try store.commit([.add(try Sample.rule("b"))], run: "run-2")
    #expect(try Command.git(store.path, "symbolic-ref", "HEAD").output == "refs/heads/main\n")
    #expect(try Command.git(store.path, "rev-parse", "--is-bare-repository").output == "true\n")
    let reflog = try Command.git(store.path, "reflog", "show", "--format=%gn <%ge> %gs", "main").output
    #expect(
      reflog == """
        ltm <ltm@localhost> ltm: 1 commits of run run-2
        ltm <ltm@localhost> ltm: 1 commits of run run-1

        """)
  }

  @Test(arguments: ["with space", "50%20", "Größe", "two\nlines", "a/b/c", "quote'\"", "-n"])
  func anyPathWillDo(name: String) throws {
    let store = try GitRuleStore(path: directory.path(name), create: true)
    try store.commit([.add(try Sample.rule("a"))])
    #expect(try GitRuleStore(path: directory.path(name)).snapshot(at: nil).rules.count == 1)
    #expect(FileManager.default.fileExists(atPath: "\(directory.path)/\(name)/HEAD"))
    try expectSound(store.path)
  }

  @Test func nothingIsMissingUnlessItIsToBeCreated() throws {
    let path = directory.path("none")
    #expect(throws: RuleStoreError.missing(path: path)) { try GitRuleStore(path: path) }
    let store = try GitRuleStore(path: path, create: true)
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: RuleStoreError.missing(path: path)) { try store.snapshot(at: nil) }
    #expect(throws: RuleStoreError.self) { try store.commit([]) }
  }

  @Test func aWorkingTreeIsRefused() throws {
    #expect(try Command.git(directory.path, "init", "--quiet", "work").status == 0)
    #expect(code(opening: "work") == .notBare)
    #expect(code(opening: "work/.git") == .notBare)
    #expect(try Command.git(directory.path("work"), "status", "--porcelain").output == "")
  }

  @Test func aRepositoryAboveIsNotTaken() throws {
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    let inner = "\(store.path)/inner"
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
    #expect(throws: RuleStoreError.missing(path: inner)) { try GitRuleStore(path: inner) }
  }

  @Test func otherFilesAreLeftAlone() throws {
    let file = try directory.write("precious", to: "file")
    try directory.write("precious", to: "full/file")
    #expect(code(opening: "file") == .fileSystem)
    #expect(code(opening: "full") == .exists)
    #expect(try String(contentsOf: URL(filePath: file), encoding: .utf8) == "precious")
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == ["file", "full"])
  }

  @Test func formatsThatLibgit2CannotReadAreNamed() throws {
    #expect(try Command.git(directory.path, "init", "--quiet", "--bare", "--object-format=sha256", "sha").status == 0)
    #expect(code(opening: "sha") == .unsupported)
    let store = try GitRuleStore(path: directory.path("extended"), create: true)
    #expect(try Command.git(store.path, "config", "core.repositoryFormatVersion", "1").status == 0)
    #expect(try Command.git(store.path, "config", "extensions.worktreeConfig", "true").status == 0)
    #expect(code(opening: "extended") == .unsupported)
    #expect(try Command.git(store.path, "config", "core.repositoryFormatVersion", "99").status == 0)
    #expect(code(opening: "extended") == .unsupported)
    // Git reads no such repository either.
    let file = "\(store.path)/config"
    #expect(try Command.run(["git", "config", "--file", file, "core.repositoryFormatVersion", "0"]).status == 0)
  }

  @Test(.enabled(if: getuid() == 0, "only root can give a directory away"))
  func anotherUsersStoreIsRefused() throws {
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    try FileManager.default.setAttributes([.ownerAccountID: 12345], ofItemAtPath: store.path)
    #expect(code(opening: "rules.git") == .notOwned)
    // The user's own exception does not count: a store is opened by its owner.
    try directory.write("[safe]\n\tdirectory = *\n\tdirectory = \(store.path)\n", to: "home/.gitconfig")
    let run = try StoreWriter.write(store.path, environment: ["HOME": directory.path("home")])
    #expect(run.status == 1)
    #expect(run.errors.contains("belongs to another user"))
    // `sudo` is one: root may open what belongs to the user who called it.
    #expect(try StoreWriter.write(store.path, environment: ["SUDO_UID": "12345"]).status == 0)
  }

  @Test func aBranchFileWithoutContentIsDamage() throws {
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    try store.commit([.add(try Sample.rule("a"))])
    let content = try String(contentsOfFile: "\(store.path)/refs/heads/main", encoding: .utf8)
    try directory.write("", to: "rules.git/refs/heads/main")
    let error = #expect(throws: RuleStoreError.self) { try store.head() }
    guard case .git(let error) = error else { return }
    #expect(error.code == .corrupt)
    #expect(error.description.contains("refs/heads/main"))
    #expect(throws: RuleStoreError.self) { try store.commit([.add(try Sample.rule("b"))]) }
    try directory.write(content, to: "rules.git/refs/heads/main")
    try store.commit([.add(try Sample.rule("b"))])
  }
}
