/// How directives are told from other speech.
package enum ExtractionMethod: String, Hashable, Sendable, CaseIterable {
  /// The trained model.
  case model
  /// The configured patterns and a list of words: a baseline.
  case patterns
  /// The trained model, and a language model on what it doubts.
  case llm
}
