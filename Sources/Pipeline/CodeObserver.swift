import RuleExtraction
import Rules
import SourceCode

/// Looks at the code that the assistant wrote in a transcript for whether it follows a rule: the evidence that a rule
/// reduces inconsistency.
enum CodeObserver {
  /// Larger blocks are whole files that were shown rather than written.
  private static let blockLimit = 20_000
  /// More blocks say nothing new.
  private static let blockCount = 40

  /// How often the assistant's code followed and broke a rule; nil where none of it could.
  static func observe(
    _ action: Action, _ criteria: MatchCriteria, _ transcript: Transcript, _ segment: Int
  ) -> RuleSource.Observation? {
    guard let parameters = action.parameters, action.type == .naming || action.type == .style else { return nil }
    var seen = Adherence()
    for block in blocks(of: transcript).prefix(blockCount) {
      guard criteria.language == nil || criteria.language == block.language,
        let source = try? SourceText(block.code, language: block.language)
      else { continue }
      let adherence = source.adherence(to: parameters)
      seen.followed += adherence.followed
      seen.broken += adherence.broken
    }
    guard seen.followed + seen.broken > 0 else { return nil }
    return RuleSource.Observation(followed: seen.followed, broken: seen.broken)
  }

  /// The fenced blocks of the assistant that name their language.
  private static func blocks(of transcript: Transcript) -> [(language: String, code: String)] {
    var blocks: [(String, String)] = []
    for segment in transcript.segments where segment.speaker == .assistant && segment.content.contains("```") {
      var open: (language: String?, lines: [Substring])?
      for line in segment.content.split(separator: "\n", omittingEmptySubsequences: false) {
        guard line.hasPrefix("```") else {
          open?.lines.append(line)
          continue
        }
        if let block = open {
          let code = block.lines.joined(separator: "\n")
          if let language = block.language, code.utf8.count <= blockLimit { blocks.append((language, code)) }
          open = nil
        } else {
          let name = line.drop { $0 == "`" }.prefix { $0.isLetter || $0.isNumber || "+#-".contains($0) }
          open = (LanguageName.canonical(String(name)), [])
        }
      }
    }
    return blocks
  }
}
