import Foundation
import RuleStore
import TestSupport
import Testing

/// Packs are put together before they are too many, and nothing is lost by it.
@Suite struct RepackTests {
  private let directory: TemporaryDirectory
  private let store: GitRuleStore

  init() throws {
    directory = try TemporaryDirectory()
    store = try GitRuleStore(path: directory.path("rules.git"), create: true)
  }

  private var packs: Int {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: "\(store.path)/objects/pack").count { $0.hasSuffix(".pack") }
    }
  }

  @Test func manySmallRunsKeepFewPacks() throws {
    let lock = try store.lock()
    var (most, repacked) = (0, 0)
    for number in 0..<120 {
      try store.commit([.add(try Sample.rule("rule-\(number)"))], run: "run-\(number)")
      if store.repack(under: lock, keepingPacks: 50) == .done { repacked += 1 }
      most = max(most, try packs)
    }
    #expect(most == 50)
    #expect(repacked == 2)
    #expect(try indices("rule", in: store) == Array(0..<120))
    #expect(try store.history(from: nil, to: nil).count == 120)
    try expectSound(store.path)
  }

  @Test func whatNobodyRefersToIsKeptForTwoWeeks() throws {
    // A person's own settings would drop it at once.
    #expect(try Command.git(store.path, "config", "gc.pruneExpire", "now").status == 0)
    let blob = try Command.run(["git", "-C", store.path, "hash-object", "-w", "--stdin"], input: Data("mine".utf8))
    let id = blob.output.trimmingCharacters(in: .newlines)
    for number in 0..<3 { try store.commit([.add(try Sample.rule("rule-\(number)"))], run: "run-\(number)") }
    // A branch that was taken away again, as after an undone push.
    let head = try #require(try store.head()).description
    #expect(try Command.git(store.path, "update-ref", "refs/heads/main", "main~1").status == 0)
    let lock = try store.lock()
    #expect(store.repack(under: lock, keepingPacks: 2) == .done)
    #expect(store.repack(under: lock, keepingPacks: 2) == .notNeeded)
    #expect(try Command.git(store.path, "cat-file", "-p", id).output == "mine")
    #expect(try Command.git(store.path, "cat-file", "-t", head).output == "commit\n")
    try expectSound(store.path)
  }

  @Test func hooksDoNotRunAndFailureIsNoError() throws {
    let script = "#!/bin/sh\ntouch \(directory.path("ran"))\nexit 1\n"
    let hook = try directory.write(script, to: "rules.git/hooks/pre-auto-gc")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    for number in 0..<2 { try store.commit([.add(try Sample.rule("rule-\(number)"))], run: "run-\(number)") }
    let lock = try store.lock()
    // Another git that tidies up, as it says itself.
    let host = try Command.run(["hostname"]).output.trimmingCharacters(in: .newlines)
    let other = try directory.write("\(ProcessInfo.processInfo.processIdentifier) \(host)", to: "rules.git/gc.pid")
    guard case .failed = store.repack(under: lock, keepingPacks: 1) else {
      Issue.record("it did not fail")
      return
    }
    try FileManager.default.removeItem(atPath: other)
    #expect(store.repack(under: lock, keepingPacks: 1) == .done)
    #expect(!FileManager.default.fileExists(atPath: directory.path("ran")))
    #expect(try indices("rule", in: store) == [0, 1])
  }
}
