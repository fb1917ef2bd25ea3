import RegularExpressions
package import Rules
import Secrets

/// Finds in a transcript the directives that the user stated about how to work.
///
/// Only segments that the user typed are read, and of those only the prose: code, quotations, logs and injected text
/// are cut away first. Labels in the data are never looked at.
package struct RuleExtractor: Sendable {
  /// What became of a transcript.
  package struct Extraction: Sendable {
    /// The candidates, in the order in which they were first stated.
    package var rules: [Rule] = []
    /// User segments that were read.
    package var segments = 0
    /// Candidates that were dropped, by reason.
    package var dropped: [String: Int] = [:]
    /// How sure the surest directive of each user segment was, kept or not, by the segment's index.
    package var surest: [Int: Double] = [:]
  }

  /// Says what the code in a transcript shows about a directive that the segment at the index states; nil where it
  /// shows nothing.
  package typealias Observer =
    (_ action: Action, _ criteria: MatchCriteria, _ transcript: Transcript, _ segment: Int)
    -> RuleSource.Observation?

  private var finder: any DirectiveFinder
  private let bounds: ConfidenceBounds

  /// Prepares extraction.
  ///
  /// - Parameters:
  ///   - patterns: configured expressions by name; a clause that one matches is more likely a directive.
  ///   - bounds: from which confidence on a directive is a candidate.
  ///   - judge: tells directives from other speech; by default the trained model that comes with the program.
  /// - Throws: ``ExtractionError`` when a pattern is not valid, or the model is missing.
  package init(
    patterns: [String: String], bounds: ConfidenceBounds = ConfidenceBounds(), judge: DirectiveJudge = .model()
  ) throws(ExtractionError) {
    var compiled: [RegularExpression] = []
    for (name, pattern) in patterns.sorted(by: { $0.key < $1.key }) {
      do {
        compiled.append(try RegularExpression(pattern))
      } catch {
        throw .invalidPattern(name: name, reason: error.description)
      }
    }
    finder = try judge.finder(compiled)
    self.bounds = bounds
  }

  /// The same extractor, with a memory for what its model makes of messages.
  package func remembering(_ memory: any JudgementMemory) -> RuleExtractor {
    var extractor = self
    extractor.finder = finder.remembering(memory)
    return extractor
  }

  /// What went wrong so far without stopping the work; never with words of a transcript.
  package var warnings: [String] { finder.warnings }

  /// The candidate rules of a transcript; the same wish said twice is one candidate with two sources.
  ///
  /// - Parameter observe: fills ``RuleSource/observed``; by default nothing is observed.
  package func extract(
    from transcript: Transcript, observe: Observer = { _, _, _, _ in nil }
  ) -> Extraction {
    var extraction = Extraction()
    lazy var spoken = SpokenLanguage.dominant(in: transcript)
    let named = transcript.withSecretsMasked
    var places: [RuleID: Int] = [:]
    let said = transcript.segments.indices.filter { transcript.segments[$0].speaker == .user }
    extraction.segments = said.count
    let texts = said.map { SecretScanner.masked(transcript.segments[$0].content) }
    for (index, (text, found)) in zip(said, zip(texts, findings(in: texts, ofOneSession: true))) {
      let segment = transcript.segments[index]
      guard SpokenScript.isRead(text) else {
        extraction.dropped["unknown_language", default: 0] += 1
        continue
      }
      lazy var message = QuotedMessage(segment.content, readAs: text)
      extraction.surest[index] = found.filter(\.standsAlone).map(\.confidence).max() ?? 0
      let (directives, doubtful) = Self.directives(in: found, bounds)
      if doubtful > 0 { extraction.dropped["below_confidence_threshold", default: 0] += doubtful }
      for finding in directives {
        // What is said about a credential is no rule worth keeping; what is said beside one is.
        guard !SecretScanner.holdsMask(finding.text), !SecretScanner.findsSecret(in: finding.text) else {
          extraction.dropped["looks_like_a_secret", default: 0] += 1
          continue
        }
        guard var rule = rule(finding, segment: segment, at: index, of: named, spoken: spoken) else { continue }
        if let evidence = finding.range.flatMap({ message.evidence(at: $0) }),
          text == segment.content || evidence.isIn(text)
        {
          rule.sources[0].keep(evidence)
        }
        rule.sources[0].observed = observe(rule.action, rule.matchCriteria, transcript, index)
        if let place = places[rule.id] {
          Self.add(rule, to: &extraction.rules[place])
        } else {
          places[rule.id] = extraction.rules.count
          extraction.rules.append(rule)
        }
      }
    }
    return extraction
  }

  /// What may be a directive in some messages, message by message, however sure that is.
  ///
  /// - Parameter ofOneSession: whether the messages are all that a person said in a session.
  func findings(in messages: [String], ofOneSession: Bool = false) -> [[Finding]] {
    finder.findings(in: messages, ofOneSession: ofOneSession)
  }

  /// "X again?! always Y": when two clauses of a message ask for one thing, the surer one is the wish.
  static func distinct(_ findings: [Finding]) -> [Finding] {
    var kept: [(finding: Finding, stems: Set<String>)] = []
    // "we ship to Windows, so always use CRLF": a ground is part of its wish.
    let outer = findings.filter { inner in
      !findings.contains { other in
        guard let part = inner.range, let whole = other.range else { return false }
        return part != whole && whole.lowerBound <= part.lowerBound && part.upperBound <= whole.upperBound
      }
    }
    for finding in outer {
      let stems = Set(WordStems.stems(of: finding.action.description))
      let twin = kept.firstIndex { other in
        guard other.finding.scope == finding.scope,
          (other.finding.reading.frame == .retraction) == (finding.reading.frame == .retraction)
        else { return false }
        let shared = other.stems.intersection(stems).count
        let smaller = min(other.stems.count, stems.count)
        return smaller > 0 && shared * 3 >= smaller * 2 && shared >= 2
      }
      if let twin {
        if finding.confidence >= kept[twin].finding.confidence { kept[twin] = (finding, stems) }
      } else {
        kept.append((finding, stems))
      }
    }
    return kept.map(\.finding)
  }

  private func rule(
    _ finding: Finding, segment: TranscriptSegment, at index: Int, of transcript: Transcript,
    spoken: @autoclosure () -> String?
  ) -> Rule? {
    let action = finding.action
    let criteria = CriteriaFinder.criteria(of: finding.wholeReading, action: action, spoken: spoken())
    let project = finding.reading.cues.contains(.standing) && finding.namesAllProjects ? nil : transcript.project
    guard let id = try? RuleIdentity(action: action, matchCriteria: criteria, project: project).id else { return nil }
    return Rule(
      id: id, matchCriteria: criteria, action: action, rationale: Rationale.text(for: finding),
      confidence: (finding.confidence * 100).rounded() / 100, scope: finding.scope, project: project,
      sourceID: "\(transcript.id)#\(index)", timestamp: segment.timestamp,
      sources: [
        RuleSource(
          transcript: transcript.id, segment: index, session: transcript.sessionID, line: segment.line,
          timestamp: segment.timestamp)
      ])
  }

  /// A wish that is said again is surer: both would have to be misunderstood.
  private static func add(_ again: Rule, to rule: inout Rule) {
    for source in again.sources
    where !rule.sources.contains(where: { $0.segment == source.segment && $0.transcript == source.transcript }) {
      rule.sources.append(source)
      let doubt = (1 - rule.confidence) * (1 - again.confidence)
      rule.confidence = ((1 - doubt) * 100).rounded() / 100
    }
  }
}
