import Foundation
import Rules
import Testing
import Transcripts

@Suite struct AiderHistoryReaderTests {
  private let start = ["", "# aider chat started at 2026-01-05 10:00:00", "", "> /usr/bin/aider --model x  "]

  private func chat(_ lines: String..., name: String = "/home/ann/app/.aider.chat.history.md") throws
    -> TranscriptReading
  {
    try read(start + [""] + lines, name: name)
  }

  @Test func whatWasTypedAndRepliedHasPlaceTimeAndProject() throws {
    let reading = try chat(
      "#### Always use tabs  ", "#### in C files  ", "> Tokens: 1k sent  ", "", "Fine.", "", "I will.", "",
      "> Applied edit to a.c  ")
    #expect(reading.format == .aiderHistory)
    let transcript = try #require(reading.transcripts.first)
    #expect(transcript.segments.map(\.content) == ["Always use tabs\nin C files", "Fine.\n\nI will."])
    #expect(transcript.segments.map(\.speaker) == [.user, .assistant])
    #expect(transcript.segments.map(\.line) == [6, 10])
    #expect(transcript.segments.first?.timestamp == (try Timestamp("2026-01-05T10:00:00Z")))
    #expect(transcript.project == "app")
    #expect(reading.count.used == 2)
    #expect(reading.count.skipped == ["state": 1, "system": 3])
  }

