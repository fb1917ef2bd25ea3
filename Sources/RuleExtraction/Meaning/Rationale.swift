import Rules

/// Says why a rule is thought to be one: the user's own reason, or the wording that shows the wish.
enum Rationale {
  static func text(for finding: RuleExtractor.Finding) -> String {
    let reason = finding.reading.reason.filter { $0.isWord || $0.form == "," }.map(\.text).joined(separator: " ")
      .replacing(" ,", with: ",")
    if !reason.isEmpty { return "The user's reason: \(reason)" }
    let features = finding.evidence.features
    let kind = finding.scope == .persistent ? "Standing wish" : "Wish for the moment"
    let signs: [(Evidence.Feature, String)] = [
      (.habitual, "stated for every case"), (.never, "stated as a prohibition without exception"),
      (.standing, "stated for the future"),
      (.repeated, "said before and said again"), (.complaint, "read off a complaint"),
      (.retraction, "takes back an earlier wish"),
      (.passing, "bound to the present task"), (.preference, "stated as a preference"),
      (.contrast, "one way chosen over another"),
      (.universal, "stated for every such case"), (.obligation, "stated as a duty"),
      (.habit, "stated as the team's habit"),
      (.prohibition, "stated as a prohibition"), (.fact, "stated as a fact about how things are done"),
    ]
    let sign = signs.first { features.contains($0.0) }?.1 ?? "stated as an instruction about a convention"
    return "\(kind), \(sign)"
  }
}
