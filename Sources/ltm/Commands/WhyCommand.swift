import ArgumentParser
import Pipeline
import RuleStore
import Rules

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Show why a rule is there: the words, their conversation, and the commits.",
    discussion: """
      Shows the rule, the decision with its reasons, every place where the user stated it with the words, and the \
      commits that stored and changed it. With the transcripts as inputs, shows the conversation around the words too, \
      secrets masked. A rule that was removed is explained as it was.

      Example: ltm why 3cd1 --store ~/rules.git --input ~/.claude/projects
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var place: StoreOptions
  @Option(
    help: ArgumentHelp("A transcript or a directory of them; may be given several times.", valueName: "path"),
    completion: .file())
  var input: [String] = []
  @Option(help: ArgumentHelp("How many turns to show before and after the words.", valueName: "number"))
  var context = 2
  @Flag(help: "Print one JSON object.")
  var json = false
  @Argument(help: "The rule's id, or its first characters.")
  var id: String

  func validate() throws {
    guard (0...1000).contains(context) else { throw ValidationError("'--context' is a number from 0 to 1000") }
  }

  func run() throws {
    _ = try common.configuration()
    let (rule, log) = try RuleLookup.rule(id, everIn: try GitRuleStore(path: place.store))
    let places = WhyStage.Places(inputs: input, context: context)
    let explanation = try common.perform { try WhyStage(places, $0).run(rule, log: log) }
    if json {
      try JSONFiles.write(explanation, to: "-")
    } else {
      for line in EvidenceText.page(explanation, isRead: !input.isEmpty) { try Console.print(line) }
    }
    try common.finish(problems: explanation.problems)
  }
}
