/// A task together with the rules that must be applied to it.
package struct LabelledTask: Hashable, Sendable, Codable {
  package var task: TaskRequest
  /// The ids of the gold rules that must be applied; every other rule is a wrong application.
  package var relevant: [String]

  package init(task: TaskRequest, relevant: [String] = []) {
    self.task = task
    self.relevant = relevant
  }

  enum CodingKeys: CodingKey {
    case relevant
  }

  /// Reads a task's keys and `relevant` from one object.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    task = try TaskRequest(from: decoder)
    relevant = try container.decode([String].self, forKey: .relevant)
  }

  package func encode(to encoder: any Encoder) throws {
    try task.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(relevant, forKey: .relevant)
  }
}
