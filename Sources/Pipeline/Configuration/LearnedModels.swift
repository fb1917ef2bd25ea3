package import RuleExtraction
package import StorageDecision

/// What was learned from reviews and is no setting.
package struct LearnedModels: Hashable, Sendable {
  /// What a rule's confidence is worth; nil for itself.
  package var confidence: ConfidenceCalibration?
  /// What is added to the models that tell rules from other speech; nil for nothing.
  package var clauses: ClauseAdjustment?

  package init() {}
}
