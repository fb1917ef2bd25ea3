package import Rules
import Secrets

extension Rule {
  /// The rule with every secret in its texts masked. Its id stays: a rule is named by it.
  package var withSecretsMasked: Rule {
    var rule = self
    let masked = SecretScanner.masked
    rule.matchCriteria.value = masked(matchCriteria.value)
    rule.matchCriteria.context = matchCriteria.context.map(Self.masked)
    rule.action.description = masked(action.description)
    rule.action.parameters = action.parameters.map(Self.masked)
    rule.rationale = masked(rationale)
    rule.project = project.map(masked)
    rule.sourceID = sourceID.map(masked)
    for index in sources.indices {
      rule.sources[index].transcript = masked(sources[index].transcript)
      rule.sources[index].session = masked(sources[index].session)
      rule.sources[index].quote = sources[index].quote.map(masked)
    }
    if let decision { rule.decision?.justification = masked(decision.justification) }
    return rule
  }

  private static func masked(_ members: [String: JSONValue]) -> [String: JSONValue] {
    JSONValue.object(members).mappingStrings(SecretScanner.masked).object ?? members
  }
}

extension RuleChange {
  /// The change with every secret masked in what it writes.
  ///
  /// A rule that it takes to be in the store stays as it is: it is compared with what is there.
  var withSecretsMasked: RuleChange {
    switch self {
    case .add(let rule): .add(rule.withSecretsMasked)
    case .change(let before, let after): .change(from: before, to: after.withSecretsMasked)
    case .replace(let old, let rule): .replace(old, with: rule.withSecretsMasked)
    case .remove(let rule, let reason): .remove(rule, reason: SecretScanner.masked(reason))
    case .restore(let rule): .restore(rule.withSecretsMasked)
    }
  }
}