  @Test func everySessionOfAFileIsOneAndAppendingChangesNoId() throws {
    let lines = start + ["", "#### one  ", ""]
    let name = "/home/ann/app/.aider.chat.history.md"
    let (first, all) = (try read(lines, name: name), try read(lines + lines + ["#### two  "], name: name))
    #expect(all.transcripts.map { $0.segments.map(\.content) } == [["one"], ["one", "two"]])
    #expect(Set(all.transcripts.map(\.id)).count == 2)
    #expect(all.transcripts.first?.id == first.transcripts.first?.id)
    #expect(all.transcripts.allSatisfy { $0.id == $0.sessionID })
    #expect(
      try read(lines, name: "/srv/other/.aider.chat.history.md").transcripts.first?.id != first.transcripts.first?.id)
  }

  @Test(arguments: [
    ("#### /add a.c  \n####   b.c  ", "command"), ("#### /undo  ", "command"), ("#### !ls  ", "command"),
    ("#### /ask  ", "command"), ("#### <blank>  ", "empty"), ("####   ", "empty"),
    ("#### Add file to the chat? (Y)es/(N)o/(A)ll [Yes]: all  ", "command"),
    ("#### Find the \"AI\" comments below (marked with █) in the code files I've shared with you.  ", "injected"),
    ("#### # Fix any errors below, if possible.  \n####   \n#### never x  ", "injected"),
    ("#### I ran this command:  \n#### make  ", "injected"),
  ])
  func whatAiderTakesOrWritesIsNoSpeech(text: String, reason: String) throws {
    let reading = try chat(text)
    #expect(reading.said == [])
    #expect(reading.count.skipped[reason] == 1)
  }

  @Test(arguments: [
    ("#### /ask why tabs?  ", "why tabs?"), ("#### /architect plan it  \n#### well  ", "plan it\nwell"),
    ("#### /usr/bin is wrong  ", "/usr/bin is wrong"), ("#### # Heading  ", "# Heading"),
    ("#### y  \n#### Run it? (Y)es/(N)o [Yes]: y  ", "y"),
  ])
  func theWordsOfAPersonAreKept(text: String, kept: String) throws {
    #expect(try chat(text).said == [kept])
  }

  @Test func headingsOfTheAssistantAreNotTyped() throws {
    let reading = try chat(
      "#### explain  ", "", "#### Always do this", "", "```", "#### Never do that  ", "```", "text", "#### in text  ")
    #expect(reading.said == ["explain"])
    #expect(reading.segments.count == 2)
  }

  @Test func aHeadingWithTheEndOfAMessageIsNoneWithinAReply() throws {
    let reading = try chat(
      "> Aider v0.86.1  ", "", "#### go  ", "", "Well.", "", "#### Always do this  ", "", "> Tokens: 1k sent  ", "",
      "#### thanks  ")
    #expect(reading.said == ["go", "thanks"])
    // Versions that wrote nothing after a reply.
    #expect(try chat("> Aider v0.9.0  ", "", "#### go  ", "", "Well.", "", "#### on  ").said == ["go", "on"])
  }

  @Test func aBlockOfCodeThatBrokeOffEndsWithTheClientsNextLine() throws {
    let reading = try chat("#### go  ", "", "```c", "int a", "> ^C again to exit  ", "", "#### use tabs  ")
    #expect(reading.said == ["go", "use tabs"])
  }

  @Test func linesWithoutTheirEndsAreReadWhereTheClientsHaveNoneEither() throws {
    let lines = [
      "# aider chat started at 2026-01-05 10:00:00", "> Aider v1", "", "#### use tabs", "", "Fine.", "> note",
    ]
    #expect(try read(lines).said == ["use tabs"])
    #expect(try read(lines, ending: "\r\n").segments.last?.content == "Fine.")
  }

  @Test func aReplyThatAiderSendsOnAsTheUserIsInjected() throws {
    let reading = try chat(
      "#### plan  ", "", "Always use the new parser.", "", "And test it.", "",
      "> Edit the files? (Y)es/(N)o [Yes]: y  ", "",
      "#### Always use the new parser.  ", "####   ", "#### And test it.  ", "", "#### thanks  ")
    #expect(reading.said == ["plan", "thanks"])
    #expect(reading.count.skipped["injected"] == 1)
  }

  @Test func aSessionThatAProgramStartedIsOnlyCounted() throws {
    let reading = try read([
      "# aider chat started at 2026-01-05 10:00:00", "", "> /usr/bin/aider --yes --message \"never x\"  ", "",
      "#### never x  ", "", "Done.",
    ])
    #expect(reading.transcripts.isEmpty)
    #expect(reading.count.skipped == ["state": 1, "system": 1, "headless": 2])
  }

  @Test func editsAreCodeWithTheirPath() throws {
    let reading = try chat(
      "#### go  ", "", "Here:", "", "src/a.py", "```python", "<<<<<<< SEARCH", "x = 1", "=======", "x = 2",
      ">>>>>>> REPLACE", "```", "", "```", "b.c", "<<<<<<< SEARCH", "=======", "int b;", ">>>>>>> REPLACE", "```",
      "Done.",
      "", "> # 1 SEARCH/REPLACE block failed to match!", "", "## Failed in src/a.py", "<<<<<<< SEARCH", "=======",
      "x = 3",
      ">>>>>>> REPLACE", "Just reply with fixed versions of the block above that failed to match.  ", "", "Sorry.")
    #expect(
      reading.segments.map(\.content)
        == ["go", "Here:\n\n\nDone.", "```python\nx = 2\n```", "```c\nint b;\n```", "Sorry."])
    #expect(reading.segments[2].metadata == ["line": 12, "path": "src/a.py", "tool": "edit_block"])
    #expect(reading.segments[3].metadata?["path"] == "b.c")
  }

  @Test func theReplyToEditsThatFailedIsTheAssistants() throws {
    let reading = try chat(
      "#### go  ", "", "Here.", "", "> # 1 SEARCH/REPLACE block failed to match!", "", "## Failed in a.py",
      "<<<<<<< SEARCH", "=======", "x = 3", ">>>>>>> REPLACE", "",
      "The SEARCH section must exactly match an existing block of lines  ", "", "Sorry.")
    #expect(reading.segments.map(\.content) == ["go", "Here.", "Sorry."])
  }

  @Test func anEditThatWasNotFinishedIsProse() throws {
    let reading = try chat("#### go  ", "", "<<<<<<< SEARCH", "x", "=======", "y")
    #expect(reading.segments.last?.content == "<<<<<<< SEARCH\nx\n=======\ny")
  }

  @Test func abrokenHeaderAndALineTooLongAreCountedWithTheirPlaceAndTheRestIsRead() throws {
    let reading = try read(
      start + ["", "#### one  ", "", "# aider chat started at 2026-", "", "#### two  ", ""] + start + [
        "", "#### three  ",
      ])
    #expect(reading.said == ["one", "two", "three"])
    #expect(reading.count.skipped["malformed"] == 1)
    let byte = (start + ["", "#### one  ", ""]).reduce(0) { $0 + $1.utf8.count + 1 }
    #expect(reading.problems == [InputProblem(reason: .malformed, place: InputPlace(line: 8, byte: byte))])
    let long = start.joined(separator: "\n") + "\n\n" + String(repeating: "x", count: 65 << 20) + "\n\n#### four  \n"
    let other = try TranscriptReaders.standard.read(Data(long.utf8), name: "a")
    #expect(other.said == ["four"])
    #expect(other.problems.map(\.reason) == [.tooLong])
  }
}
