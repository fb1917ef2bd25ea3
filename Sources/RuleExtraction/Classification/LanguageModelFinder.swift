import Rules

/// What the trained model finds, with a language model's word on what it doubts.
struct LanguageModelFinder: DirectiveFinder {
  let base: any DirectiveFinder
  let reader: SecondReader

  /// How sure a directive is that the language model confirmed and that its message covers.
  private static let confirmed = 0.8

  var warnings: [String] { reader.warnings }

  func findings(in messages: [String], ofOneSession: Bool) -> [[RuleExtractor.Finding]] {
    zip(messages, base.findings(in: messages, ofOneSession: ofOneSession)).map { message, findings in
      guard findings.contains(where: isDoubtful) else { return findings }
      let prose = UserProse(message)
      return findings.map { isDoubtful($0) ? read($0, of: message, prose) : $0 }
    }
  }

  func remembering(_ memory: any JudgementMemory) -> any DirectiveFinder {
    LanguageModelFinder(base: base.remembering(memory), reader: reader)
  }

  private func isDoubtful(_ finding: RuleExtractor.Finding) -> Bool { reader.doubt.contains(finding.confidence) }

  private func read(
    _ finding: RuleExtractor.Finding, of message: String, _ prose: UserProse
  ) -> RuleExtractor.Finding {
    guard let clause = finding.range.flatMap(message.text(at:)),
      let answer = reader.answer(about: clause, in: prose.text)
    else { return finding }
    var judged = finding
    judged.judgement = .nothing
    guard answer.label != .irrelevant, prose.grounds(answer, clause: clause, isComplaint: finding.isComplaint) else {
      return judged
    }
    judged.judgement.persistent = answer.label == .persistent ? Self.confirmed : 0
    judged.judgement.shortTerm = answer.label == .persistent ? 0 : Self.confirmed
    var action = finding.action
    action.type = answer.type
    action.description = answer.description
    judged.stated = action
    return judged
  }
}

extension RuleExtractor.Finding {
  fileprivate var isComplaint: Bool { reading.frame == .complaint }
}

extension String {
  /// The text at a place, in UTF-8 bytes; nil where it is not within the string.
  fileprivate func text(at range: Range<Int>) -> String? {
    guard let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound, limitedBy: utf8.endIndex),
      let end = utf8.index(start, offsetBy: range.count, limitedBy: utf8.endIndex)
    else { return nil }
    return String(decoding: utf8[start..<end], as: UTF8.self)
  }
}
