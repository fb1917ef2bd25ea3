import RuleExtraction
package import Rules
import Secrets

/// The part of a transcript around a statement, secrets masked and long turns cut.
package struct Conversation: Hashable, Sendable, Encodable {
  /// One turn.
  package struct Turn: Hashable, Sendable, Encodable {
    /// The segment's index, from zero.
    package var segment: Int
    package var speaker: TranscriptSegment.Speaker
    package var timestamp: Timestamp?
    /// What was said; an ellipsis stands for what was cut.
    package var text: String
    /// The place in the text of what states the rule, in UTF-8 bytes; nil in every other turn.
    package var quoted: Range<Int>?
  }

  /// The file that was read.
  package var file: String
  package var turns: [Turn]

  /// How many characters of a turn are shown, and how many on either side of a statement.
  private static let longestTurn = 400
  private static let margin = 200
  /// How many bytes of a turn are searched for secrets, on either side of what is shown.
  private static let searched = 1 << 14

  /// The turns around one.
  ///
  /// - Parameter range: the place of the statement in the segment's content, in UTF-8 bytes.
  init(file: String, of transcript: Transcript, around segment: Int, turns count: Int, stating range: Range<Int>?) {
    self.file = file
    let all = transcript.segments
    let (before, after) = (min(count, segment), min(count, all.count - 1 - segment))
    turns = (segment - before...segment + after).map { index in
      let turn = all[index]
      let shown = index == segment ? Self.around(range, in: turn.content) : Self.opening(of: turn.content)
      return Turn(
        segment: index, speaker: turn.speaker, timestamp: turn.timestamp, text: shown.text, quoted: shown.quoted)
    }
  }

  private static func opening(of content: String) -> (text: String, quoted: Range<Int>?) {
    (head(SecretScanner.masked(part(of: content, 0..<searched)), longestTurn), nil)
  }

  /// The statement between what stands around it. Secrets are looked for in all of it together, because a word before
  /// can make a secret of one after it; masking moves the statement.
  private static func around(_ range: Range<Int>?, in content: String) -> (text: String, quoted: Range<Int>?) {
    guard let range, !range.isEmpty, range.upperBound <= content.utf8.count else { return opening(of: content) }
    let start = max(0, range.lowerBound - searched)
    let masked = SecretScanner.masked(part(of: content, start..<range.upperBound + searched))
    let statement = SecretScanner.masked(part(of: content, range))
    let place = masked.utf8.ranges(of: statement.utf8).min { left, right in
      func distance(_ place: Range<String.Index>) -> Int {
        abs(masked.utf8.distance(from: masked.startIndex, to: place.lowerBound) - (range.lowerBound - start))
      }
      return distance(left) < distance(right)
    }
    guard let place else { return (head(masked, longestTurn), nil) }
    let quoted = head(statement, longestTurn)
    let before = tail(String(masked[..<place.lowerBound]), margin)
    let after = head(String(masked[place.upperBound...]), margin)
    return (before + quoted + after, before.utf8.count..<before.utf8.count + quoted.utf8.count)
  }

  /// The bytes at a place, as far as there are any; one that is cut from its letter becomes a replacement character.
  private static func part(of text: String, _ range: Range<Int>) -> String {
    String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
  }

  private static func head(_ text: String, _ limit: Int) -> String {
    let kept = text.unicodeScalars.prefix(limit)
    return kept.endIndex == text.endIndex ? text : String(kept) + "…"
  }

  private static func tail(_ text: String, _ limit: Int) -> String {
    let kept = text.unicodeScalars.suffix(limit)
    return kept.startIndex == text.startIndex ? text : "…" + String(kept)
  }
}
