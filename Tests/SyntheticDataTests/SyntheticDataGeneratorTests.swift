import Crypto
import Foundation
import RegularExpressions
import RuleExtraction
import Rules
import Testing

@testable import SyntheticData

@Suite struct SyntheticDataGeneratorTests {
  private static func suite(seed: UInt64, transcripts: Int = 60) -> SyntheticData.Suite {
    var generator = SyntheticDataGenerator(seed: seed)
    return generator.generateSuite(transcripts: transcripts)
  }

  private static func bytes(of suite: SyntheticData.Suite) throws -> Data {
    var data = Data()
    for transcript in suite.transcripts {
      data += try CanonicalJSON.file(transcript)
      data += try CanonicalJSON.file(suite.labels[transcript.id])
    }
    return try data + CanonicalJSON.file(suite.tasks)
  }

  // The digest changes whenever the catalogue does; then put the new one here.
  @Test func aSeedGivesTheSameBytesOnEveryMachine() throws {
    let digest = SHA256.hash(data: try Self.bytes(of: Self.suite(seed: 7)))
    let digits = digest.map { String(format: "%02x", $0) }.joined()
    #expect(digits == "171ee1f93a99f772cac5d0e9106acb60c33c8e58c5168fe827a6fa898f2ec3d0")
    #expect(try Self.bytes(of: Self.suite(seed: 7)) != Self.bytes(of: Self.suite(seed: 8)))
  }

