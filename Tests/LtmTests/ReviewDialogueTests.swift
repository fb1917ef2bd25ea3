import Foundation
import TestSupport
import Testing

/// `ltm review` as a person at a terminal uses it, and on a pull request.
@Suite struct ReviewDialogueTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write(
      """
      {"id": "a", "session_id": "a", "segments": [
        {"speaker": "user", "content": "Always commit with --no-verify."},
        {"speaker": "assistant", "content": "As you like."},
        {"speaker": "user", "content": "Always use tabs in Go files."},
        {"speaker": "user", "content": "Never use default exports, named exports only."}]}
      """, to: "in/a.json")
  }

  private func environment(_ editor: String = "false") -> [String: String] {
    [
      "SOURCE_DATE_EPOCH": "1750000000", "PATH": "/usr/bin:/bin", "HOME": directory.path, "EDITOR": editor,
      "GIT_CONFIG_NOSYSTEM": "1", "TERM": "xterm",
    ]
  }

  private func ltm(_ arguments: String..., input: String = "", editor: String = "false") throws -> Command {
    try Command.run(
      [try BuiltProgram.path("ltm")] + arguments, in: directory.path, environment: environment(editor),
      input: Data(input.utf8))
  }

  private func run(_ arguments: String...) throws {
    try directory.write("[user]\n\tname = Ada\n\temail = ada@example.org\n", to: ".gitconfig")
    let run = try Command.run(
      [try BuiltProgram.path("ltm"), "run", "-q", "--input", "in", "--store", "r.git", "--output", "out"] + arguments,
      in: directory.path, environment: environment())
    #expect(run.status == 0, "\(run.errors)")
  }

  private func git(_ place: String, _ arguments: String...) throws -> String {
    let git = try Command.run(
      ["git", "-C", directory.path(place)] + arguments, environment: environment())
    #expect(git.status == 0, "\(git.errors)")
    return git.output
  }

  private func rules(_ place: String, _ revision: String) throws -> [String] {
    let files = try git(place, "ls-tree", "-r", "--name-only", revision, "rules/").split(separator: "\n")
    return try files.map { file in
      let text = try git(place, "show", "\(revision):\(file)")
      struct File: Decodable {
        struct Action: Decodable { let description: String }
        let action: Action
      }
      return try JSONDecoder().decode(File.self, from: Data(text.utf8)).action.description
    }.sorted()
  }

  @Test func everyKeyDoesWhatItsHelpSays() throws {
    try run()
    // Help, the conversation, no; an edit that is no rule and is given back, then one that is; skip.
    try directory.write(
      """
      #!/bin/sh
      if [ -e tried ]; then sed -i 's/oops//; /description/s/exports only/exports alone/' "$1"; else touch tried; sed -i '1s/{/{oops/' "$1"; fi
      """, to: "editor")
    let review = try ltm(
      "review", "--store", "r.git", "--interactive", "--input", "in", input: "?\nc\nn\ne\ny\ns\n",
      editor: "sh \(directory.path("editor"))")
    #expect(review.status == 0, "\(review.errors)")
    #expect(review.output.contains("y - accept it\n"))
    #expect(review.output.contains("  assistant  As you like.\n"))
    #expect(review.output.contains("the edited text is no rule: not valid JSON\nEdit again"))
    #expect(!review.output.contains("\u{1B}["))
    #expect(review.errors == "0 accepted, 1 rejected, 1 edited, 2 commits made\n")
    #expect(try git("r.git", "log", "-1", "--format=%an <%ae> %cn", "candidates") == "Ada <ada@example.org> Ada\n")
    let edit = try ltm(
      "review", "--store", "r.git", "--interactive", input: "/nothing\ne\nq\n",
      editor: #"sed -i "/description/s/Go files/Go code/""#)
    #expect(edit.errors.hasSuffix("0 accepted, 0 rejected, 1 edited, 1 commits made\n"), "\(edit.errors)")
    #expect(try rules("r.git", "main") == ["Never use default exports, named exports alone", "Use tabs in Go code"])
  }

  @Test func onATerminalItAsksAndColours() throws {
    try run()
    let program = try BuiltProgram.path("ltm")
    let review = try Command.run(
      ["script", "-qec", "\(program) review --store r.git", "/dev/null"], in: directory.path,
      environment: environment(), input: Data("n\na\n".utf8))
    #expect(review.status == 0, "\(review.output)")
    #expect(review.output.contains("\u{1B}["))
    #expect(review.output.contains("1/3"))
    #expect(review.output.contains("2 accepted, 1 rejected, 2 commits made"), "\(review.output)")
    #expect(try ltm("review", "--store", "r.git").errors == "nothing waits for review in r.git\n")
  }

  @Test func whatIsDangerousIsNotAcceptedWithTheRest() throws {
    try run()
    let review = try ltm("review", "--store", "r.git", "--interactive", input: "s\na\n")
    #expect(review.errors == "2 accepted, 0 rejected, 1 commits made\n")
    let all = try ltm("review", "--store", "r.git", "--interactive", input: "a\n")
    #expect(all.errors == "1 accepted, 0 rejected, 2 commits made\n")
  }

  @Test func ctrlCLeavesEverythingAsItWas() throws {
    try run()
    let before = try git("r.git", "rev-parse", "main", "candidates")
    try directory.write(
      """
      mkfifo keys
      "$1" review --store r.git --interactive < keys > out.txt &
      process=$!
      exec 3> keys
      printf 'y\\n' >&3
      tries=0
      until grep -q '(2/3)' out.txt; do
        tries=$((tries + 1)); [ $tries -lt 600 ] || exit 99
        sleep 0.1
      done
      kill -INT $process
      wait $process
      """, to: "interrupt")
    let stopped = try Command.run(
      ["sh", "interrupt", try BuiltProgram.path("ltm")], in: directory.path, environment: environment())
    #expect(stopped.status == 130, "\(stopped.errors)")
    #expect(try git("r.git", "rev-parse", "main", "candidates") == before)
  }

  @Test func onlyWhatIsAskedForIsShown() throws {
    try run()
    func shown(_ arguments: String...) throws -> Int {
      let list = try Command.run(
        [try BuiltProgram.path("ltm"), "review", "--store", "r.git", "--list"] + arguments, in: directory.path,
        environment: environment())
      #expect(list.status == 0, "\(list.errors)")
      return list.output.split(separator: "\n").count
    }
    #expect(try shown() == 3)
    #expect(try shown("--since", "main") == 0)
    #expect(try shown("--since", "main~1") == 1)
    #expect(try shown("--project", "shop") == 0)
    #expect(try shown("0065") == 1)
    #expect(try ltm("review", "--store", "r.git", "--list", "--json").status == 0)
    #expect(try ltm("review", "--store", "r.git", "--list", "--accept", "0065").status == 2)
    #expect(try ltm("review", "--store", "r.git", "ffff").status == 2)
  }

  @Test func whatIsRequiredIsProposedAndLearningSaysWhatItNeeds() throws {
    try directory.write(#"{"store": {"review": "required"}}"#, to: "c.json")
    try run("--config", "c.json")
    #expect(try Command.git(directory.path("r.git"), "rev-parse", "--verify", "--quiet", "main").status != 0)
    let list = try ltm("review", "--store", "r.git", "--list").output
    #expect(list.components(separatedBy: "proposed, added").count == 3, "\(list)")
    #expect(try ltm("review", "--store", "r.git", "--interactive", input: "s\na\n").status == 0)
    #expect(try rules("r.git", "main").count == 2)
    #expect(try git("r.git", "log", "-1", "--format=%an", "main") == "Ada\n")
    let learning = try ltm("learn", "--store", "r.git", "--apply", "--output", "learned")
    #expect(learning.status == 0, "\(learning.errors)")
    #expect(learning.output.contains("2 reviewed rules: 2 accepted, 0 edited, 0 rejected"))
    #expect(learning.output.contains("too few to learn from: 20 are needed"))
    #expect(learning.errors == "nothing was committed\n")
    #expect(try ltm("learn", "--store", "r.git", "--accept").errors.contains("nothing is proposed"))
    #expect(try ltm("learn", "--store", "r.git", "--again").status == 2)
  }

  @Test func aPullRequestIsReviewedInAClone() throws {
    try run()
    #expect(try ltm("review", "--store", "r.git", "--interactive", input: "s\na\n").status == 0)
    _ = try git(".", "clone", "--quiet", directory.path("r.git"), "clone")
    // The branch: a rule goes, one is edited, one comes.
    _ = try git("clone", "checkout", "--quiet", "-b", "topic")
    let tabs = try #require(
      try git("clone", "grep", "-l", "Use tabs").split(separator: "\n").first.map(String.init))
    let exports = try #require(
      try git("clone", "grep", "-l", "default exports, named exports only").split(separator: "\n").first.map(
        String.init))
    _ = try git("clone", "rm", "--quiet", tabs)
    let text = try git("clone", "show", "HEAD:\(exports)")
    try directory.write(text.replacing("Never use default", with: "Shun default"), to: "clone/\(exports)")
    try directory.write(
      text.replacing("Never use default exports, named exports only", with: "Write tests first").replacing(
        #"\#(exports.dropFirst(9).dropLast(5))"#, with: "written-by-hand"), to: "clone/rules/4a/written-by-hand.json")
    _ = try git("clone", "add", "--all")
    _ = try git("clone", "commit", "--quiet", "-m", "Change some rules")
    let shown = try Command.run(
      [try BuiltProgram.path("ltm"), "review", "--range", "origin/main..topic"], in: directory.path("clone"),
      environment: environment())
    #expect(shown.output.split(separator: "\n").count == 3, "\(shown.output)\(shown.errors)")
    #expect(shown.output.contains("stored, removed"))

    let id = tabs.dropFirst("rules/xx/".count).dropLast(".json".count)
    let decisions = """
      {"rule":"\(id)","decision":"reject"}
      {"rule":"written-by-hand","decision":"edit","edit":{"action":{"description":"Write a test first"}}}
      {"rule":"\(exports.dropFirst(9).dropLast(5))","decision":"accept"}
      """
    let done = try ltm(
      "review", "--range", "origin/main..topic", "--repository", "clone", "--apply", "-", input: decisions)
    #expect(done.status == 0, "\(done.errors)")
    #expect(done.errors == "1 accepted, 1 rejected, 1 edited, 2 commits made on the branch topic\n")
    #expect(try git("clone", "status", "--porcelain") == "")
    #expect(try git("clone", "log", "-1", "--format=%an") == "Ada\n")
    #expect(
      try rules("clone", "topic")
        == ["Shun default exports, named exports only", "Use tabs in Go files", "Write a test first"])
    // It goes on as any branch does.
    _ = try git("clone", "push", "--quiet", "origin", "topic")
    _ = try git("clone", "checkout", "--quiet", "main")
    _ = try git("clone", "merge", "--quiet", "--no-edit", "topic")
    _ = try git("clone", "push", "--quiet")
    #expect(try rules("r.git", "main").count == 3)
    #expect(try git("r.git", "fsck", "--strict") == "")
    #expect(try ltm("review", "--store", "r.git", "--list").output.split(separator: "\n").count == 1)
    // The bare repository's own branch, which nobody has checked out.
    let base = try git("r.git", "rev-list", "--max-parents=0", "main").prefix(40)
    let bare = try ltm(
      "review", "--range", "\(base)..topic", "--repository", "r.git", "--reject", "written-by-hand")
    #expect(bare.errors == "0 accepted, 1 rejected, 1 commits made on the branch topic\n")
    #expect(try rules("r.git", "topic").count == 2)
  }

  @Test func changesInTheWorkingTreeAreNotOverwritten() throws {
    try run()
    _ = try git(".", "clone", "--quiet", directory.path("r.git"), "clone")
    let tabs = try #require(try git("clone", "grep", "-l", "Use tabs").split(separator: "\n").first.map(String.init))
    let exports = try #require(
      try git("clone", "grep", "-l", "default exports").split(separator: "\n").first.map(String.init))
    let base = try git("clone", "rev-list", "--max-parents=0", "HEAD").prefix(40)
    try directory.write("mine\n", to: "clone/\(tabs)")
    let tip = try git("clone", "rev-parse", "HEAD")
    let refused = try ltm(
      "review", "--range", "\(base)..main", "--repository", "clone", "--reject",
      String(tabs.dropFirst(9).dropLast(5)))
    #expect(refused.status == 1)
    #expect(refused.errors.contains("nothing was changed"))
    #expect(try git("clone", "rev-parse", "HEAD") == tip)
    // What is not in the way stays as it is.
    let done = try ltm(
      "review", "--range", "\(base)..main", "--repository", "clone", "--reject",
      String(exports.dropFirst(9).dropLast(5)))
    #expect(done.status == 0, "\(done.errors)")
    #expect(try git("clone", "status", "--porcelain") == " M \(tabs)\n")
    #expect(try ltm("review", "--range", "nothing", "--repository", "clone").status == 1)
    #expect(try ltm("review", "--range=--upload-pack=x..main", "--repository", "clone").status == 1)
  }
}
