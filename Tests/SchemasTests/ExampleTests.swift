import Foundation
import Rules
import TestSupport
import Testing

/// The files in `config/` are valid and agree with each other.
@Suite struct ExampleTests {
  private static let examples = packageDirectory.appending(path: "config/examples")

  private struct GoldRule: Decodable {
    let id: RuleID
    let transcript: String
    let segments: [Int]?
    let decision: Decision.Verdict
    let supersedes: [RuleID]?
    let sameAs: RuleID?
    let retraction: Bool?
    let action: Action

    enum CodingKeys: String, CodingKey {
      case id, transcript, segments, decision, supersedes, retraction, action
      case sameAs = "same_as"
    }
  }

  private func read<Value: Decodable>(_ name: String) throws -> Value {
    try CanonicalJSON.decode(from: Data(contentsOf: Self.examples.appending(path: name)))
  }

  private func transcriptFiles() throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: Self.examples.appending(path: "transcripts").path(percentEncoded: false)
    ).filter { $0.hasSuffix(".json") }.sorted()
  }

  @Test(arguments: [
    ("pipeline_config", "config/pipeline_config.json"), ("tasks", "config/examples/tasks.json"),
    ("ground_truth", "config/examples/ground_truth.json"), ("expected_rules", "config/examples/expected_rules.json"),
  ])
  func theFileIsValid(schema: String, file: String) throws {
    #expect(try SchemaValidator(name: schema).refused([file]) == [])
  }

  @Test func theTranscriptsAreValid() throws {
    let files = try transcriptFiles().map { "config/examples/transcripts/\($0)" }
    #expect(files.count >= 3)
    #expect(try SchemaValidator(name: "transcript").refused(files) == [])
  }

  @Test func theDesignsGroundTruthIsOneWithoutLabels() throws {
    let directory = try TemporaryDirectory()
    let rule = """
      {"id": "rule_001", "match_criteria": {"type": "pattern", "value": "javascript.*variable"},
       "action": {"type": "naming", "description": "Use camelCase for JavaScript variables"},
       "rationale": "User preference for JavaScript naming convention", "confidence": 0.95}
      """
    let files = [
      try directory.write("[\(rule)]", to: "design.json"),
      try directory.write(#"[{"id": "r", "segments": [0]}]"#, to: "segments of nothing.json"),
    ]
    #expect(try SchemaValidator(name: "ground_truth").refused(files) == ["segments of nothing.json"])
  }

  @Test func theDesignsThreeExamplesAreThere() throws {
    let transcript: Transcript = try read("transcripts/transcript_001.json")
    let said = transcript.segments.filter { $0.speaker == .user }
    #expect(
      said.map(\.content) == [
        "I always use camelCase for JavaScript variables", "For this specific function, use snake_case",
        "The weather is nice today",
      ])
    #expect(said.map(\.type) == [.persistent, .shortTerm, .irrelevant])
    let tasks: [TaskRequest] = try read("tasks.json")
    #expect(tasks.first?.variablesNeeded == ["userName", "userAge", "totalScore"])
  }

  @Test func theGroundTruthAgreesWithTheLabels() throws {
    let gold: [GoldRule] = try read("ground_truth.json")
    for file in try transcriptFiles() {
      let transcript: Transcript = try read("transcripts/\(file)")
      let own = gold.filter { $0.transcript == transcript.id }
      for (index, segment) in transcript.segments.enumerated() where segment.speaker == .user {
        let verdicts = own.filter { $0.segments?.contains(index) == true }.map(\.decision)
        let label: SegmentLabel =
          verdicts.contains(.store) ? .persistent : verdicts.contains(.ignore) ? .shortTerm : .irrelevant
        #expect(segment.type == label, "\(transcript.id)#\(index)")
      }
    }
  }

  @Test func theGroundTruthNamesOnlyWhatItHolds() throws {
    let gold: [GoldRule] = try read("ground_truth.json")
    let ids = gold.map(\.id)
    #expect(Set(ids).count == ids.count)
    let named = gold.flatMap { ($0.supersedes ?? []) + ($0.sameAs.map { [$0] } ?? []) }
    #expect(Set(named).isSubset(of: ids))

    let standing = gold.filter { rule in
      rule.decision == .store && rule.sameAs == nil && !gold.contains { $0.supersedes?.contains(rule.id) == true }
    }
    #expect(standing.count == 15)
    #expect(Set(standing.map(\.action.type)) == Set(Action.Kind.allCases))
    #expect(gold.contains { $0.retraction == true })

    let tasks: [TaskRequest] = try read("tasks.json")
    let expected: [String: [RuleID]] = try read("expected_rules.json")
    #expect(Set(expected.keys) == Set(tasks.map(\.id)))
    #expect(Set(expected.values.joined()).isSubset(of: standing.map(\.id)))
    #expect(expected.values.contains([]))
  }

  @Test func everyTranscriptOfTheGroundTruthIsThere() throws {
    let gold: [GoldRule] = try read("ground_truth.json")
    let files =
      FileManager.default.enumerator(atPath: Self.examples.path(percentEncoded: false))?
      .compactMap { $0 as? String } ?? []
    for transcript in Set(gold.map(\.transcript)).sorted() {
      #expect(files.contains { $0.contains(transcript) }, "\(transcript)")
    }
    let streams = files.filter { $0.hasSuffix(".jsonl") }
    #expect(streams.count == 5)
    for name in streams {
      let text = try String(contentsOf: Self.examples.appending(path: name), encoding: .utf8)
      #expect(text.hasSuffix("\n"))
      for line in text.split(separator: "\n") {
        let record = try CanonicalJSON.decode(JSONValue.self, from: Data(line.utf8))
        #expect(record.object?["type"]?.string != nil, "\(name)")
      }
    }
  }

  @Test func theConfigurationHoldsTheDefaultsOfItsSchema() throws {
    func defaults(_ schema: JSONValue) -> JSONValue? {
      if let value = schema.object?["default"] { return value }
      guard let properties = schema.object?["properties"]?.object else { return nil }
      return .object(properties.compactMapValues(defaults))
    }
    func load(_ name: String) throws -> JSONValue {
      try CanonicalJSON.decode(from: Data(contentsOf: packageDirectory.appending(path: "config/\(name)")))
    }
    let configuration = try load("pipeline_config.json")
    let expected = defaults(try load("schemas/pipeline_config.schema.json"))
    #expect(configuration.setting("extraction", "patterns", to: nil) == expected)
  }
}
