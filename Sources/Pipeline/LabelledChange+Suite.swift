import Rules
import SyntheticData

extension LabelledChange {
  /// As many earlier wishes stand beside a statement of a suite, the most similar ones first.
  private static let known = 6

  /// What is stated in a labelled suite, statement by statement, with the wishes of its project that held then.
  static func changes(of suite: Suite, named name: String) -> [LabelledChange] {
    var held: [String: [(id: String, wish: Wish, words: Set<String>)]] = [:]
    var first: [String: String] = [:]
    var lines: [LabelledChange] = []
    for transcript in suite.transcripts.sorted(by: { $0.began < $1.began }) {
      let rules = suite.labels[transcript.id]?.rules.filter { $0.decision == .store } ?? []
      let project = transcript.project ?? ""
      for rule in rules.sorted(by: { ($0.segments.first ?? 0, $0.id) < ($1.segments.first ?? 0, $1.id) }) {
        guard let text = transcript.text(stating: rule) else { continue }
        let words = Set(WordStems.stems(of: rule.action.description))
        let target = (rule.supersedes + [rule.sameAs].compactMap { $0 }).lazy.compactMap { first[$0] }.first
        let near = (held[project] ?? []).sorted {
          // What the statement is about comes first, so that it is among those that are known.
          ($0.id == target ? 2 : WordStems.dice($0.words, words))
            > ($1.id == target ? 2 : WordStems.dice($1.words, words))
        }.prefix(Self.known)
        let kind: Change.Kind =
          target == nil ? .new : rule.isRetraction ? .retracts : rule.supersedes.isEmpty ? .repeats : .replaces
        if near.count > 1 {
          let isKnown = near.first?.id == target
          lines.append(
            LabelledChange(
              id: "\(name)/\(project)", earlier: near.map(\.wish), text: text,
              changes: [
                Change(quote: rule.action.description, kind: isKnown ? kind : .new, of: isKnown ? 0 : nil)
              ], isOfSuite: true))
        }
        if kind == .retracts || kind == .replaces { held[project]?.removeAll { $0.id == target } }
        first[rule.id] = kind == .repeats ? target : rule.id
        guard kind == .new || kind == .replaces else { continue }
        let alone = rules.count { $0.segments.contains(rule.segments.first ?? 0) } == 1
        held[project, default: []].append((rule.id, Wish(text: alone ? text : rule.action.description), words))
      }
    }
    return lines
  }
}

extension Transcript {
  fileprivate var began: Timestamp { segments.lazy.compactMap(\.timestamp).first ?? Timestamp(milliseconds: .min) }

  /// The message in which a rule is first stated.
  fileprivate func text(stating rule: GoldRule) -> String? {
    guard let segment = rule.segments.first, segments.indices.contains(segment) else { return nil }
    return segments[segment].content
  }
}
