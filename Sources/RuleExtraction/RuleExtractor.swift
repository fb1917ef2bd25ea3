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

  private let finder: any DirectiveFinder
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

  /// What went wrong so far without stopping the work; never with words of a transcript.
  package var warnings: [String] { finder.warnings }

  /// The candidate rules of a transcript; the same wish said twice is one candidate with two sources.
  ///
  /// - Parameter observe: fills ``RuleSource/observed``; by default nothing is observed.
  package func extract(
    from transcript: Transcript, observe: Observer = { _, _, _, _ in nil }
  ) -> Extraction {
    var extraction = Extraction()
    let spoken = SpokenLanguage.dominant(in: transcript)
    let named = transcript.withSecretsMasked
    var places: [RuleID: Int] = [:]
    let said = transcript.segments.indices.filter { transcript.segments[$0].speaker == .user }
    extraction.segments = said.count
    let texts = said.map { SecretScanner.masked(transcript.segments[$0].content) }
    for (index, (text, found)) in zip(said, zip(texts, findings(in: texts, ofOneSession: true))) {
      let segment = transcript.segments[index]
      lazy var message = QuotedMessage(segment.content, readAs: text)
      extraction.surest[index] = found.map(\.confidence).max() ?? 0
      let sure = found.filter {
        $0.confidence >= bounds.floor(of: $0.scope)
          && !($0.isFragment && ($0.confidence < bounds.store || !$0.saysWhatIsMeant))
      }
      if sure.count < found.count {
        extraction.dropped["below_confidence_threshold", default: 0] += found.count - sure.count
      }
      for finding in Self.distinct(Self.whole(sure)) {
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

  /// One clause that may be a directive.
  struct Finding: Sendable {
    var reading: Reading
    let evidence: Evidence
    var judgement: ClauseClassifier.Judgement
    /// The place in the message of what states it, in UTF-8 bytes.
    var range: Range<Int>?
    /// The number of its sentence in the message.
    var sentence = 0
    /// The action in the words of another reader; nil to read it off the clause.
    var stated: Action?

    /// The words that a rule would hold.
    var text: String {
      ((stated.map { [$0.description] } ?? []) + (reading.trigger + reading.body + reading.reason).map(\.text))
        .joined(separator: " ")
    }

    /// What it asks for.
    var action: Action { stated ?? ActionReader.action(of: reading, kinds: judgement.kinds) }

    /// Whether so few words can be a wish: "tabs only" can, "End page" cannot.
    var saysWhatIsMeant: Bool {
      !evidence.features.isDisjoint(with: [
        .choice, .concrete, .contrast, .tool, .topic, .habitual, .never, .negated, .wanted, .prohibition,
      ])
    }

    /// "Style Guide", "thanks": a thing that is only named is no wish unless that is sure.
    var isFragment: Bool {
      let words = (reading.trigger + reading.body).count(where: \.isWord)
      return reading.frame == .nounPhrase ? words < 4 : words < 3
    }

    /// What is more probable: that the wish holds for later too, or for the moment.
    var scope: Rule.Scope { judgement.persistent >= judgement.shortTerm ? .persistent : .shortTerm }

    /// How sure it is that the user stated a directive of this scope, 0…1.
    var confidence: Double { scope == .persistent ? judgement.persistent : judgement.shortTerm }
  }

  /// What may be a directive in some messages, message by message, however sure that is.
  ///
  /// - Parameter ofOneSession: whether the messages are all that a person said in a session.
  func findings(in messages: [String], ofOneSession: Bool = false) -> [[Finding]] {
    finder.findings(in: messages, ofOneSession: ofOneSession)
  }

  /// A piece of a sentence whose form is not known belongs to the wish beside it.
  static func whole(_ findings: [Finding]) -> [Finding] {
    var joined: [Finding] = []
    for finding in findings {
      guard var last = joined.last, last.sentence == finding.sentence, last.scope == finding.scope,
        last.stated == nil, finding.stated == nil,
        last.reading.frame == .none || finding.reading.frame == .none
      else {
        joined.append(finding)
        continue
      }
      if last.reading.frame == .none, finding.reading.frame == .none {
        last.reading.body += [Token(",", kind: .mark)] + finding.reading.body
      } else if last.reading.frame == .none {
        last.reading = finding.reading
      }
      last.range = Range.hull(last.range, finding.range)
      if finding.confidence > last.confidence { last.judgement = finding.judgement }
      joined[joined.count - 1] = last
    }
    return joined
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
      let stems = Set(WordStems.stems(of: DescriptionWriter.description(of: finding.reading)))
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
    _ finding: Finding, segment: TranscriptSegment, at index: Int, of transcript: Transcript, spoken: String?
  ) -> Rule? {
    let action = finding.action
    let criteria = CriteriaFinder.criteria(of: finding.reading, action: action, spoken: spoken)
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

extension Reading {
  /// The reading with the whole clause as its body.
  func holding(_ clause: Clause) -> Reading {
    var reading = self
    let opening = CueFinder.standard.hits(in: clause.tokens).first { $0.range.lowerBound == 0 && $0.cue == .opener }
    var body = clause.tokens[(opening?.range.upperBound ?? 0)...].drop { !$0.isWord }
    while let last = body.last, last.kind == .mark, last.text != ")" { body.removeLast() }
    reading.body = Array(body)
    reading.trigger = []
    return reading
  }

  /// Whether the words of a clause whose form is not known can be a wish: a question, the words that bring in what
  /// follows, and a few words without a verb cannot.
  func standsAlone(_ clause: Clause) -> Bool {
    !isQuestion && !clause.closing.contains(":") && body.count(where: \.isWord) > 3
  }

  /// "stop that", "stick to that": what is meant stands elsewhere.
  var saysSomething: Bool {
    let empty: Set<String> = [
      "that", "it", "this", "to", "with", "not", "don't", "never", "do", "stop", "stick", "keep", "quit",
    ]
    return body.contains { $0.isWord && (!empty.contains($0.form) || body.count == 1) }
  }
}

extension RuleExtractor.Finding {
  /// "in all my projects" frees a wish from the project it was said in.
  var namesAllProjects: Bool {
    let words = reading.body.map(\.form)
    return words.contains("projects") || words.contains("repos")
  }
}
