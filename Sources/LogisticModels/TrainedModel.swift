package import FoundationEssentials
import Rules

/// A trained model that lies in a file, over what a sentence encoder makes of texts.
package protocol TrainedModel: Codable, Sendable {
  /// The version of the form.
  static var currentSchema: Int { get }
  /// The name of the model's file.
  static var fileName: String { get }
  /// What `ltm train --kind` calls it.
  static var kind: String { get }

  var schema: Int { get }
  /// The file of the sentence encoder.
  var encoder: String { get }
}

extension TrainedModel {
  /// Reads a model.
  ///
  /// - Throws: ``TrainedModelError``.
  package static func read(_ data: Data, path: String) throws(TrainedModelError) -> Self {
    guard let model = try? CanonicalJSON.decode(Self.self, from: data), model.schema == currentSchema else {
      throw TrainedModelError(path: path, kind: kind)
    }
    return model
  }
}

/// A model's file that is not of this version's form.
package struct TrainedModelError: Error, Hashable, CustomStringConvertible {
  package let path: String
  /// What `ltm train --kind` calls the model.
  package let kind: String

  package init(path: String, kind: String) {
    self.path = path
    self.kind = kind
  }

  package var description: String {
    "\(path): it is not a model of this version of the program; train it anew with 'ltm train --kind \(kind)'"
  }
}
