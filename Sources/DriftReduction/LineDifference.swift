import Rules

/// How many lines differ between two outputs.
struct LineDifference: Hashable, Sendable {
  let added: Int
  let removed: Int

  init(from before: TaskOutput, to after: TaskOutput) {
    // The standard library's difference is Myers' algorithm, quadratic at worst: outputs are small.
    let difference = Self.lines(of: after).difference(from: Self.lines(of: before))
    added = difference.insertions.count
    removed = difference.removals.count
  }

  private static func lines(of output: TaskOutput) -> [Substring] {
    output.code.split(separator: "\n", omittingEmptySubsequences: false) + output.names.map { $0[...] }
      + output.instructions.map { $0[...] }
  }
}
