import Foundation
import Git
import TestSupport
import Testing

/// Trees that are edited in memory are those that git makes.
@Suite struct TreeDraftTests {
  private static let signature = Signature(name: "ltm", email: "ltm@localhost", seconds: 1_750_000_000)
  private static let names = ["a", "a.b", "a-b", "ab", "b", "é", "z.json", "a0", "A", "0"]
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path("r.git")
    try Repository.create(path: path, branch: "main")
  }

  private func git(_ arguments: String..., input: String = "", index: String? = nil) throws -> String {
    var environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/nonexistent"]
    environment["GIT_INDEX_FILE"] = index
    let command = try Command.run(
      ["git", "-C", path] + arguments, environment: environment, input: Data(input.utf8))
    #expect(command.status == 0, "\(command.errors)")
    return command.output.trimmingCharacters(in: .newlines)
  }

  /// The tree of files as git's own index writes it.
  private func treeOfGit(_ files: [String: ObjectID]) throws -> String {
    let index = directory.path("index")
    try? FileManager.default.removeItem(atPath: index)
    let lines = files.map { "100644 \($0.value)\t\($0.key)\n" }.sorted().joined()
    _ = try git("update-index", "--add", "--index-info", input: lines, index: index)
    return try git("write-tree", "--missing-ok", index: index)
  }

  /// A path, and whether nothing on the way to it or below it is in the way.
  private func arbitraryPath(
    in files: [String: ObjectID], using generator: inout SeededGenerator
  ) -> String? {
    let depth = Int.random(in: 1...3, using: &generator)
    let path = (0..<depth).map { _ in Self.names.randomElement(using: &generator) ?? "a" }.joined(separator: "/")
    let isInTheWay = files.keys.contains { $0.hasPrefix("\(path)/") || path.hasPrefix("\($0)/") }
    return isInTheWay ? nil : path
  }

  @Test func randomEditsGiveTheTreesOfGit() throws {
    try forAll(cases: 6) { generator in
      let writer = try ObjectWriter(path: path, identity: Self.signature)
      let draft = try writer.draft(basedOn: nil)
      var files: [String: ObjectID] = [:]
      var (commit, trees): (ObjectID?, [(tree: ObjectID, files: [String: ObjectID])]) = (nil, [])
      for step in 0..<60 {
        var updates: [String: TreeUpdate] = [:]
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          if Bool.random(using: &generator), let path = files.keys.sorted().randomElement(using: &generator),
            updates[path] == nil
          {
            files[path] = nil
            updates[path] = .remove(path: path)
          } else if let path = arbitraryPath(in: files, using: &generator), updates[path] == nil {
            // Few contents, so that trees come back.
            let blob = try writer.writeBlob([UInt8(Int.random(in: 0..<3, using: &generator))])
            files[path] = blob
            updates[path] = .write(path: path, blob: blob)
          }
        }
        // One by one, so that a removal makes room for what comes after it.
        for update in updates.values.sorted(by: { $0.path < $1.path }) where isRemoval(update) {
          try draft.apply([update])
        }
        try draft.apply(updates.values.filter { !isRemoval($0) }.sorted { $0.path < $1.path })
        let tree = try writer.write(draft)
        trees.append((tree, files))
        commit = try writer.writeCommit(
          tree: tree, parents: commit.map { [$0] } ?? [], message: "\(step)\n", signature: Self.signature)
      }
      try writer.store()
      for (tree, files) in trees where !files.isEmpty { #expect(try treeOfGit(files) == tree.description) }
      let repository = try Repository(path: path, identity: Self.signature)
      try repository.move(
        "refs/heads/main", from: try repository.target(of: "refs/heads/main"), to: try #require(commit), message: "m")
    }
    #expect(try git("fsck", "--strict", "--no-dangling").isEmpty)
  }

  private func isRemoval(_ update: TreeUpdate) -> Bool {
    if case .remove = update { true } else { false }
  }

  @Test func deltasAreShortAndNotTooDeep() throws {
    let writer = try ObjectWriter(path: path, identity: Self.signature)
    let draft = try writer.draft(basedOn: nil)
    var commit: ObjectID?
    for number in 0..<300 {
      let blob = try writer.writeBlob(Array("\(number)".utf8))
      try draft.apply([.write(path: "rules/ab/rule-\(number).json", blob: blob)])
      commit = try writer.writeCommit(
        tree: try writer.write(draft), parents: commit.map { [$0] } ?? [], message: "m\n", signature: Self.signature)
    }
    try writer.store()
    let packs = try FileManager.default.contentsOfDirectory(atPath: "\(path)/objects/pack")
    let index = try #require(packs.first { $0.hasSuffix(".idx") })
    let listing = try git("verify-pack", "-v", "objects/pack/\(index)").split(separator: "\n")
    let depths = listing.compactMap { line -> Int? in
      let columns = line.split(separator: " ")
      return columns.count == 7 && columns[1] == "tree" ? Int(columns[5]) : nil
    }
    #expect(depths.count > 240)
    #expect(depths.max() == 50)
    #expect(listing.contains { $0.hasSuffix(": ok") })
    // The whole trees have 50 times as many bytes.
    let size = try FileManager.default.attributesOfItem(atPath: "\(path)/objects/pack/\(index.dropLast(3))pack")[.size]
    #expect(try #require(size as? Int) < 200_000)
    #expect(try git("rev-list", "--objects", try #require(commit).description).split(separator: "\n").count == 1500)
  }

  @Test func whatPeoplePutBesideItKeepsItsBytes() throws {
    let blob = try git("hash-object", "-w", "--stdin", input: "x")
    let empty = try git("mktree")
    let listing = """
      100755 blob \(blob)\ta program
      120000 blob \(blob)\ta link
      160000 commit \(String(repeating: "1", count: 40))\ta submodule
      040000 tree \(empty)\tnothing
      100644 blob \(blob)\tz

      """
    let base = try git("mktree", "--missing", input: listing)
    let writer = try ObjectWriter(path: path, identity: Self.signature)
    let new = try writer.writeBlob([1])
    let draft = try writer.draft(basedOn: ObjectID(hex: base))
    try draft.apply([.write(path: "rules/00/new.json", blob: new)])
    let tree = try writer.write(draft)
    try writer.store()
    let lines = try git("ls-tree", tree.description).split(separator: "\n").filter { !$0.hasSuffix("rules") }
    #expect(lines.joined(separator: "\n") == (try git("ls-tree", base)))
    try draft.apply([.remove(path: "rules/00/new.json")])
    #expect(try writer.write(draft).description == base)
  }

  @Test func whatIsInTheWayIsRefused() throws {
    let writer = try ObjectWriter(path: path, identity: Self.signature)
    let blob = try writer.writeBlob([1])
    let base = try writer.writeTree(basedOn: nil, [.write(path: "a/b", blob: blob)])
    try writer.store()
    for path in ["a", "a/b/c", "", "a//b", "a/../b", "a/.git", ".", "x\0"] {
      #expect(throws: GitError.self, "\(path.debugDescription)") {
        try writer.draft(basedOn: base).apply([.write(path: path, blob: blob)])
      }
    }
    #expect(throws: GitError.self) { try writer.draft(basedOn: base).apply([.remove(path: "a/c")]) }
    #expect(throws: GitError.self) { try writer.draft(basedOn: base).apply([.remove(path: "a")]) }
  }
}
