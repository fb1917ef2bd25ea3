import Foundation
import Git
import RuleStore
import TestSupport
import Testing

/// What is reported as stored is on disk.
@Suite struct DurabilityTests {
  @Test func everythingIsOnDiskBeforeTheBranchMoves() throws {
    let directory = try TemporaryDirectory()
    let store = directory.path("rules.git")
    for (round, move) in ["link", "rename"].enumerated() {
      let trace = directory.path("trace\(round)")
      #expect(try StoreWriter.write(store, prefix: "round\(round)", size: 3, trace: trace).status == 0)
      let lines = try String(contentsOf: URL(filePath: trace), encoding: .utf8)
        .replacing("\(store)/", with: "").split(separator: "\n").map(String.init)

      func first(_ prefix: String, _ suffix: String, from start: Int = 0) throws -> Int {
        try #require(
          lines[start...].firstIndex { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }, "no \(prefix)…\(suffix)")
      }
      // The pack and its index: written, synchronised, given their names, and the names synchronised.
      let finished = try first("link objects/ltm-draft-", ".pack")
      let packFile = try #require(lines[finished].split(separator: " ").dropFirst().first)
      let packWritten = try first("fsync \(packFile)", "")
      let lastPackWrite = try #require(lines.lastIndex(of: "write \(packFile)"))
      #expect(lastPackWrite < packWritten)
      let indexWritten = try first("fsync objects/ltm-draft-", "idx.lock")
      let packNamed = try first("rename objects/ltm-draft-", ".pack")
      let indexNamed = try first("rename objects/ltm-draft-", ".idx")
      #expect(max(packWritten, indexWritten) < packNamed)
      // `git gc` removes an index that it sees without its pack.
      #expect(packNamed < indexNamed)
      let directoryWritten = try first("fsync objects/pack", "objects/pack", from: indexNamed)
      // Only then the branch.
      let locked = try first("create refs/heads/main.lock", "")
      #expect(directoryWritten < locked)
      let branchWritten = try first("fsync refs/heads/main.lock", "")
      let moved = try first("\(move) refs/heads/main.lock refs/heads/main", "")
      #expect(locked < branchWritten && branchWritten < moved)
      let lasting = try first("fsync refs/heads", "refs/heads", from: moved)
      // What follows only tidies up.
      #expect(
        lines[(lasting + 1)...].allSatisfy { $0.hasSuffix(" ltm.commit.lock") || $0.hasPrefix("unlink objects/pack/") })
    }
  }

  @Test func aNewStoreIsOnDiskBeforeItHasItsName() throws {
    let directory = try TemporaryDirectory()
    let (store, trace) = (directory.path("rules.git"), directory.path("trace"))
    #expect(try StoreWriter.write(store, trace: trace).status == 0)
    let lines = try String(contentsOf: URL(filePath: trace), encoding: .utf8).split(separator: "\n")
    let named = try #require(lines.firstIndex { $0.hasPrefix("rename ") && $0.hasSuffix(" \(store)") })
    for name in ["HEAD", "config", "objects", "refs", "refs/heads"] {
      #expect(lines[..<named].contains { $0.hasPrefix("fsync ") && $0.hasSuffix(".tmp/\(name)") }, "\(name)")
    }
    #expect(
      lines[named + 1] == "fsync \(directory.path.hasSuffix("/") ? String(directory.path.dropLast()) : directory.path)")
  }
}
