import Glibc
import LogisticModels
import RuleExtraction
import Rules
import StorageDecision

/// Recalibrates what a configuration believes from what people said of rules.
///
/// Every step is measured by cross-validation over groups (what was said in one session stays together), and is used
/// only where it does better on groups that it was not fitted to. Later steps see what the earlier ones gave on groups
/// that those had not seen, so that no gain is counted twice.
struct Recalibration {
  /// So many reviewed rules are needed, and so many that were refused, and that were not.
  static let least = 20
  static let leastOfEach = 5
  /// The models have many weights: they need more.
  static let leastForModels = 40
  /// A step must make the Brier score smaller by this share.
  private static let gain = 0.01
  /// A point of the score calibration stands for so many rules, and the configured line counts for as many.
  private static let pointSize = 8
  private static let priorStrength = 8.0

  private let labels: [ReviewLabel]
  private let configuration: PipelineConfiguration
  private let parts: [Int]
  private var settings = LearnedSettings()
  private var report: LearningReport
  /// Of each label: the confidence and the score as they are believed so far.
  private var confidences: [Double]
  private var scores: [Double]

  init(_ labels: [ReviewLabel], _ configuration: PipelineConfiguration) {
    self.labels = labels
    self.configuration = configuration
    parts = CrossValidation.parts(of: labels.map(\.group))
    report = LearningReport(labels: Dictionary(labels.map { ($0.verdict.rawValue, 1) }, uniquingKeysWith: +))
    confidences = labels.map(\.rule.confidence)
    let weights = configuration.storageDecision.criteriaWeights
    scores = labels.map { weights.sum($0.decision.criteria) }
  }

  /// What was learned, and what that comes to.
  ///
  /// - Parameter tuner: nil leaves the models as they are.
  static func run(
    _ labels: [ReviewLabel], _ configuration: PipelineConfiguration, _ tuner: () throws -> ClauseTuner?
  ) rethrows -> (settings: LearnedSettings, report: LearningReport) {
    var recalibration = Recalibration(labels, configuration)
    let right = labels.count(where: \.isRight)
    guard labels.count >= least, min(right, labels.count - right) >= leastOfEach else {
      recalibration.report.notes.append(
        "too few to learn from: \(least) are needed, \(leastOfEach) of them refused and \(leastOfEach) not; "
          + "there are \(labels.count), \(labels.count - right) of them refused")
      return (recalibration.settings, recalibration.report)
    }
    if labels.count >= leastForModels {
      if let tuner = try tuner() { recalibration.tune(tuner) }
    } else {
      recalibration.report.notes.append("the models stay as they are: they need \(leastForModels) reviewed rules")
    }
    recalibration.calibrateConfidence()
    recalibration.calibrateScore()
    recalibration.chooseThresholds()
    recalibration.settings.labels = recalibration.report.labels
    recalibration.settings.measured = recalibration.report.rows
    return (recalibration.settings, recalibration.report)
  }

  // MARK: Steps

  private mutating func tune(_ tuner: ClauseTuner) {
    let features = tuner.read(labels.map { label in label.rule.sources.lazy.compactMap(\.quote).first ?? "" })
    func adjustment(_ indices: [Int]) -> ClauseAdjustment {
      tuner.fit(
        indices.compactMap { index in
          features[index].map { .init($0, confidence: confidences[index], isRule: labels[index].isRight) }
        })
    }
    let tuned = crossValidated(adjustment) { adjustment, index in
      guard let own = features[index] else { return confidences[index] }
      return Logistic.probability(
        ofOdds: Logistic.odds(ofProbability: confidences[index]) + tuner.shift(own, adjustment))
    }
    guard measure("confidence, models tuned", confidences, tuned) else { return }
    confidences = tuned
    settings.clauses = adjustment(Array(labels.indices))
  }

  private mutating func calibrateConfidence() {
    let known = confidences
    func observation(_ index: Int) -> ConfidenceCalibration.Observation {
      .init(
        confidence: known[index], marks: ConfidenceCalibration.marks(of: labels[index].rule),
        isRight: labels[index].isRight)
    }
    func fit(_ indices: [Int]) -> ConfidenceCalibration { .fitted(to: indices.map(observation)) }
    let calibrated = crossValidated(fit) { calibration, index in
      calibration(known[index], observation(index).marks)
    }
    guard measure("confidence, calibrated", known, calibrated) else { return }
    confidences = calibrated
    settings.confidenceCalibration = fit(Array(labels.indices))
  }

