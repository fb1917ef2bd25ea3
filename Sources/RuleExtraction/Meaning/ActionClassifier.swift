package import FoundationEssentials
import Glibc
package import Rules

/// Tells what kind of action a directive asks for, as it was learned from labelled directives.
package struct ActionClassifier: Hashable, Sendable {
  /// A directive with the kind of action that it asks for.
  package struct Example: Hashable, Sendable {
    /// The words that state it.
    package let text: String
    package let kind: Action.Kind
    /// How much it counts; 1 is usual.
    package let weight: Double

    package init(text: String, kind: Action.Kind, weight: Double = 1) {
      self.text = text
      self.kind = kind
      self.weight = weight
    }
  }

  private static let format = "action-kind/1"
  private let model: SoftmaxRegression

  /// How far rare kinds count as much as common ones: 0 not at all, 1 wholly.
  private static let balance = 0.7

  /// Learns from examples; the same examples give the same classifier.
  package init(learning examples: [Example], penalty: Double = 1e-4, rounds: Int = 300) {
    let totals = Action.Kind.allCases.map { kind in examples.reduce(0) { $0 + ($1.kind == kind ? $1.weight : 0) } }
    let mean = totals.reduce(0, +) / Double(totals.count)
    let learned = examples.compactMap { example in
      Action.Kind.allCases.firstIndex(of: example.kind).map { label in
        SoftmaxRegression.Example(
          features: ActionFeatures.features(of: Self.reading(of: example.text)), label: label,
          weight: example.weight * pow(mean / totals[label], Self.balance))
      }
    }
    model = SoftmaxRegression(
      learning: learned, classes: Action.Kind.allCases.count, dimensions: ActionFeatures.dimensions, penalty: penalty,
      rounds: rounds)
  }

  /// How likely each kind is for a text, in the order of the kinds' cases.
  package func probabilities(of text: String) -> [Double] {
    probabilities(of: Self.reading(of: text))
  }

  func probabilities(of reading: Reading) -> [Double] {
    model.probabilities(of: ActionFeatures.features(of: reading))
  }

  /// The reading of the most telling clause, with the words of all.
  private static func reading(of text: String) -> Reading {
    let passages = MessageReader.passages(in: text)
    guard var reading = passages.first(where: { $0.reading.frame != .none })?.reading ?? passages.first?.reading else {
      return Reading()
    }
    reading.body = passages.flatMap { $0.reading.body }
    return reading
  }
}

extension ActionClassifier {
  /// Why a model cannot be read.
  package enum ModelError: Error, Hashable, Sendable, CustomStringConvertible {
    case unreadable(path: String)
    case malformed(path: String)

    package var description: String {
      switch self {
      case .unreadable(let path): "\(path): the model cannot be read"
      case .malformed(let path): "\(path): this is no model for kinds of action; make it again with 'ltm train'"
      }
    }
  }

  /// A model as it is written: weights in steps of ``scale``.
  private struct Form: Codable {
    var format: String
    var kinds: [String]
    var dimensions: Int
    var scale: Double
    var bias: [Double]
    var weights: Data
  }

  /// Reads a model from a file.
  ///
  /// - Throws: ``ModelError``.
  package init(path: String) throws(ModelError) {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { throw .unreadable(path: path) }
    guard let form = try? JSONDecoder().decode(Form.self, from: data), form.format == Self.format,
      form.kinds == Action.Kind.allCases.map(\.rawValue), form.dimensions == ActionFeatures.dimensions,
      form.scale.isFinite, form.bias.allSatisfy(\.isFinite),
      let model = SoftmaxRegression(
        classes: form.kinds.count, dimensions: form.dimensions,
        weights: form.weights.map { Double(Int8(bitPattern: $0)) * form.scale }, bias: form.bias)
    else { throw .malformed(path: path) }
    self.model = model
  }

  /// The model as a file's content: JSON with weights of one byte.
  package var data: Data {
    get throws {
      let scale = max((model.weights.map(abs).max() ?? 0) / 127, 1e-9)
      let rounded = (scale * 1e9).rounded(.up) / 1e9
      let form = Form(
        format: Self.format, kinds: Action.Kind.allCases.map(\.rawValue), dimensions: model.dimensions,
        scale: rounded, bias: model.bias.map { ($0 * 1e6).rounded() / 1e6 },
        weights: Data(model.weights.map { UInt8(bitPattern: Int8(($0 / rounded).rounded())) }))
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(form) + Data("\n".utf8)
    }
  }
}
