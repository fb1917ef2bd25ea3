package import Rules

/// Makes transcripts, what a person would find in them, and tasks.
///
/// The same seed gives the same data on every machine and in every version of the standard library. Sessions follow
/// each other in time and remember what was asked for before, so the order of the calls is part of the input.
package struct SyntheticDataGenerator: Sendable {
  private var random: SplitMix64
  private var transcriptCount = 0
  private var taskCount = 0
  /// By the place of the project in ``Project/all``.
  private var ledgers = Project.all.map { _ in Ledger() }
  private var found: [String: TranscriptLabels] = [:]

  /// 2025-03-03T08:00:00Z, when the first session begins.
  private static let firstSession: Int64 = 1_740_988_800

  /// The most rules that one task needs; retrieval gives up to ten.
  private static let mostRelevant = 8

  package init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  /// Makes the transcript of the next session, in any of the projects; its user segments carry their labels.
  ///
  /// - Parameter ruleMix: how often each kind of user segment occurs. A segment for which no wish is left becomes
  ///   irrelevant.
  package mutating func generateTranscript(ruleMix: RuleMix = RuleMix()) -> Transcript {
    transcriptCount += 1
    let place = random.below(Project.all.count)
    let project = Project.all[place]
    let number = Self.padded(transcriptCount)
    let start = Self.firstSession + Int64(transcriptCount - 1) * 86_400 + Int64(random.below(28_800))
    var composer = TranscriptComposer(
      id: "t\(number)", project: project, ledger: ledgers[place], random: SplitMix64(seed: random.next()),
      start: start)
    composer.compose(turns: 7 + random.below(6), mix: ruleMix)
    ledgers[place] = composer.ledger
    found[composer.id] = composer.labels
    let last = composer.segments.last?.timestamp?.seconds ?? start
    return Transcript(
      id: composer.id, segments: composer.segments, sessionID: "session_\(number)", duration: Double(last - start),
      tags: project.languages, metadata: ["project": .string(project.name), "user": .string(project.user)])
  }

  /// The rules of a transcript that this generator made; none for any other.
  package func generateGroundTruth(_ transcript: Transcript) -> [GoldRule] {
    labels(of: transcript).rules
  }

  /// The labels of a transcript that this generator made; none for any other.
  package func labels(of transcript: Transcript) -> TranscriptLabels {
    found[transcript.id] ?? TranscriptLabels()
  }

  /// Makes a task to which a rule of each type applies, where the transcripts so far have such rules.
  ///
  /// - Parameter ruleTypes: the types of rule that have to apply; empty for a task to which none does, where there is
  ///   one.
  package mutating func generateTestTask(ruleTypes: [Action.Kind]) -> LabelledTask {
    taskCount += 1
    var best: (task: LabelledTask, score: Int)?
    for _ in 0..<100 {
      let place = random.below(Project.all.count)
      let task = TaskComposer.task(
        id: "task_\(Self.padded(taskCount))", project: Project.all[place], random: &random)
      let entries = ledgers[place].live.filter { $0.directive.applies(to: task) }
      guard entries.count <= Self.mostRelevant else { continue }
      let labelled = LabelledTask(task: task, relevant: entries.map(\.root))
      let score =
        ruleTypes.isEmpty
        ? -entries.count : ruleTypes.count { kind in entries.contains { $0.directive.kind == kind } }
      if score == ruleTypes.count { return labelled }
      if score > best?.score ?? .min { best = (labelled, score) }
    }
    return best?.task
      ?? LabelledTask(task: TaskRequest(id: "task_\(Self.padded(taskCount))", type: "other", description: ""))
  }

  /// Makes transcripts over several projects and days, with their labels, and as many tasks.
  ///
  /// - Parameters:
  ///   - transcripts: how many transcripts, and how many tasks.
  ///   - ruleMix: how often each kind of user segment occurs.
  package mutating func generateSuite(transcripts count: Int, ruleMix: RuleMix = RuleMix()) -> Suite {
    var suite = Suite()
    for _ in 0..<max(count, 0) {
      let transcript = generateTranscript(ruleMix: ruleMix)
      suite.transcripts.append(transcript)
      suite.labels[transcript.id] = labels(of: transcript)
    }
    for number in 0..<max(count, 0) {
      // One in five has nothing to apply, the rest ask for each type in turn.
      let kinds = Action.Kind.allCases
      suite.tasks.append(generateTestTask(ruleTypes: number % 5 == 4 ? [] : [kinds[number % 5]]))
    }
    return suite
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}
