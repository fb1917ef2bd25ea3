package import Rules

/// A message with what a reader of it found: one line of the data that a model is trained on.
package struct LabelledMessage: Hashable, Sendable, Decodable {
  /// A directive that a message states.
  package struct Directive: Hashable, Sendable, Decodable {
    /// The words of the message that state it; nil where only its meaning is known.
    package var quote: String?
    package var description: String
    package var scope: Rule.Scope
    package var kind: Action.Kind?

    enum CodingKeys: String, CodingKey {
      case quote, description, scope, decision
      case kind = "type"
    }

    package init(description: String, scope: Rule.Scope, kind: Action.Kind?) {
      self.description = description
      self.scope = scope
      self.kind = kind
    }

    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      quote = try container.decodeIfPresent(String.self, forKey: .quote)
      kind = try container.decodeIfPresent(Action.Kind.self, forKey: .kind)
      description = try container.decodeIfPresent(String.self, forKey: .description) ?? ""
      let decision = try container.decodeIfPresent(Decision.Verdict.self, forKey: .decision)
      scope =
        try container.decodeIfPresent(Rule.Scope.self, forKey: .scope)
        ?? (decision == .ignore ? .shortTerm : .persistent)
    }
  }

  package var id: String
  package var text: String
  /// Nil where nobody has labelled it.
  package var label: SegmentLabel?
  /// Whose words these are: cross-validation never trains on a group that it tests.
  package var group: String
  /// Whether those who labelled it differed.
  package var isUnsure: Bool
  /// How much it counts, 0…1: written examples count less than what people really said.
  package var weight: Double
  package var rules: [Directive]

  enum CodingKeys: String, CodingKey {
    case id, text, label, repo, unsure, weight, rules
  }

  package init(id: String, text: String, label: SegmentLabel, group: String, weight: Double, rules: [Directive]) {
    self.id = id
    self.text = text
    self.label = label
    self.group = group
    isUnsure = false
    self.weight = weight
    self.rules = rules
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    text = try container.decode(String.self, forKey: .text)
    label = try container.decodeIfPresent(SegmentLabel.self, forKey: .label)
    group = try container.decodeIfPresent(String.self, forKey: .repo) ?? ""
    isUnsure = try container.decodeIfPresent(Bool.self, forKey: .unsure) ?? false
    weight = try container.decodeIfPresent(Double.self, forKey: .weight) ?? 1
    rules = try container.decodeIfPresent([Directive].self, forKey: .rules) ?? []
  }

  /// Whether it is what people really say, and its label is beyond doubt: by such messages a model is measured.
  var isTypical: Bool { weight >= 1 && !isUnsure }
}
