package import FoundationEssentials
import LogisticModels
import Rules

/// A trained model of whether a later statement ends a wish that is known, as it lies in a file.
package struct ChangeModel: Hashable, Sendable, Codable {
  /// The version of the form.
  static let currentSchema = 1
  /// The name of the model's file.
  package static let fileName = "changes.json"

  var schema = Self.currentSchema
  /// The file of the sentence encoder that says how alike two statements are.
  package var encoder: String
  /// Does the statement end this wish: by taking it back, or by putting another in its place?
  var ends: LinearModel
  /// If it ends one, does it only take it back?
  var takesBack: LinearModel

  enum CodingKeys: String, CodingKey {
    case schema, encoder, ends
    case takesBack = "takes_back"
  }

  /// Reads a model.
  ///
  /// - Throws: ``DecisionModelError``.
  package static func read(_ data: Data, path: String) throws(DecisionModelError) -> ChangeModel {
    do {
      let model = try CanonicalJSON.decode(ChangeModel.self, from: data)
      guard model.schema == currentSchema else { throw DecisionModelError(path: path) }
      return model
    } catch {
      throw DecisionModelError(path: path)
    }
  }
}

/// A model's file that is not of this version's form.
package struct DecisionModelError: Error, Hashable, CustomStringConvertible {
  package let path: String

  package var description: String {
    "\(path): it is not a model of this version of the program; train it anew with 'ltm train --kind changes'"
  }
}
