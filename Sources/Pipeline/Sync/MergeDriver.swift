import Foundation
import RuleStore
import Rules

/// Merges one rule file for git, which knows three forms of it and nothing of who made them.
package enum MergeDriver {
  package enum Outcome: Hashable, Sendable {
    /// Merged as rules; what both sides changed, by field.
    case merged(contested: [String])
    /// Merged line by line, with so many conflicts.
    case lines(conflicts: Int)
  }

  /// Merges into our file.
  ///
  /// - Parameters:
  ///   - base: the common ancestor; empty where both sides added the file.
  ///   - ours: our file, which is written.
  ///   - theirs: their file.
  /// - Throws: ``PipelineError``, ``ProgramError``.
  package static func run(base: String, ours: String, theirs: String) throws -> Outcome {
    let (old, one, other) = (try rule(base), try rule(ours), try rule(theirs))
    guard let one, let other, one.id == other.id, old == nil || old?.id == one.id else {
      return .lines(conflicts: try mergeLines(base: base, ours: ours, theirs: theirs))
    }
    let merge = RuleMerge(base: old, .init(one, .unknown), .init(other, .unknown))
    guard let rule = merge.rule else { return .lines(conflicts: 1) }
    // What says the same keeps its bytes.
    if rule != one { try JSONFiles.write(rule, to: ours) }
    return .merged(contested: merge.contested)
  }

  /// The rule in a file; nil where it holds none.
  private static func rule(_ path: String) throws(PipelineError) -> Rule? {
    guard let file = FileHandle(forReadingAtPath: path) else { throw .unreadable(file: path, reason: "no such file") }
    let limit = RuleFile.sizeLimit
    guard let data = try? file.read(upToCount: limit + 1), data.count <= limit else { return nil }
    return try? CanonicalJSON.decode(Rule.self, from: data)
  }

  /// Merges as git does, with its marks where lines conflict.
  private static func mergeLines(base: String, ours: String, theirs: String) throws -> Int {
    let result = try ProgramRun.run(
      ["git", "merge-file", "--quiet", "-L", "ours", "-L", "base", "-L", "theirs", "--", ours, base, theirs],
      environment: ProcessInfo.processInfo.environment)
    // More conflicts than 127 are told as 127, a failure as 255.
    guard result.status <= 127 else { throw PipelineError.unreadable(file: ours, reason: "git cannot merge its lines") }
    return Int(result.status)
  }
}
