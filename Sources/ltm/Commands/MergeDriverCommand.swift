import ArgumentParser
import Pipeline

struct MergeDriverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge-driver", abstract: "Merge one rule file for git.",
    discussion: """
      Git runs this for the files of rules in a clone, in 'git merge', 'git rebase' and 'git cherry-pick', once it is \
      told so:

      git config merge.ltm-rule.name 'rules of ltm'
      git config merge.ltm-rule.driver 'ltm merge-driver %O %A %B %P'

      Writes the merged rule to OURS and ends with 0. Where both sides changed the same field, one value is kept and the \
      rule is marked for 'ltm review'. A file that is no rule is merged line by line as git does, and ends with 1 where \
      that leaves a conflict.
      """)

  @Argument(help: "The file of the common ancestor (%O).")
  var base: String
  @Argument(help: "Our file (%A); the result goes there.")
  var ours: String
  @Argument(help: "Their file (%B).")
  var theirs: String
  @Argument(help: "The path in the repository (%P), for messages.")
  var path: String?

  func run() throws {
    let outcome = try MergeDriver.run(base: base, ours: ours, theirs: theirs)
    let name = path ?? ours
    switch outcome {
    case .merged(let contested) where contested.isEmpty: return
    case .merged(let contested):
      Console.error("ltm: \(name): both sides changed: \(contested.joined(separator: ", ")); marked for review")
    case .lines(let conflicts):
      if conflicts > 0 {
        Console.error("ltm: \(name): is no rule on one of the sides; mend the \(conflicts) conflicts by hand")
        throw ExitStatus.failure
      }
    }
  }
}