  private mutating func calibrateScore() {
    let raw = scores
    let prior = configuration.storageDecision.scoreCalibration
    func fit(_ indices: [Int]) -> ScoreCalibration {
      .fitted(
        to: indices.map { (raw[$0], labels[$0].isRight) }, prior: prior, least: Self.pointSize,
        strength: Self.priorStrength)
    }
    scores = raw.map { prior($0) }
    let calibrated = crossValidated(fit) { $0(raw[$1]) }
    guard measure("score, calibrated", scores, calibrated) else { return }
    scores = calibrated
    settings.scoreCalibration = fit(Array(labels.indices)).points.map { [$0.score, $0.share] }
  }

  private mutating func chooseThresholds() {
    let present = configuration.decisionBounds
    let (confidences, scores) = (confidences, scores)
    func cost(_ bounds: DecisionBounds, _ index: Int) -> Double {
      ReviewCost.of(
        bounds.verdict(score: scores[index], confidence: confidences[index]), isRight: labels[index].isRight)
    }
    func choose(_ indices: [Int]) -> DecisionBounds {
      ReviewCost.bounds(near: present) { bounds in indices.reduce(0) { $0 + cost(bounds, $1) } }
    }
    let before = configuredVerdicts(present)
    let unmoved = labels.indices.map { present.verdict(score: scores[$0], confidence: confidences[$0]) }
    let moved = crossValidated(choose) { $0.verdict(score: scores[$1], confidence: confidences[$1]) }
    let isUsed = ReviewCost.mean(moved, labels) < ReviewCost.mean(unmoved, labels) * (1 - Self.gain)
    let kept = isUsed ? moved : unmoved
    if isUsed {
      let all = choose(Array(labels.indices))
      settings.thresholds = .init(storage: all.storage, confidence: all.confidence, review: all.review)
    } else {
      report.notes.append("the thresholds stay as they are: others would not cost less")
    }
    row("cost of a rule", ReviewCost.mean(before, labels), ReviewCost.mean(kept, labels), isUsed: isUsed)
    let (old, new) = (point(before), point(kept))
    row("precision of what is stored", old.precision, new.precision, isUsed: !settings.isEmpty)
    row("recall of what is stored", old.recall, new.recall, isUsed: !settings.isEmpty)
  }

  // MARK: Measuring

  /// What decisions are as configured, with nothing that was learned.
  private func configuredVerdicts(_ bounds: DecisionBounds) -> [Decision.Verdict] {
    let storage = configuration.storageDecision
    return labels.map { label in
      bounds.verdict(
        score: storage.scoreCalibration(storage.criteriaWeights.sum(label.decision.criteria)),
        confidence: label.rule.confidence)
    }
  }

  private func point(_ verdicts: [Decision.Verdict]) -> OperatingPoint {
    let made = zip(verdicts, labels).map { (probability: $0 == .store ? 1.0 : 0, isRight: $1.isRight) }
    return OperatingPoint(threshold: 1, made, of: labels.count(where: \.isRight))
  }

  /// What something gives for each label when it is fitted to the other parts.
  private func crossValidated<Fitted, Value>(
    _ fit: ([Int]) -> Fitted, _ use: (Fitted, Int) -> Value
  ) -> [Value] {
    var values: [Int: Value] = [:]
    for part in Set(parts).sorted() {
      let fitted = fit(labels.indices.filter { parts[$0] != part })
      for index in labels.indices where parts[index] == part { values[index] = use(fitted, index) }
    }
    return labels.indices.compactMap { values[$0] }
  }

  /// Notes how good probabilities are, and tells whether the new ones are better.
  private mutating func measure(_ name: String, _ before: [Double], _ after: [Double]) -> Bool {
    let (brier, loss) = ((brier(before), brier(after)), (logLoss(before), logLoss(after)))
    let isBetter = brier.1 < brier.0 * (1 - Self.gain) && loss.1 < loss.0
    row("\(name): log loss", loss.0, loss.1, isUsed: isBetter)
    row("\(name): Brier score", brier.0, brier.1, isUsed: isBetter)
    return isBetter
  }

  private mutating func row(_ name: String, _ before: Double, _ after: Double, isUsed: Bool) {
    report.rows.append(.init(name: name, before: before.fourDecimals, after: after.fourDecimals, isUsed: isUsed))
  }

  private func brier(_ probabilities: [Double]) -> Double {
    mean(zip(probabilities, labels).map { ($0 - ($1.isRight ? 1 : 0)) * ($0 - ($1.isRight ? 1 : 0)) })
  }

  /// Probabilities nearer to 0 or 1 than a thousandth count as that, or one mistake would outweigh all else.
  private func logLoss(_ probabilities: [Double]) -> Double {
    mean(zip(probabilities, labels).map { -log(min(0.999, max(0.001, $1.isRight ? $0 : 1 - $0))) })
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
}
