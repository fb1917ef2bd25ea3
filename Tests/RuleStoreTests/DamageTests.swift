import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// Damage is named, and nothing is built on it.
@Suite struct DamageTests {
  private let directory: TemporaryDirectory
  private let store: GitRuleStore
  private let rules: [Rule]

  init() throws {
    directory = try TemporaryDirectory(holdsDamage: true)
    store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    rules = try ["a", "b", "c"].map { try Sample.rule($0, "Use tool \($0)") }
    try store.commit(rules.map(RuleChange.add))
  }

  private func id(_ revision: String) throws -> String {
    try Command.git(store.path, "rev-parse", revision).output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func file(of id: String) -> String { "\(store.path)/objects/\(id.prefix(2))/\(id.dropFirst(2))" }

  /// Puts every object into a file of its own.
  private func unpack() throws {
    let packs = "\(store.path)/objects/pack"
    let names = try FileManager.default.contentsOfDirectory(atPath: packs)
    let pack = try #require(names.first { $0.hasSuffix(".pack") })
    let bytes = try Data(contentsOf: URL(filePath: "\(packs)/\(pack)"))
    for name in names { try FileManager.default.removeItem(atPath: "\(packs)/\(name)") }
    #expect(try Command.run(["git", "-C", store.path, "unpack-objects", "-q"], input: bytes).status == 0)
  }

  private func expectCorrupt(_ id: String?, _ body: () throws -> Void) {
    let error = #expect(throws: RuleStoreError.self, performing: body)
    guard case .git(let error) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error.code == .corrupt, "\(error)")
    if let id { #expect(error.description.contains(id), "\(error)") }
  }

  enum Damage: CaseIterable { case missing, truncated, empty, replaced }

  @Test(arguments: ["main", "main^{tree}", "main:rules", "main:rules/2e", "main:rules/2e/a.json"], Damage.allCases)
  func aDamagedObjectIsNamed(revision: String, damage: Damage) throws {
    let path = try RuleFile.path(of: rules[0].id)
    let id = try id(
      revision.replacing("rules/2e/a.json", with: path).replacing("rules/2e", with: String(path.prefix(8))))
    let (head, other) = (try store.head(), try self.id("main~1"))
    try unpack()
    #expect(try store.snapshot(at: nil).rules == rules)
    let file = URL(filePath: file(of: id))
    let bytes = try Data(contentsOf: file)
    try FileManager.default.removeItem(at: file)
    switch damage {
    case .missing: break
    case .truncated: try bytes.prefix(bytes.count / 2).write(to: file)
    case .empty: try Data().write(to: file)
    case .replaced:
      // A whole object, but another one.
      try FileManager.default.copyItem(at: URL(filePath: self.file(of: other)), to: file)
    }
    expectCorrupt(id) { _ = try store.snapshot(at: nil) }
    expectCorrupt(id) { _ = try store.log(of: nil, limit: nil) }
    expectCorrupt(id) {
      var changed = rules[0]
      changed.rationale = "because"
      _ = try store.commit([.change(from: rules[0], to: changed)])
    }
    #expect(try store.head() == head)
  }

  @Test func aTruncatedPackIsAnError() throws {
    let packs = "\(store.path)/objects/pack"
    let pack = try #require(try FileManager.default.contentsOfDirectory(atPath: packs).first { $0.hasSuffix(".pack") })
    let file = URL(filePath: "\(packs)/\(pack)")
    let bytes = try Data(contentsOf: file)
    let head = try store.head()
    for count in stride(from: 0, to: bytes.count - 1, by: bytes.count / 7) {
      try FileManager.default.removeItem(at: file)
      try bytes.prefix(count).write(to: file)
      #expect(throws: RuleStoreError.self) { try store.snapshot(at: nil) }
      #expect(throws: RuleStoreError.self) { try store.commit([.add(try Sample.rule("d"))]) }
    }
    try FileManager.default.removeItem(at: file)
    try bytes.write(to: file)
    #expect(try store.head() == head)
    #expect(try store.commit([.add(try Sample.rule("d"))]).commits.count == 1)
    try expectSound(store.path)
  }

  @Test func aFlippedBitIsNeverReadAsARule() throws {
    let packs = "\(store.path)/objects/pack"
    let pack = try #require(try FileManager.default.contentsOfDirectory(atPath: packs).first { $0.hasSuffix(".pack") })
    let file = URL(filePath: "\(packs)/\(pack)")
    let bytes = try Data(contentsOf: file)
    for position in stride(from: 12, to: bytes.count, by: 37) {
      var damaged = bytes
      damaged[position] ^= 0x10
      try FileManager.default.removeItem(at: file)
      try damaged.write(to: file)
      // An error, or what was stored, where the bit is of no account.
      if let snapshot = try? store.snapshot(at: nil) { #expect(snapshot.rules == rules) }
    }
  }
}
