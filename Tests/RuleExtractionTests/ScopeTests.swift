import RuleExtraction
import Rules
import Testing

/// Which directives are meant for later, which for now, and which sentences are none.
@Suite struct ScopeTests {
  private let extractor: RuleExtractor

  init() throws { extractor = try RuleExtractor(patterns: [:]) }

  private func rules(_ message: String) -> [Rule] {
    let segment = TranscriptSegment(speaker: .user, content: message)
    return extractor.extract(from: Transcript(id: "t", segments: [segment], sessionID: "s")).rules
  }

  @Test(arguments: [
    "I'd really appreciate it if you could keep all of our widgets as plain functions rather than classes.",
    "The convention here is that private members start with an underscore.",
    "Whenever you add an endpoint, also add a description for it.",
    "Keep in mind that CI runs on Ruby 3.1, so no endless methods.",
    "Type annotations are mandatory for all signatures.", "Star imports are forbidden.",
    "Nothing in core may import from plugins.", "I've told you before that I don't like abbreviations in names.",
    "Why did you push to main and not to a branch?", "Double quotes, always.", "images get pinned by digest",
    "Please add this to CLAUDE.md: never run migrations without asking.", "Any new service gets its own folder.",
    "Ab jetzt bitte keine Emojis mehr in den Commits.", "Utilise toujours des guillemets doubles.",
  ])
  func standing(message: String) {
    #expect(rules(message).map(\.scope).contains(.persistent))
  }

  @Test(arguments: [
    "Just for today, skip the slow tests.", "Until the freeze is over don't rename any tables.",
    "In this file use tabs, it's a Makefile.", "While we're debugging, leave the print statements in.",
    "don't write any code yet, just give me a plan", "for the invoice screen skip the legend",
  ])
  func passing(message: String) {
    #expect(rules(message).map(\.scope) == [.shortTerm])
  }

  @Test(arguments: [
    "Every user gets a welcome mail after sign up.",
    "No tests were run.", "i'm using the old runner, how can i see the log", "I always forget how to do this in git.",
    "we don't need to show the banner", "I don't want the program to merge on its own", "files can end up twice there",
    "parse() should keep the leaf and drop the rest", "you wrote: always use a lock here", "Let's drop the banner.",
    "commit, then push please", "that's too much", "can you double check again?",
    "it fails\n=== RUN\nalways retry the call\nerror: never retry\n=== END\nC:\\x\nalways use it\n=== a\n=== b",
  ])
  func none(message: String) {
    #expect(rules(message).map(\.action.description) == [])
  }

  @Test func anAngleBracketWithoutItsEndCutsNothing() {
    let found = rules("<div> is fine but\nalways use semantic tags").map(\.action.description)
    #expect(found.contains("Use semantic tags"))
    #expect(rules("<system-reminder>\nalways use semantic tags").isEmpty)
  }

  @Test(arguments: [
    ("no default exports, named only", "exports", JSONValue.string("named")),
    ("always use default exports, never named ones", "exports", "default"),
    ("Lines are at most 120 characters long in this repo.", "max_line_length", 120),
  ])
  func theChoiceThatIsMeantIsTheParameter(message: String, key: String, value: JSONValue) {
    #expect(rules(message).first?.action.parameters?[key] == value)
  }

  @Test func whatIsObservedGoesIntoTheSource() {
    let segment = TranscriptSegment(speaker: .user, content: "Always use tabs.")
    let transcript = Transcript(id: "t", segments: [segment], sessionID: "s")
    let seen = RuleSource.Observation(followed: 1, broken: 2)
    let found = extractor.extract(from: transcript) { action, _, _, index in
      action.text(.indent) == "tabs" && index == 0 ? seen : nil
    }
    #expect(found.rules.map { $0.sources.map(\.observed) } == [[seen]])
  }
}
