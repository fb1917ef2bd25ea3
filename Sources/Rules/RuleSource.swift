/// One place where the user stated a rule.
package struct RuleSource: Hashable, Sendable, Codable {
  /// The identifier of the transcript.
  package var transcript: String
  /// The segment's index in the transcript, from zero.
  package var segment: Int
  /// The identifier of the session, which may span several transcripts.
  package var session: String
  /// The first line of the segment in the transcript's file, from one, where the format has lines.
  package var line: Int?
  package var timestamp: Timestamp?
  /// What the assistant's code in the same transcript shows about the rule, where it shows anything.
  package var observed: Observation?
  /// The words that state the rule as they were typed, secrets masked, at most 400 characters.
  package var quote: String?
  /// The place of those words in the segment's content, in UTF-8 bytes.
  package var range: Range<Int>?
  /// `sha256:` and hexadecimal digits: the segment's content as it was typed, so that a change is seen later. Of a
  /// segment that holds a secret, the words in ``range`` alone.
  package var hash: String?

  package init(
    transcript: String, segment: Int, session: String, line: Int? = nil, timestamp: Timestamp? = nil,
    observed: Observation? = nil, quote: String? = nil, range: Range<Int>? = nil, hash: String? = nil
  ) {
    self.transcript = transcript
    self.segment = segment
    self.session = session
    self.line = line
    self.timestamp = timestamp
    self.observed = observed
    self.quote = quote
    self.range = range
    self.hash = hash
  }

  /// How often code in a transcript followed and broke a rule: the evidence that it reduces inconsistency.
  package struct Observation: Hashable, Sendable, Codable {
    package var followed: Int
    package var broken: Int

    package init(followed: Int, broken: Int) {
      self.followed = followed
      self.broken = broken
    }
  }

  /// The order in which things were said: by time, then transcript, then segment.
  package static func precedes(_ left: RuleSource, _ right: RuleSource) -> Bool {
    let early = Timestamp(milliseconds: .min)
    return (left.timestamp ?? early, left.transcript, left.segment)
      < (right.timestamp ?? early, right.transcript, right.segment)
  }
}
