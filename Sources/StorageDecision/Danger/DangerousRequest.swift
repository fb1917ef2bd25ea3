package import Rules

/// Something harmful that a rule asks for. It may be meant; but only a person may say so.
package struct DangerousRequest: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case remoteCode = "remote_code"
    case disabledChecks = "disabled_checks"
    case disclosure
    case permission
    case destruction
    case concealment
    case overriding = "overriding_instructions"
  }

  package let kind: Kind

  /// What it does, in fixed words.
  package var reason: String {
    switch kind {
    case .remoteCode: "runs remote code"
    case .disabledChecks: "turns off checks"
    case .disclosure: "gives away secrets or data"
    case .permission: "grants permissions"
    case .destruction: "destroys without asking"
    case .concealment: "hides things from people"
    case .overriding: "overrides instructions"
    }
  }

  /// What is dangerous in a text; nil for nothing.
  ///
  /// Takes time linear in the text; of a very long one the beginning is read.
  package static func find(in text: String) -> DangerousRequest? {
    DangerReader.shared.kind(in: text).map(DangerousRequest.init)
  }

  /// What is dangerous in a rule: in what it asks for, or in the words in which the user said it.
  package static func find(in rule: Rule) -> DangerousRequest? {
    let parameters = (rule.action.parameters ?? [:]).filter { wantedParameters.contains($0.key) }
    let texts =
      [rule.action.description] + parameters.sorted { $0.key < $1.key }.flatMap(\.value.strings)
      + rule.sources.compactMap(\.quote)
    return texts.lazy.compactMap(find(in:)).first
  }

  /// What is to be done stands in these; others name what is not.
  private static let wantedParameters: Set<String> = [ParameterKey.command.rawValue, ParameterKey.tool.rawValue]
}
