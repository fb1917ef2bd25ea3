import Foundation
import TestSupport
import Testing
import Transcripts

@Suite struct TranscriptWalkTests {
  private let scratch: TemporaryDirectory
  /// Without links in it, as the walk names it.
  private let root: String

  init() throws {
    scratch = try TemporaryDirectory()
    var path = scratch.path
    while path.hasSuffix("/") { path.removeLast() }
    root = path
  }

  @Test func filesComeInByteOrderAndHiddenOnesToo() throws {
    for name in ["b.jsonl", "B.jsonl", "a/z.json", "a.json", ".claude/projects/p/s.jsonl", ".codex/s/r.jsonl"] {
      try scratch.write("x", to: name)
    }
    #expect(
      TranscriptWalk([root]).files.map(\.path)
        == [
          ".claude/projects/p/s.jsonl", ".codex/s/r.jsonl", "B.jsonl", "a.json", "a/z.json", "b.jsonl",
        ].map { "\(root)/\($0)" })
  }

  @Test func eachFileHasItsSize() throws {
    for (name, size) in [("b", 3), ("a", 70_000), ("c", 1)] {
      try scratch.write(String(repeating: "x", count: size), to: name)
    }
    let walk = TranscriptWalk([root])
    #expect(walk.files.map(\.path) == ["a", "b", "c"].map { "\(root)/\($0)" })
    #expect(walk.files.map(\.state.size) == [70_000, 3, 1])
  }

  @Test func versionControlSecretsLinksAndEmptyFilesAreLeftOut() throws {
    let outside = try TemporaryDirectory()
    try outside.write("x", to: "o.jsonl")
    for name in [".git/s.jsonl", ".codex/auth.json", ".env", "keys/id_rsa", "a.jsonl"] {
      try scratch.write("x", to: name)
    }
    try scratch.write("", to: "empty.jsonl")
    try scratch.write("x", to: ".claude/projects/p/s/tool-results/t.txt")
    let files = FileManager.default
    try files.createSymbolicLink(atPath: scratch.path("out"), withDestinationPath: outside.path)
    try files.createSymbolicLink(atPath: scratch.path("loop"), withDestinationPath: scratch.path)
    let walk = TranscriptWalk([root])
    #expect(walk.files.map(\.path) == ["\(root)/a.jsonl"])
    #expect(walk.errors == [])
    #expect(walk.skipped == ["secret": 3, "link": 2, "empty": 1, "tool_results": 1])
  }

  @Test func anInputNamedTwiceIsReadOnce() throws {
    let file = try scratch.write("x", to: "d/a.jsonl")
    #expect(TranscriptWalk([root, root + "/", file, "\(root)/d/../d", file]).files.count == 1)
    #expect(TranscriptWalk([file, root]).files.map(\.path) == TranscriptWalk([root, file]).files.map(\.path))
  }

  @Test func aMissingInputIsAnErrorAndTheOthersGoOn() throws {
    let file = try scratch.write("x", to: "a.jsonl")
    let secret = try scratch.write("x", to: "auth.json")
    let walk = TranscriptWalk(["\(root)/no", file, secret, "\(file)/below"])
    #expect(walk.files.map(\.path) == [file])
    #expect(walk.errors == [.missing(path: "\(file)/below"), .secret(path: secret), .missing(path: "\(root)/no")])
  }

  @Test func anInputThatIsALinkIsFollowed() throws {
    try scratch.write("x", to: "d/a.jsonl")
    try FileManager.default.createSymbolicLink(atPath: scratch.path("l"), withDestinationPath: scratch.path("d"))
    #expect(TranscriptWalk(["\(root)/l"]).files.map(\.path) == ["\(root)/l/a.jsonl"])
  }
}
