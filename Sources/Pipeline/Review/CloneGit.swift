import Foundation
import Rules

/// The program `git`, for what concerns a person's clone: its working tree, index and hooks are git's own.
struct CloneGit: Sendable {
  /// Where it works.
  let directory: String

  /// What it said.
  struct Answer {
    let status: Int32
    let output: String
    let errors: String

    var isSuccess: Bool { status == 0 }
  }

  /// Runs it to its end.
  ///
  /// - Throws: ``PipelineError/cannotReview(place:reason:)`` when there is no such program.
  func run(_ arguments: [String]) throws(PipelineError) -> Answer {
    // What a hook of another repository set would lead it there.
    let environment = ProcessInfo.processInfo.environment.filter {
      !["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"].contains($0.key)
    }.merging(["LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"]) { $1 }
    let result: ProgramRun
    do {
      result = try ProgramRun.run(["git", "-C", directory] + arguments, environment: environment)
    } catch {
      throw .cannotReview(place: directory, reason: "the program 'git' cannot be run")
    }
    func text(_ said: String) -> String { said.trimmingCharacters(in: .whitespacesAndNewlines) }
    return Answer(
      status: result.status, output: text(String(decoding: result.output, as: UTF8.self)), errors: text(result.errors))
  }

  /// Runs it, and gives what it printed.
  ///
  /// - Throws: ``PipelineError/cannotReview(place:reason:)`` with what it said.
  @discardableResult
  func require(_ arguments: [String], otherwise reason: String) throws(PipelineError) -> String {
    let answer = try run(arguments)
    guard answer.isSuccess else {
      let detail = answer.errors.split(whereSeparator: \.isNewline).first.map { " (\($0.prefix(200)))" } ?? ""
      throw .cannotReview(place: directory, reason: reason + detail)
    }
    return answer.output
  }
}
