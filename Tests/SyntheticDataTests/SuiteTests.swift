import Foundation
import Rules
import TestSupport
import Testing

@testable import SyntheticData

@Suite struct SuiteTests {
  @Test func aSuiteIsReadAsItWasWrittenExceptForTheLabelsInTheTranscripts() throws {
    let directory = try TemporaryDirectory()
    var suite = small()
    try suite.write(to: directory.path("suite"))
    for transcript in suite.transcripts.indices {
      for segment in suite.transcripts[transcript].segments.indices {
        suite.transcripts[transcript].segments[segment].type = nil
      }
    }
    #expect(try Suite.read(from: directory.path("suite")) == suite)
  }

  @Test func noTranscriptOnDiskCarriesALabel() throws {
    let directory = try TemporaryDirectory()
    try small().write(to: directory.path("suite"))
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path("suite/transcripts"))
    #expect(files.count == 5)
    for file in files {
      let data = try Data(contentsOf: URL(filePath: directory.path("suite/transcripts/\(file)")))
      let segments = try CanonicalJSON.decode(JSONValue.self, from: data).object?["segments"]?.array ?? []
      #expect(!segments.isEmpty)
      #expect(segments.allSatisfy { $0.object?["type"] == nil })
    }
  }

  @Test func aDirectoryThatHoldsSomethingIsLeftAsItIs() throws {
    let directory = try TemporaryDirectory()
    try directory.write("mine", to: "suite/notes.txt")
    let path = directory.path("suite")
    #expect(throws: SuiteError.notEmpty(path: path)) { try small().write(to: path) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["notes.txt"])
  }

  @Test func anEmptyDirectoryIsWrittenInto() throws {
    let directory = try TemporaryDirectory()
    try small().write(to: directory.path)
    #expect(try Suite.read(from: directory.path).tasks.count == 5)
  }

  @Test func whatIsWrongIsSaidWithTheFilesNameAndWithoutItsText() throws {
    let directory = try TemporaryDirectory()
    try small().write(to: directory.path)
    let file = try directory.write(#"{"segments": "secret words"}"#, to: "labels/t001.json")
    do {
      _ = try Suite.read(from: directory.path)
      Issue.record("a malformed file was read")
    } catch {
      #expect(error.description.contains("labels/t001.json"))
      #expect(!error.description.contains("secret"))
      guard case .malformed = error else { throw error }
    }
    try FileManager.default.removeItem(atPath: file)
    let orphan = directory.path + "/transcripts/t001.json"
    #expect(throws: SuiteError.unpaired(path: orphan)) { try Suite.read(from: directory.path) }
  }

  @Test func labelsThatPointAtNoUserSegmentAreRefused() throws {
    let directory = try TemporaryDirectory()
    try small().write(to: directory.path)
    try directory.write(#"{"segments": [{"index": 999, "label": "irrelevant"}], "rules": []}"#, to: "labels/t002.json")
    #expect(throws: SuiteError.self) { try Suite.read(from: directory.path) }
  }

  @Test func aMissingDirectoryAndAnUnsafeNameAreErrors() throws {
    let directory = try TemporaryDirectory()
    #expect(throws: SuiteError.self) { try Suite.read(from: directory.path("nowhere")) }
    let suite = Suite(transcripts: [Transcript(id: "../outside", segments: [], sessionID: "s")])
    #expect(throws: SuiteError.invalidName) { try suite.write(to: directory.path("suite")) }
    #expect(!FileManager.default.fileExists(atPath: directory.path("suite")))
  }

  @Test func twoTranscriptsOfOneNameAreNotWritten() throws {
    let directory = try TemporaryDirectory()
    var suite = small()
    suite.transcripts.append(suite.transcripts[0])
    #expect(throws: SuiteError.self) { try suite.write(to: directory.path("suite")) }
    #expect(!FileManager.default.fileExists(atPath: directory.path("suite")))
  }

  @Test func aFileThatIsTooLargeIsNotRead() throws {
    let directory = try TemporaryDirectory()
    try small().write(to: directory.path)
    let handle = try FileHandle(forWritingTo: URL(filePath: directory.path("tasks.json")))
    try handle.truncate(atOffset: 65 << 20)
    try handle.close()
    #expect(throws: SuiteError.malformed(path: directory.path + "/tasks.json", problem: "is larger than 64 MiB")) {
      try Suite.read(from: directory.path)
    }
  }

  private func small() -> Suite {
    var generator = SyntheticDataGenerator(seed: 5)
    return generator.generateSuite(transcripts: 5)
  }
}
