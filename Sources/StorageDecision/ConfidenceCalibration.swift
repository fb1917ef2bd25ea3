package import LogisticModels
package import Rules

/// Turns how sure extraction is of a rule into how often a person agrees: the log-odds are stretched and moved (Platt,
/// "Probabilistic outputs for support vector machines", 1999), and moved further for what people refuse more often, or
/// less often, than the rest: a type of action, a project, a type in a project.
package struct ConfidenceCalibration: Hashable, Sendable, Codable {
  /// Over the log-odds of the confidence; its flags are ``marks(of:)``.
  package let model: LinearModel

  /// Leaves every confidence as it is.
  package static let identity = ConfidenceCalibration(LinearModel(bias: 0, lengths: [1]))

  package init(_ model: LinearModel) { self.model = model }

  package init(from decoder: any Decoder) throws { model = try LinearModel(from: decoder) }

  package func encode(to encoder: any Encoder) throws { try model.encode(to: encoder) }

  /// What of a rule moves its confidence.
  package static func marks(of rule: Rule) -> [String] {
    let type = "type \(rule.action.type.rawValue)"
    return [type] + (rule.project.map { ["project \($0)", "\(type) project \($0)"] } ?? [])
  }

  /// How probably a person agrees with a rule, 0…1.
  package func callAsFunction(_ rule: Rule) -> Double { self(rule.confidence, Self.marks(of: rule)) }

  /// How probably a person agrees with a rule of a confidence and some marks, 0…1.
  package func callAsFunction(_ confidence: Double, _ marks: [String]) -> Double {
    guard model != Self.identity.model else { return confidence }
    let odds = model.bias + (model.lengths.first ?? 1) * Logistic.odds(ofProbability: confidence)
    return Logistic.probability(ofOdds: marks.reduce(odds) { $0 + (model.flags[$1] ?? 0) }).fourDecimals
  }

  /// One rule of which it is known whether a person agreed.
  package struct Observation: Hashable, Sendable {
    package var confidence: Double
    package var marks: [String]
    package var isRight: Bool

    package init(confidence: Double, marks: [String], isRight: Bool) {
      (self.confidence, self.marks, self.isRight) = (confidence, marks, isRight)
    }
  }

  /// Fits a calibration that stays near the confidence as it is where there is little to go by.
  package static func fitted(to observations: [Observation]) -> ConfidenceCalibration {
    let names = Set(observations.flatMap(\.marks)).sorted()
    let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var penalties = LinearModel.Penalties()
    (penalties.flags, penalties.bias) = (2, 1)
    let examples = observations.map { observation in
      LinearModel.Example(
        LinearModel.Features(
          flags: observation.marks.compactMap { index[$0] }.sorted(),
          measures: [Float(Logistic.odds(ofProbability: observation.confidence))]), isTrue: observation.isRight)
    }
    let fitted = LinearModel(
      fitting: examples, names: names, measures: 1, penalties: penalties, prior: .init(identity.model))
    // A confidence that means less the higher it is would be no calibration.
    guard let scale = fitted.lengths.first, scale >= 0 else { return .identity }
    return ConfidenceCalibration(fitted)
  }
}
