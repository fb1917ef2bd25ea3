import FoundationEssentials
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

  private func vector(of text: String) -> [Float] {
    if let vector = known.withLock({ $0[text] }) { return vector }
    let vector = encoder.encode([text])[0]
    known.withLock { $0[text] = vector }
    return vector
  }
}

extension ChangeJudge {
  /// The judge whose model comes with the program.
  ///
  /// - Throws: `ExtractionError`, `DecisionModelError` when the model or its encoder is missing or malformed.
  static func load() throws -> ChangeJudge {
    let (data, path) = try Meaning.modelFile(ChangeModel.fileName)
    let model = try ChangeModel.read(data, path: path)
    let meaning = Meaning(try ClauseClassifier.encoder(named: model.encoder))
    return ChangeJudge(model) { meaning.similarity($0, $1) }
  }
}

extension FitJudge {
  /// The judge whose model comes with the program.
  ///
  /// - Throws: `ExtractionError`, `FitModelError` when the model or its encoder is missing or malformed.
  static func load() throws -> FitJudge {
    let (data, path) = try Meaning.modelFile(FitModel.fileName)
    let model = try FitModel.read(data, path: path)
    let meaning = Meaning(try ClauseClassifier.encoder(named: model.encoder))
    return FitJudge(model) { meaning.similarity($0, $1) }
  }
}

extension Meaning {
  /// A model's file from where models lie.
  fileprivate static func modelFile(_ name: String) throws -> (data: Data, path: String) {
    guard let path = ModelFiles.locate(name) else { throw ExtractionError.missingModel(name: name) }
    return (try Data(contentsOf: URL(filePath: path)), path)
  }
}
