/// How people say what holds only for the moment.
enum PassingFrames {
  /// Frames that bind a bare verb phrase to the moment, with the words that do it; `{}` is where the wish goes.
  static let moment: [(frame: String, scope: String)] = table(
    """
    for now, {} | for now
    for now just {} | for now
    {} for now | for now
    just this once, {} | just this once
    this one time {} | this one time
    {}, but only this time | only this time
    only today: {} | today
    {} until friday | until friday
    until the release on thursday, {} | until the release
    until the demo is over, {} | until the demo
    for this PR, {} | this PR
    in this PR only: {} | this PR
    {} for the rest of this session | this session
    for this task, {} | this task
    {} for this commit | this commit
    in this commit, {} | this commit
    as an exception, {} this time | this time
    temporarily {} | temporarily
    {} till the hotfix is out | till the hotfix is out
    while we're debugging this, {} | while debugging
    on this branch, {} | this branch
    for the prototype we're throwing away tomorrow, {} | the prototype
    """)

  /// Frames that bind a bare verb phrase about code to a piece of code.
  static let code: [(frame: String, scope: String)] = table(
    """
    in this function, {} | this function
    for this specific function, {} | this function
    for that one function {} | that function
    just in this file, {} | this file
    {} in this one file | this file
    for this class only, {} | this class
    in the loop above, {} | the loop above
    for the snippet below {} | the snippet below
    {} in this method please | this method
    in that block, {} | that block
    for this script only, {} | this script
    in the file you just made, {} | the file just made
    """)

  /// Whole sentences about this turn: what is asked, as a rule would put it, and how people say it.
  static let turns: [(gold: String, frame: String, scope: String)] = triples(
    """
    Plan only and write no code yet | don't write code yet, just the plan | yet
    Plan only and write no code yet | no code for now, first the plan | for now
    Write no code yet | hold off on code, we're not there yet | yet
    Keep the next answer to one line | keep the next answer to one line | next answer
    Keep the next answer short | your next answer should be short, i'm on my phone | next answer
    Rebase first | rebase first, then go on | first
    Run the tests before going on | run the tests first before you go on | first
    Do only phase one | only phase 1 for now | for now
    Do only the first step | do only step one for now and then wait | for now
    Explain it simply | explain it to me simply, i'm new to this part | it
    Skip the tests this once | skip the tests just this once | this once
    Leave the failing test red for the moment | leave the failing test red for the moment | for the moment
    Leave the other files alone in this change | leave the other files alone in this change | this change
    Show the diff before writing it | show me the diff first this time, before you write anything | this time
    Wait with the commit until the user has looked at it | wait with this commit until i've had a look | this commit
    Use the staging database today | use the staging database today, prod is down | today
    Work on the hotfix branch until tonight | work on the hotfix branch until tonight | until tonight
    Make no refactoring before the release | no refactoring until the release is out | until the release
    Do not touch the parser in this pull request | don't touch the parser in this PR | this PR
    Begin with the backend | begin with the backend this time | this time
    Read the file before answering | read that file first before you answer this one | this one
    Give three options and pick none yet | give me three options, don't pick one yet | yet
    Answer this question with yes or no | just yes or no for this question | this question
    Keep the debug output in until the bug is found | keep the debug prints in until we've found this bug | until found
    Use the old API for this endpoint | use the old api for this endpoint, just here | this endpoint
    Hardcode the value for the demo | hardcode the value for today's demo | today
    """)

  private static func table(_ text: String) -> [(frame: String, scope: String)] {
    StandingFrames.lines(text).compactMap { line in
      let parts = columns(line)
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
  }

  private static func triples(_ text: String) -> [(gold: String, frame: String, scope: String)] {
    StandingFrames.lines(text).compactMap { line in
      let parts = columns(line)
      return parts.count == 3 ? (parts[0], parts[1], parts[2]) : nil
    }
  }

  /// The columns of a line, between bars with a space on each side.
  private static func columns(_ line: String) -> [String] {
    line.split(separator: "|").enumerated().map { place, column in
      let text = place == 0 ? column : column.dropFirst()
      return String(text.last == " " ? text.dropLast() : text)
    }
  }
}
