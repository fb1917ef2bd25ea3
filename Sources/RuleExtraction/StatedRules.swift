package import Rules

extension RuleExtractor {
  /// What a text states, as a rule, however unsure that is: the directive whose words are most those of a quote, or the
  /// quote itself.
  ///
  /// For training what comes after extraction on what extraction gives.
  ///
  /// - Parameter language: the language of the code that the conversation is about.
  package func rule(in text: String, quote: String? = nil, project: String, language: String? = nil) -> Rule? {
    let wanted = Set(WordStems.stems(of: quote ?? text))
    let found = rules(in: text, project: project, language: language)
    let best = found.max { left, right in
      (likeness(left, wanted), left.confidence) < (likeness(right, wanted), right.confidence)
    }
    if let best, likeness(best, wanted) >= 0.3 { return best }
    guard let id = try? RuleID("statement") else { return nil }
    return Rule(
      id: id, matchCriteria: MatchCriteria(type: .context, value: "", context: [:]),
      action: Action(type: .behavior, description: quote ?? text), rationale: "", confidence: 0, scope: .persistent,
      project: project, sourceID: project, timestamp: nil,
      sources: [RuleSource(transcript: project, segment: 0, session: project, quote: quote ?? text)])
  }

  /// All that a text may state, as rules, however unsure that is.
  package func rules(in text: String, project: String, language: String? = nil) -> [Rule] {
    let segment = TranscriptSegment(speaker: .user, content: text)
    let transcript = Transcript(
      id: project, segments: [segment], sessionID: project, tags: language.map { [$0] } ?? [],
      metadata: ["project": .string(project)])
    return extract(from: transcript).rules
  }

  private func likeness(_ rule: Rule, _ wanted: Set<String>) -> Double {
    WordStems.dice(Set(WordStems.stems(of: rule.sources.first?.quote ?? rule.action.description)), wanted)
  }
}
