package import FoundationEssentials
import LogisticModels
import Rules

/// A trained model of whether a rule has to be obeyed in a task, as it lies in a file.
package struct FitModel: Hashable, Sendable, Codable {
  /// The version of the form.
  static let currentSchema = 1
  /// The name of the model's file.
  package static let fileName = "fits.json"

  var schema = Self.currentSchema
  /// The file of the sentence encoder that says how alike a rule and a task are.
  package var encoder: String
  var fits: LinearModel

  /// Reads a model.
  ///
  /// - Throws: ``FitModelError``.
  package static func read(_ data: Data, path: String) throws(FitModelError) -> FitModel {
    do {
      let model = try CanonicalJSON.decode(FitModel.self, from: data)
      guard model.schema == currentSchema else { throw FitModelError(path: path) }
      return model
    } catch {
      throw FitModelError(path: path)
    }
  }
}

/// A model's file that is not of this version's form.
package struct FitModelError: Error, Hashable, CustomStringConvertible {
  package let path: String

  package var description: String {
    "\(path): it is not a model of this version of the program; train it anew with 'ltm train --kind fits'"
  }
}
