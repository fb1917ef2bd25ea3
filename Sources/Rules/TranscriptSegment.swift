/// One turn in a transcript.
package struct TranscriptSegment: Hashable, Sendable, Codable {
  /// Who speaks. Only what a ``user`` typed can become a rule.
  package enum Speaker: String, Hashable, Sendable, Codable, CaseIterable {
    case user
    case assistant
    case system
    case tool
  }

  package var speaker: Speaker
  package var content: String
  /// The label in annotated data; extraction and decision never look at it.
  package var type: SegmentLabel?
  package var timestamp: Timestamp?
  /// What else the format says; `line` is the segment's first line in the file, from one.
  package var metadata: [String: JSONValue]?

  package init(
    speaker: Speaker, content: String, type: SegmentLabel? = nil, timestamp: Timestamp? = nil,
    metadata: [String: JSONValue]? = nil
  ) {
    self.speaker = speaker
    self.content = content
    self.type = type
    self.timestamp = timestamp
    self.metadata = metadata
  }

  /// The segment's first line in the transcript's file, from one, where the format has lines.
  package var line: Int? { metadata?["line"]?.integer.flatMap { Int(exactly: $0) } }
}

/// What a segment holds, as a person labels it.
package enum SegmentLabel: String, Hashable, Sendable, Codable, CaseIterable {
  /// At least one directive that is meant for later sessions too.
  case persistent
  /// Directives, all of them bound to the moment.
  case shortTerm = "short_term"
  /// No directive about how to work.
  case irrelevant
}
