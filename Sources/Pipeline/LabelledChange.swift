import RuleExtraction
import Rules
import StorageDecision

/// A later message with the wishes that were known, and what it does to them: one line of the data that a model of
/// changes is trained on.
struct LabelledChange: Hashable, Sendable, Decodable {
  /// A wish as it was said.
  struct Wish: Hashable, Sendable, Decodable {
    var text: String
  }

  /// What some words of the message do.
  struct Change: Hashable, Sendable, Decodable {
    enum Kind: String, Hashable, Sendable, Decodable {
      case retracts, replaces, excepts, refines, repeats, new, moment, none
    }

    var quote: String
    var kind: Kind
    /// Which of the wishes they are about; nil for none.
    var of: Int?
  }

  var id: String
  var earlier: [Wish]
  var text: String
  var changes: [Change]

  /// The examples of the message, read as extraction reads it.
  func examples(_ extractor: RuleExtractor) -> [ChangeTrainer.Example] {
    let known = earlier.compactMap { extractor.rule(in: $0.text, project: id) }
    guard known.count == earlier.count else { return [] }
    return changes.compactMap { change in
      // What is meant for the moment never touches a standing wish.
      guard change.kind != .moment, let later = extractor.rule(in: text, quote: change.quote, project: id) else {
        return nil
      }
      let ends = change.kind == .retracts || change.kind == .replaces
      return ChangeTrainer.Example(
        later: later, known: known, ended: ends ? change.of : nil, takesBack: change.kind == .retracts, group: id)
    }
  }
}
