import LogisticModels

/// A trained model of whether a later statement ends a wish that is known, as it lies in a file.
package struct ChangeModel: Hashable, TrainedModel {
  package static let currentSchema = 2
  package static let fileName = "changes.json"
  package static let kind = "changes"

  package var schema = Self.currentSchema
  /// The file of the sentence encoder that says how alike two statements are.
  package var encoder: String
  /// Does the statement end this wish: by taking it back, or by putting another in its place?
  var ends: LinearModel
  /// If it ends one, does it only take it back?
  var takesBack: LinearModel
  /// Does the statement make an exception to this wish?
  var excepts: LinearModel

  enum CodingKeys: String, CodingKey {
    case schema, encoder, ends, excepts
    case takesBack = "takes_back"
  }
}
