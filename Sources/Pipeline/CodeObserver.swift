import RuleExtraction
import Rules
import Secrets
import SourceCode

/// Looks at the code that the assistant wrote in one transcript for whether it follows rules: the evidence that a rule
/// reduces inconsistency.
///
/// The code is found and parsed when the first rule asks, and once for all of them: most transcripts have no rule.
final class CodeObserver {
  /// Larger blocks are whole files that were shown rather than written.
  private static let blockLimit = 20_000
  /// More blocks say nothing new.
  private static let blockCount = 40

  private let transcript: Transcript
  private lazy var blocks = Self.blocks(of: transcript).prefix(Self.blockCount)
  /// By the block's place; nil for code that cannot be read.
  private var sources: [Int: SourceText?] = [:]

  init(_ transcript: Transcript) {
    self.transcript = transcript
  }

  /// How often the assistant's code followed and broke a rule; nil where none of it could.
  func observe(_ action: Action, _ criteria: MatchCriteria, _: Transcript, _: Int) -> RuleSource.Observation? {
    guard let parameters = action.parameters, action.type == .naming || action.type == .style else { return nil }
    var seen = Adherence()
    for (place, block) in blocks.enumerated() where criteria.language == nil || criteria.language == block.language {
      guard let source = source(at: place, of: block) else { continue }
      let adherence = source.adherence(to: parameters)
      seen.followed += adherence.followed
      seen.broken += adherence.broken
    }
    guard seen.followed + seen.broken > 0 else { return nil }
    return RuleSource.Observation(followed: seen.followed, broken: seen.broken)
  }

  private func source(at place: Int, of block: (language: String, code: String)) -> SourceText? {
    if let known = sources[place] { return known }
    let source = try? SourceText(block.code, language: block.language)
    sources[place] = .some(source)
    return source
  }

  /// The fenced blocks of the assistant that name their language.
  private static func blocks(of transcript: Transcript) -> [(language: String, code: String)] {
    var blocks: [(String, String)] = []
    for segment in transcript.segments where segment.speaker == .assistant && segment.content.holds("```") {
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
