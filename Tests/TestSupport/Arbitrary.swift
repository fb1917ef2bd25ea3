package import Rules

/// Random values for property tests.
package enum Arbitrary {
  /// Text with characters that break careless code: controls, quotes, combining marks, emoji, line separators.
  package static func text(using generator: inout some RandomNumberGenerator) -> String {
    let pieces = [
      "a", "Use", " ", "\n", "\r\n", "\t", "\"", "\\", "/", "é", "e\u{301}", "漢字", "👩‍👩‍👧", "\u{2028}", "\u{0}", "\u{7F}",
      "{}", "null",
    ]
    return (0..<Int.random(in: 0...8, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
      .joined()
  }

  /// Any JSON value, at most `depth` levels deep.
  package static func json(depth: Int = 2, using generator: inout some RandomNumberGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
    case 0: .null
    case 1: .bool(.random(using: &generator))
    case 2: .integer(.random(in: Int64.min...Int64.max, using: &generator))
    case 3: .number(Double(Int.random(in: -1000...1000, using: &generator)) + 0.3)
    case 4: .string(text(using: &generator))
    case 5:
      .array((0..<Int.random(in: 0...3, using: &generator)).map { _ in json(depth: depth - 1, using: &generator) })
    default: .object(object(depth: depth - 1, using: &generator))
    }
  }

  /// A JSON object with up to three members.
  package static func object(
    depth: Int = 1, using generator: inout some RandomNumberGenerator
  ) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      members[text(using: &generator)] = json(depth: depth, using: &generator)
    }
    return members
  }

  /// A moment between 2001 and 2033, to the millisecond.
  package static func timestamp(using generator: inout some RandomNumberGenerator) -> Timestamp {
    Timestamp(milliseconds: .random(in: 1_000_000_000_000...2_000_000_000_000, using: &generator))
  }

  /// A valid rule id.
  ///
  /// - Throws: nothing in practice: every id it builds is valid.
  package static func ruleID(using generator: inout some RandomNumberGenerator) throws -> RuleID {
    let letters = Array("abcXYZ0189_-")
    let text = (0..<Int.random(in: 1...20, using: &generator)).compactMap { _ in
      letters.randomElement(using: &generator)
    }
    return try RuleID(String(text))
  }

  /// Any valid rule.
  ///
  /// - Throws: nothing in practice: every id it builds is valid.
  package static func rule(using generator: inout some RandomNumberGenerator) throws -> Rule {
    func fraction() -> Double { Double(Int.random(in: 0...1000, using: &generator)) / 1000 }
    let some = Bool.random(using: &generator)
    return Rule(
      id: try ruleID(using: &generator),
      matchCriteria: MatchCriteria(
        type: MatchCriteria.Kind.allCases.randomElement(using: &generator) ?? .context,
        value: text(using: &generator), context: some ? object(using: &generator) : nil),
      action: Action(
        type: Action.Kind.allCases.randomElement(using: &generator) ?? .style,
        description: text(using: &generator), parameters: some ? object(using: &generator) : nil),
      rationale: text(using: &generator), confidence: fraction(),
      scope: .random(using: &generator) ? .persistent : .shortTerm,
      project: some ? text(using: &generator) : nil,
      sourceID: some ? text(using: &generator) : nil,
      timestamp: some ? timestamp(using: &generator) : nil,
      sources: (0..<Int.random(in: 0...3, using: &generator)).map { index in
        RuleSource(
          transcript: text(using: &generator), segment: index, session: text(using: &generator),
          line: some ? index + 1 : nil, timestamp: some ? timestamp(using: &generator) : nil,
          observed: some ? RuleSource.Observation(followed: index, broken: 3) : nil,
          quote: some ? text(using: &generator) : nil, range: some ? index..<index + 3 : nil,
          hash: some ? "sha256:" + String(repeating: "0a", count: 32) : nil)
      },
      supersedes: some ? [try ruleID(using: &generator)] : [],
      decision: some
        ? Decision(
          decision: .store, score: fraction(),
          criteria: Decision.Criteria(
            crossSessionValue: fraction(), stability: fraction(), clearTriggers: fraction(),
            reducesInconsistency: fraction()),
          justification: text(using: &generator))
        : nil)
  }

  /// Any transcript.
  package static func transcript(using generator: inout some RandomNumberGenerator) -> Transcript {
    Transcript(
      id: text(using: &generator),
      segments: (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        let some = Bool.random(using: &generator)
        return TranscriptSegment(
          speaker: TranscriptSegment.Speaker.allCases.randomElement(using: &generator) ?? .user,
          content: text(using: &generator),
          type: some ? SegmentLabel.allCases.randomElement(using: &generator) : nil,
          timestamp: some ? timestamp(using: &generator) : nil, metadata: some ? object(using: &generator) : nil)
      },
      sessionID: text(using: &generator), duration: Double(Int.random(in: 0...9999, using: &generator)),
      tags: [text(using: &generator)], metadata: object(using: &generator))
  }

  /// Any task.
  package static func task(using generator: inout some RandomNumberGenerator) -> TaskRequest {
    let some = Bool.random(using: &generator)
    return TaskRequest(
      id: text(using: &generator), type: text(using: &generator), language: some ? text(using: &generator) : nil,
      description: text(using: &generator), context: object(using: &generator),
      metadata: some ? object(using: &generator) : nil)
  }

  /// Any result for a task.
  ///
  /// - Throws: nothing in practice: every id it builds is valid.
  package static func taskResult(using generator: inout some RandomNumberGenerator) throws -> TaskResult {
    var result = TaskResult(task: task(using: &generator))
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      let id = try ruleID(using: &generator)
      let some = Bool.random(using: &generator)
      result.appliedRules.append(id)
      result.modifications.append(
        Modification(
          rule: id, type: Action.Kind.allCases.randomElement(using: &generator) ?? .style,
          kind: Modification.Kind.allCases.randomElement(using: &generator) ?? .edit,
          description: text(using: &generator), place: some ? text(using: &generator) : nil,
          before: some ? text(using: &generator) : nil, after: some ? text(using: &generator) : nil))
    }
    return result
  }
}
