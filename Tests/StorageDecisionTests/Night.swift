import Rules
import StorageDecision

/// A store as plain values: what one night leaves is what the next one begins with.
struct Night {
  /// Bounds that are far apart, so that tests can stand between them.
  static let bounds = DecisionBounds(storage: 0.7, confidence: 0.7, review: 0.45)

  var memory = DecisionMaker.Memory()
  var maker = DecisionMaker(bounds: Night.bounds)

  var stored: [String] { memory.stored.map(\.id.text).sorted() }
  var waiting: [String] { memory.waiting.map(\.id.text).sorted() }

  var evidence: [String] { memory.evidence.map(\.id.text).sorted() }

  func rule(_ id: String) -> Rule? { (memory.stored + memory.waiting + memory.evidence).first { $0.id.text == id } }

  @discardableResult
  mutating func run(_ candidates: Rule...) -> DecisionMaker.Outcome { run(candidates) }

  @discardableResult
  mutating func run(_ candidates: [Rule]) -> DecisionMaker.Outcome {
    let outcome = maker.decide(candidates, given: memory)
    for change in outcome.changes {
      switch change {
      case .add(let rule), .strengthen(_, let rule): keep(rule)
      case .replace(let old, let rule):
        for gone in old where gone.id != rule.id { retire(gone) }
        keep(rule)
      case .remove(let rule, _), .suspend(let rule, _): retire(rule)
      }
    }
    for change in outcome.waitingChanges {
      memory.waiting.removeAll { $0.id == change.rule.id }
      memory.withdrawn.removeAll { $0.id == change.rule.id }
      switch change {
      case .add(let rule), .strengthen(_, let rule): memory.waiting.append(rule)
      case .withdraw(let rule, _): memory.withdrawn.append(rule)
      }
    }
    for change in outcome.evidenceChanges {
      memory.evidence.removeAll { $0.id == change.rule.id }
      switch change {
      case .add(let rule), .strengthen(_, let rule): memory.evidence.append(rule)
      case .withdraw: break
      }
    }
    return outcome
  }

  private mutating func keep(_ rule: Rule) {
    memory.stored.removeAll { $0.id == rule.id }
    memory.retired.removeAll { $0.id == rule.id }
    memory.stored.append(rule)
  }

  private mutating func retire(_ rule: Rule) {
    memory.stored.removeAll { $0.id == rule.id }
    memory.retired.append(rule)
  }
}
