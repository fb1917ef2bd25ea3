import Foundation
import TestSupport
import Testing

/// Stores in which something is missing, damaged or unusual.
@Suite struct DamagedStoreTests {
  private let store: FaultyStore

  init() throws { store = try FaultyStore(with: "first", "before", holdsDamage: true) }

  /// Adds a rule, expects that this ends with an error that names the store, and that the branch stays.
  private func expectRefused(_ reason: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = "\(store.path)/refs/heads/main"
    let before = try? String(contentsOfFile: file, encoding: .utf8)
    let run = try store.importRule("second")
    #expect(run.status == 1, sourceLocation: sourceLocation)
    #expect(
      run.errors.hasPrefix("ltm: error: \(store.path)") && run.errors.contains(reason), "\(run.errors)",
      sourceLocation: sourceLocation)
    #expect((try? String(contentsOfFile: file, encoding: .utf8)) == before, sourceLocation: sourceLocation)
  }

  private func packs() throws -> [String] {
    let directory = "\(store.path)/objects/pack"
    return try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".pack") }
      .map { "\(directory)/\($0)" }.sorted()
  }

  @Test func aMissingPackIsNamed() throws {
    for pack in try packs() { try FileManager.default.removeItem(atPath: pack) }
    try expectRefused("object is missing")
    let list = try store.ltm(["rules", "list", "--store", store.path])
    #expect(list.status == 1)
    #expect(list.errors.contains("\(store.path): object "))
  }

  @Test func aTruncatedPackIsNamed() throws {
    for pack in try packs() {
      #expect(try Command.run(["chmod", "644", pack]).status == 0)
      #expect(try Command.run(["truncate", "--size=40", pack]).status == 0)
    }
    try expectRefused(": object ")
  }

  @Test func aBranchThatLeadsNowhereIsNamed() throws {
    let id = String(repeating: "ab", count: 20)
    try store.directory.write("\(id)\n", to: "rules.git/refs/heads/main")
    try expectRefused("object \(id): object is missing")
  }

  @Test(arguments: ["", "not an id\n", "\0\0\0\0"])
  func aDamagedBranchIsNamed(content: String) throws {
    try store.directory.write(content, to: "rules.git/refs/heads/main")
    try expectRefused("refs/heads/main")
  }

  @Test func aStoreWithoutAHeadIsNoStore() throws {
    try FileManager.default.removeItem(atPath: "\(store.path)/HEAD")
    let run = try store.importRule("second")
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("ltm: error: \(store.path): "))
    try store.directory.write("ref: refs/heads/main\n", to: "rules.git/HEAD")
    try store.expectSound()
    #expect(try store.importRule("second").status == 0)
  }

  @Test(arguments: ["ref: refs/heads/elsewhere\n", "ref: refs/heads/candidates\n", "detached"])
  func theRulesAreOnMainWhereverHeadPoints(head: String) throws {
    let tip = try store.tip()
    try store.directory.write(head == "detached" ? tip : head, to: "rules.git/HEAD")
    #expect(try store.importRule("second").status == 0)
    #expect(try store.rules() == ["before", "first", "second"])
    #expect(try store.ltm(["rules", "list", "--store", store.path]).output.contains("second"))
    #expect(try store.git("rev-list", "--count", "main").output == "4\n")
    // HEAD itself stays.
    if head == "detached" { #expect(try String(contentsOfFile: "\(store.path)/HEAD", encoding: .utf8) == tip) }
    try store.expectSound()
  }

  @Test func aCloneThatSharesObjectsWorks() throws {
    let place = store.directory.path("shared.git")
    #expect(try store.git("clone", "--quiet", "--bare", "--shared", store.path, place).status == 0)
    #expect(try store.importRule("second", to: place).status == 0)
    #expect(try Command.git(place, "fsck", "--strict").status == 0)
    #expect(try Command.git(place, "rev-list", "--count", "main").output == "4\n")
    // What it shares it cannot do without.
    try FileManager.default.moveItem(atPath: store.path, toPath: store.path + ".away")
    let run = try store.importRule("third", to: place)
    #expect(run.status == 1)
    #expect(run.errors.contains("object is missing"))
    try FileManager.default.moveItem(atPath: store.path + ".away", toPath: store.path)
    #expect(try store.importRule("third", to: place).status == 0)
    #expect(try Command.git(place, "fsck", "--strict").status == 0)
  }

  @Test func aShallowCloneIsRefusedUntilItIsWhole() throws {
    let place = store.directory.path("shallow.git")
    #expect(
      try store.git("clone", "--quiet", "--bare", "--depth", "1", "file://\(store.path)", place).status == 0)
    let run = try store.importRule("second", to: place)
    #expect(run.status == 1)
    #expect(
      run.errors == "ltm: error: \(place): is a shallow clone, in which history ends too early; "
        + "'git fetch --unshallow' makes it whole (open)\n", "\(run.errors)")
    #expect(try Command.git(place, "fetch", "--quiet", "--unshallow").status == 0)
    #expect(try store.importRule("second", to: place).status == 0)
    #expect(try Command.git(place, "fsck", "--strict").status == 0)
  }
}