  @Test func theFirstTranscriptsDoNotDependOnHowManyFollow() {
    let long = Self.suite(seed: 2, transcripts: 20)
    let short = Self.suite(seed: 2, transcripts: 10)
    #expect(Array(long.transcripts.prefix(10)) == short.transcripts)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>) func usersSayHundredsOfDifferentThings(seed: UInt64) {
    let said = Self.suite(seed: seed).transcripts.flatMap(\.segments).filter { $0.speaker == .user }.map(\.content)
    #expect(Set(said).count >= 300)
    let wishes = Self.suite(seed: seed).transcripts.flatMap(\.segments).filter { $0.type == .persistent }
    #expect(wishes.count >= 80)
    #expect(Set(wishes.map(\.content)).count * 20 >= wishes.count * 19)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>) func aKeywordSearchScoresBadly(seed: UInt64) throws {
    let suite = Self.suite(seed: seed)
    let indicators = ["always", "never", "should", "must", "prefer", "convention", "standard", "format", "style"]
    var found: [Rule] = []
    for transcript in suite.transcripts {
      for (index, segment) in transcript.segments.enumerated() where segment.speaker == .user {
        guard indicators.contains(where: segment.content.lowercased().contains) else { continue }
        found.append(
          Rule(
            id: try RuleID("\(transcript.id)_\(index)"), matchCriteria: MatchCriteria(type: .context, value: ""),
            action: Action(type: .style, description: segment.content), rationale: "",
            sources: [RuleSource(transcript: transcript.id, segment: index, session: transcript.sessionID)]))
      }
    }
    let result = ExtractionEvaluator().evaluate(extracted: found, groundTruth: suite.groundTruth)
    #expect(!result.pairs.isEmpty)
    #expect(result.f1 < 0.5)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func labelsAgreeWithTheTranscriptsAndEachOther(seed: UInt64) {
    let suite = Self.suite(seed: seed)
    var known: [String: GoldRule] = [:]
    for transcript in suite.transcripts {
      let labels = suite.labels[transcript.id] ?? TranscriptLabels()
      let user = transcript.segments.indices.filter { transcript.segments[$0].speaker == .user }
      #expect(labels.segments.map(\.index) == user)
      let label = Dictionary(uniqueKeysWithValues: labels.segments.map { ($0.index, $0.label) })
      for index in user { #expect(transcript.segments[index].type == label[index]) }
      for rule in labels.rules {
        #expect(known[rule.id] == nil)
        #expect(!rule.segments.isEmpty && Set(rule.segments).count == rule.segments.count)
        for index in rule.segments {
          #expect(rule.decision == .store ? label[index] == .persistent : label[index] != .irrelevant)
        }
        for other in rule.supersedes + [rule.sameAs].compactMap(\.self) {
          #expect(known[other]?.decision == .store && known[other]?.isRetraction == false)
        }
        #expect(!rule.isRetraction || !rule.supersedes.isEmpty)
        known[rule.id] = rule
      }
      let stated = Set(labels.rules.flatMap(\.segments))
      #expect(user.filter { label[$0] != .irrelevant } == stated.sorted())
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func onlyRulesThatHoldAreRelevantAndOnlyInTheirProject(seed: UInt64) {
    let suite = Self.suite(seed: seed)
    let truth = suite.groundTruth
    let dead = Set(truth.flatMap(\.rule.supersedes))
    let project = Dictionary(uniqueKeysWithValues: suite.transcripts.map { ($0.id, $0.project) })
    let live = Dictionary(
      uniqueKeysWithValues: truth.filter {
        $0.rule.decision == .store && !$0.rule.isRetraction && $0.rule.sameAs == nil && !dead.contains($0.rule.id)
      }.map { ($0.rule.id, project[$0.transcript]) })
    #expect(Set(suite.tasks.map(\.task.id)).count == suite.tasks.count)
    for task in suite.tasks {
      #expect(Set(task.relevant).count == task.relevant.count && task.relevant.count <= 8)
      for id in task.relevant { #expect(live[id] == task.task.project) }
    }
    #expect(suite.tasks.contains { $0.relevant.isEmpty })
    #expect(suite.tasks.count { !$0.relevant.isEmpty } > suite.tasks.count / 2)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func aRuleIsRelevantWhereItsCriteriaSay(seed: UInt64) throws {
    let suite = Self.suite(seed: seed)
    let rules = Dictionary(uniqueKeysWithValues: suite.groundTruth.map { ($0.rule.id, $0.rule) })
    for task in suite.tasks {
      for criteria in task.relevant.compactMap({ rules[$0]?.matchCriteria }) {
        #expect(criteria.language == nil || criteria.language == task.task.language)
        #expect(criteria.activity == nil || criteria.activity == task.task.activity)
        #expect(criteria.path.map { task.task.path?.hasPrefix($0) == true } ?? true)
        switch criteria.type {
        case .pattern: #expect(try RegularExpression(criteria.value).matches(task.task.description))
        case .keyword:
          let words = criteria.value.split(separator: ",").map { $0.drop { $0 == " " } }
          #expect(words.contains { task.task.description.lowercased().contains($0) })
        case .context: break
        }
      }
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func noRuleIsLeftOutWhoseCriteriaATaskMeets(seed: UInt64) throws {
    let suite = Self.suite(seed: seed)
    let dead = Set(suite.groundTruth.flatMap(\.rule.supersedes))
    let project = Dictionary(uniqueKeysWithValues: suite.transcripts.map { ($0.id, $0.project) })
    for (transcript, rule) in suite.groundTruth where rule.decision == .store && rule.matchCriteria.type != .context {
      guard !rule.isRetraction, rule.sameAs == nil, !dead.contains(rule.id) else { continue }
      let words = rule.matchCriteria.value.split(separator: ",").map { $0.drop { $0 == " " } }.joined(separator: "|")
      let isPattern = rule.matchCriteria.type == .pattern
      let expression = try RegularExpression(
        isPattern ? rule.matchCriteria.value : "(?i)(^|[^a-z])(\(words))([^a-z]|$)")
      for task in suite.tasks where task.task.project == project[transcript] {
        let texts = [task.task.description] + task.task.context.values.flatMap(\.strings)
        if texts.contains(where: expression.matches) { #expect(task.relevant.contains(rule.id)) }
      }
    }
  }

  @Test func everyKindOfThingHappens() {
    let suites = (1...5).map { Self.suite(seed: $0) }
    let rules = suites.flatMap { $0.groundTruth.map(\.rule) }
    #expect(rules.contains { $0.segments.count > 1 })
    #expect(rules.contains { $0.sameAs != nil })
    #expect(rules.contains { $0.isRetraction })
    #expect(rules.contains { !$0.supersedes.isEmpty && !$0.isRetraction })
    for kind in [MatchCriteria.Kind.keyword, .pattern, .context] {
      #expect(rules.contains { $0.matchCriteria.type == kind })
    }
    for kind in Action.Kind.allCases { #expect(rules.contains { $0.action.type == kind }) }
    let speakers = Set(suites.flatMap(\.transcripts).flatMap(\.segments).map(\.speaker))
    #expect(speakers == [.user, .assistant, .tool])
    #expect(Set(suites[0].transcripts.compactMap(\.project)).count >= 6)
  }

  @Test func aMixWithoutWishesGivesNone() {
    var generator = SyntheticDataGenerator(seed: 4)
    let transcript = generator.generateTranscript(ruleMix: RuleMix(persistent: 0, shortTerm: 0, irrelevant: 1))
    #expect(generator.generateGroundTruth(transcript).isEmpty)
    #expect(generator.labels(of: transcript).segments.allSatisfy { $0.label == .irrelevant })
    let other = generator.generateTranscript(ruleMix: RuleMix(persistent: 1, shortTerm: 0, irrelevant: 0))
    #expect(generator.generateGroundTruth(other).contains { $0.decision == .store })
  }

  @Test func aTestTaskIsAboutRulesOfTheWantedTypes() {
    var generator = SyntheticDataGenerator(seed: 6)
    var kinds: [String: Action.Kind] = [:]
    for _ in 0..<40 {
      let transcript = generator.generateTranscript()
      for rule in generator.generateGroundTruth(transcript) { kinds[rule.id] = rule.action.type }
    }
    for kind in Action.Kind.allCases {
      let task = generator.generateTestTask(ruleTypes: [kind])
      #expect(task.relevant.contains { kinds[$0] == kind })
    }
    #expect(generator.generateTestTask(ruleTypes: []).relevant.isEmpty)
  }

  @Test func theCodeOfTasksFollowsNoCommonConvention() {
    let code = Self.suite(seed: 1).tasks.filter { $0.task.language == "typescript" }.compactMap(\.task.existingCode)
    #expect(code.contains { $0.contains("'") } && code.contains { $0.contains("\"") })
    #expect(code.contains { $0.contains(";\n") } && code.contains { !$0.contains(";\n") })
    #expect(Set(code).count > code.count / 2)
  }
}
