import Foundation
import Git
import TestSupport
import Testing

@Suite struct RepositoryTests {
  private static let signature = Signature(name: "ltm", email: "ltm@localhost", seconds: 1_750_000_000)
  private static let branch = "refs/heads/main"
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path("r.git")
    try Repository.create(path: path, branch: "main")
  }

  /// Stores a commit that no reference points to.
  private func commit(_ message: String, parents: [ObjectID] = []) throws -> ObjectID {
    let writer = try ObjectWriter(path: path, identity: Self.signature)
    let blob = try writer.writeBlob(Array(message.utf8))
    let tree = try writer.writeTree(basedOn: nil, [.write(path: "a/file", blob: blob)])
    let commit = try writer.writeCommit(tree: tree, parents: parents, message: message, signature: Self.signature)
    try writer.store()
    return commit
  }

  private func code(_ body: () throws -> Void) -> GitError.Code? {
    #expect(throws: GitError.self, performing: body)?.code
  }

  @Test func aReferenceMovesOnlyFromWhatIsExpected() throws {
    let (one, two) = (try commit("one"), try commit("two"))
    let repository = try Repository(path: path, identity: Self.signature)
    #expect(code { try repository.move(Self.branch, from: one, to: two, message: "m") } != nil)
    #expect(try repository.target(of: Self.branch) == nil)
    try repository.move(Self.branch, from: nil, to: one, message: "m")
    #expect(code { try repository.move(Self.branch, from: nil, to: two, message: "m") } == .modified)
    #expect(code { try repository.move(Self.branch, from: two, to: two, message: "m") } == .modified)
    #expect(try repository.target(of: Self.branch) == one)
    try repository.move(Self.branch, from: one, to: two, message: "m")
    #expect(code { try repository.move(Self.branch, from: one, to: one, message: "m") } == .modified)
    // The same when git has moved the reference into its one file.
    #expect(try Command.git(path, "pack-refs", "--all").status == 0)
    #expect(code { try repository.move(Self.branch, from: nil, to: one, message: "m") } == .modified)
    try repository.move(Self.branch, from: two, to: one, message: "m")
    #expect(try repository.target(of: Self.branch) == one)
  }

  @Test func aReferenceNeverPointsToWhatIsNotThere() throws {
    let repository = try Repository(path: path, identity: Self.signature)
    let absent = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
    #expect(code { try repository.move(Self.branch, from: nil, to: absent, message: "m") } != nil)
    #expect(try repository.target(of: Self.branch) == nil)
  }

  @Test func nothingIsThereBeforeItIsStored() throws {
    let writer = try ObjectWriter(path: path, identity: Self.signature)
    let blob = try writer.writeBlob([1, 2, 3])
    #expect(try writer.blob(blob, limit: 3) == [1, 2, 3])
    #expect(try !Repository(path: path).contains(blob))
    try writer.store()
    #expect(try Repository(path: path).blob(blob) == [1, 2, 3])
    #expect(try Repository(path: path).blob(blob, limit: 2) == nil)
  }

  @Test func whatGitLeavesUndefinedIsRefused() throws {
    let writer = try ObjectWriter(path: path, identity: Self.signature)
    let blob = try writer.writeBlob([1])
    #expect(
      code { _ = try writer.writeTree(basedOn: nil, [.write(path: "a", blob: blob), .remove(path: "a")]) } == .invalid)
    let tree = try writer.writeTree(basedOn: nil, [.write(path: "a", blob: blob)])
    #expect(code { _ = try writer.writeTree(basedOn: tree, [.remove(path: "b")]) } != nil)
    #expect(
      code { _ = try writer.writeCommit(tree: tree, parents: [], message: "a\0b", signature: Self.signature) }
        == .invalid)
    #expect(
      code { _ = try writer.writeCommit(tree: blob, parents: [], message: "a", signature: Self.signature) } != nil)
  }

  @Test func treesThatMultiplyHaveAnEnd() throws {
    // A few objects with 20^5 paths.
    let writer = try ObjectWriter(path: path, identity: Self.signature)
    let blob = try writer.writeBlob([1])
    try writer.store()
    var (id, kind) = (blob.description, "100644 blob")
    for _ in 0..<5 {
      let listing = (0..<20).map { "\(kind) \(id)\t\($0)\n" }.sorted().joined()
      id = try Command.run(["git", "-C", path, "mktree"], input: Data(listing.utf8)).output
        .trimmingCharacters(in: .newlines)
      kind = "040000 tree"
    }
    let repository = try Repository(path: path)
    let tree = try #require(ObjectID(hex: id))
    #expect(code { _ = try repository.differences(from: nil, to: tree, limit: 1000) } == .unsupported)
    #expect(try repository.differences(from: nil, to: tree, depth: 1).count == 400)
  }
}
