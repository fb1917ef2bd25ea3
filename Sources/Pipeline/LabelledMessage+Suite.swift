import RuleExtraction
import Rules
import SyntheticData

extension LabelledMessage {
  /// How much a message of a written dialogue counts beside a real one.
  private static let suiteWeight = 0.3

  /// What the users of a labelled suite say, message by message; each project is a group.
  static func messages(of suite: Suite, named name: String) -> [LabelledMessage] {
    suite.transcripts.flatMap { transcript -> [LabelledMessage] in
      guard let labels = suite.labels[transcript.id] else { return [] }
      return labels.segments.compactMap { segment in
        guard transcript.segments.indices.contains(segment.index) else { return nil }
        return LabelledMessage(
          id: "\(transcript.id)#\(segment.index)", text: transcript.segments[segment.index].content,
          label: segment.label,
          group: "\(name)/\(transcript.project ?? "")", weight: suiteWeight,
          rules: labels.rules.filter { $0.segments.contains(segment.index) }.map {
            Directive(
              description: $0.action.description, scope: $0.decision == .store ? .persistent : .shortTerm,
              kind: $0.action.type)
          })
      }
    }
  }
}
