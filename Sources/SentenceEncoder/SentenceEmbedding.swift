/// The direction of a text, and of parts of it.
package struct SentenceEmbedding: Hashable, Sendable {
  /// The mean of all tokens, the two that every text gets among them, scaled to length 1.
  package var whole: [Float]
  /// For each span that was asked for the mean of the tokens that share a byte with it, scaled to length 1; zeros when
  /// there are none, as behind the last token that is read.
  package var spans: [[Float]]
}
