import FoundationEssentials
import LogisticModels
import Rules

/// A trained model of what people mean by a clause, as it lies in a file.
///
/// Two logistic models answer two questions: does the clause state a directive about how to work, and if so, is it
/// meant for later too. A third, which sees no embedding, is the cheap first stage: what it finds unlikely enough is
/// not looked at again.
package struct ClauseModel: Hashable, Sendable, Codable {
  /// The version of the form.
  static let currentSchema = 2

  var schema = Self.currentSchema
  /// The file of the sentence encoder whose embeddings the model weighs.
  var encoder: String
  var firstStage: LinearModel
  /// The log-odds of the first stage below which a clause is no directive.
  var firstStageFloor: Double
  var directive: LinearModel
  var standing: LinearModel
  /// One model for each kind of action: does a directive ask for that kind rather than another?
  var kinds: [String: LinearModel]
  /// Do two neighbouring clauses state one directive together? Over ``NeighbourFeatures``.
  var join: LinearModel
  /// Maps the odds of the two models to honest probabilities (J. Platt, "Probabilistic outputs for support vector
  /// machines", 1999), fitted on messages that the models had not seen.
  var calibration: Calibration
  /// How often real messages hold each kind of directive.
  var rates: SessionPrior.Rates

  /// A logistic function of log-odds.
  struct Calibration: Hashable, Sendable, Codable {
    var scale: Double
    var offset: Double

    func probability(ofOdds odds: Double) -> Double { Logistic.probability(ofOdds: scale * odds + offset) }
  }

  enum CodingKeys: String, CodingKey {
    case schema, encoder, directive, standing, kinds, join, calibration, rates
    case firstStage = "first_stage"
    case firstStageFloor = "first_stage_floor"
  }
}

extension ClauseModel {
  /// Reads a model.
  ///
  /// - Throws: ``ExtractionError/badModel(path:reason:)``.
  package init(path: String) throws(ExtractionError) {
    do {
      self = try CanonicalJSON.decode(from: Data(contentsOf: URL(filePath: path)))
    } catch is DecodingError {
      throw .badModel(path: path, reason: "it is not a model of this version of the program")
    } catch {
      throw .badModel(path: path, reason: "it cannot be read")
    }
    guard schema == Self.currentSchema else {
      throw .badModel(path: path, reason: "its schema \(schema) is not the supported \(Self.currentSchema)")
    }
  }
}
