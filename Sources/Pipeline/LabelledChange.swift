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
  /// Whether it is one statement of a labelled suite.
  var isOfSuite = false

  enum CodingKeys: CodingKey {
    case id, earlier, text, changes
  }

  /// The examples of some messages, read as extraction reads them.
  ///
  /// Most of what people say changes nothing. So what was said first of each project counts as well, as statements that
  /// end nothing that was said before them; and so does what extraction finds in a message beside its labelled words.
  /// What is known is more than the project's own few wishes: those of the next line are there too.
  static func examples(of lines: [LabelledChange], _ extractor: RuleExtractor) -> [ChangeTrainer.Example] {
    let read = lines.map { line in line.earlier.compactMap { extractor.rule(in: $0.text, project: line.id) } }
    return lines.indices.flatMap { index -> [ChangeTrainer.Example] in
      let (line, own) = (lines[index], read[index])
      guard own.count == line.earlier.count else { return [] }
      let others = read[(index + 1) % lines.count].map { rule in
        var rule = rule
        rule.project = line.id
        return rule
      }
      return line.examples(own, line.isOfSuite ? own : own + others, extractor)
    }
  }

  private func examples(
    _ own: [Rule], _ known: [Rule], _ extractor: RuleExtractor
  ) -> [ChangeTrainer.Example] {
    func plain(_ later: Rule, _ known: [Rule]) -> ChangeTrainer.Example {
      ChangeTrainer.Example(later: later, known: known, ended: nil, takesBack: false, group: id)
    }
    let labelled = changes.compactMap { change -> ChangeTrainer.Example? in
      // What is meant for the moment never touches a standing wish.
      guard change.kind != .moment, let later = extractor.rule(in: text, quote: change.quote, project: id) else {
        return nil
      }
      let ends = change.kind == .retracts || change.kind == .replaces
      return ChangeTrainer.Example(
        later: later, known: known, ended: ends ? change.of : nil, takesBack: change.kind == .retracts,
        excepted: change.kind == .excepts ? change.of : nil, group: id)
    }
    // A suite says itself what its other statements are.
    guard !isOfSuite else { return labelled }
    let first = own.indices.dropFirst().map { plain(own[$0], Array(own[..<$0])) }
    let beside = extractor.rules(in: text, project: id).filter { rule in
      guard let said = rule.sources.first?.quote else { return false }
      return !changes.contains { $0.quote.contains(said) || said.contains($0.quote) }
    }
    return labelled + first + beside.map { plain($0, known) }
  }
}
