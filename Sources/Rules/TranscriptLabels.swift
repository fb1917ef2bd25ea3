/// What a person found in one transcript: a label for each user segment, and the rules.
package struct TranscriptLabels: Hashable, Sendable, Codable {
  /// The label of one user segment.
  package struct Segment: Hashable, Sendable, Codable {
    /// The segment's index in the transcript, from zero.
    package var index: Int
    package var label: SegmentLabel

    package init(index: Int, label: SegmentLabel) {
      self.index = index
      self.label = label
    }
  }

  /// The user segments, in order.
  package var segments: [Segment]
  package var rules: [GoldRule]

  package init(segments: [Segment] = [], rules: [GoldRule] = []) {
    self.segments = segments
    self.rules = rules
  }
}
