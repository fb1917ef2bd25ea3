import FoundationEssentials
import LogisticModels
import RetrievalApplication
import RuleExtraction
import SentenceEncoder
import StorageDecision
import Synchronization

/// How alike texts are in meaning, by the sentence encoder; each text is read once.
final class Meaning: Sendable {
  private let encoder: SentenceEncoder
  private let known = Mutex<[String: [Float]]>([:])

  init(_ encoder: SentenceEncoder) {
    self.encoder = encoder
  }

  /// The cosine of two texts, −1…1.
  func similarity(_ left: String, _ right: String) -> Double {
    let (own, theirs) = (vector(of: left), vector(of: right))
    return Double(zip(own, theirs).reduce(0) { $0 + $1.0 * $1.1 })
  }

  /// The embedding of a text.
  func vector(of text: String) -> [Float] {
    if let vector = known.withLock({ $0[text] }) { return vector }
    let vector = encoder.encode([text])[0]
    known.withLock { $0[text] = vector }
    return vector
  }
}

extension ChangeJudge {
  /// The judge whose model comes with the program.
  ///
  /// - Throws: `ExtractionError`, `TrainedModelError` when the model or its encoder is missing or malformed.
  static func load() throws -> ChangeJudge {
    let (model, meaning) = try Meaning.load(ChangeModel.self)
    return ChangeJudge(model, similarity: { meaning.similarity($0, $1) }, embedding: { meaning.vector(of: $0) })
  }
}

extension FitJudge {
  /// The judge whose model comes with the program.
  ///
  /// - Throws: `ExtractionError`, `TrainedModelError` when the model or its encoder is missing or malformed.
  static func load() throws -> FitJudge {
    let (model, meaning) = try Meaning.load(FitModel.self)
    return FitJudge(model) { meaning.similarity($0, $1) }
  }
}

extension Meaning {
  /// A model from where models lie, and the meaning that its encoder sees.
  fileprivate static func load<Model: TrainedModel>(_ type: Model.Type) throws -> (model: Model, meaning: Meaning) {
    guard let path = ModelFiles.locate(Model.fileName) else { throw ExtractionError.missingModel(name: Model.fileName) }
    let model = try Model.read(try Data(contentsOf: URL(filePath: path)), path: path)
    return (model, Meaning(try ClauseClassifier.encoder(named: model.encoder)))
  }
}
