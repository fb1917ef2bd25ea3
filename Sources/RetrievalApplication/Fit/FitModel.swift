import LogisticModels

/// A trained model of whether a rule has to be obeyed in a task, as it lies in a file.
package struct FitModel: Hashable, TrainedModel {
  package static let currentSchema = 1
  package static let fileName = "fits.json"
  package static let kind = "fits"

  package var schema = Self.currentSchema
  /// The file of the sentence encoder that says how alike a rule and a task are.
  package var encoder: String
  var fits: LinearModel
}
