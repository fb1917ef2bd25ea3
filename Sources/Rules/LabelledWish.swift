/// A wish that a person found in transcripts, with every place where it is stated.
package struct LabelledWish: Hashable, Sendable {
  package var rule: GoldRule
  package var places: Set<SourcePlace>

  package init(_ rule: GoldRule, places: Set<SourcePlace>) {
    self.rule = rule
    self.places = places
  }
}

/// One segment of one transcript.
package struct SourcePlace: Hashable, Sendable {
  package var transcript: String
  /// The segment's index, from zero.
  package var segment: Int

  package init(transcript: String, segment: Int) {
    self.transcript = transcript
    self.segment = segment
  }
}

extension Rule {
  /// Every place where the rule is stated.
  package var places: Set<SourcePlace> {
    Set(sources.map { SourcePlace(transcript: $0.transcript, segment: $0.segment) })
  }
}
