/// One conversation between a user and an assistant.
package struct Transcript: Hashable, Sendable, Codable {
  package var id: String
  package var segments: [TranscriptSegment]
  package var sessionID: String
  /// From the first to the last segment, in seconds.
  package var duration: Double
  package var tags: [String]
  /// What else the format says; `project` names the project where it is known.
  package var metadata: [String: JSONValue]?

  package init(
    id: String, segments: [TranscriptSegment], sessionID: String, duration: Double = 0, tags: [String] = [],
    metadata: [String: JSONValue]? = nil
  ) {
    self.id = id
    self.segments = segments
    self.sessionID = sessionID
    self.duration = duration
    self.tags = tags
    self.metadata = metadata
  }

  /// The project that the conversation is about, where it is known.
  package var project: String? { metadata?["project"]?.string }

  enum CodingKeys: String, CodingKey {
    case id, segments, duration, tags, metadata
    case sessionID = "session_id"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let id = try container.decode(String.self, forKey: .id)
    self.init(
      id: id,
      segments: try container.decode([TranscriptSegment].self, forKey: .segments),
      sessionID: try container.decodeIfPresent(String.self, forKey: .sessionID) ?? id,
      duration: try container.decodeIfPresent(Double.self, forKey: .duration) ?? 0,
      tags: try container.decodeIfPresent([String].self, forKey: .tags) ?? [],
      metadata: try container.decodeIfPresent([String: JSONValue].self, forKey: .metadata))
  }
}
