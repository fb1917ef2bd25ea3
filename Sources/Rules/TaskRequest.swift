/// Something an assistant is asked to do. (`Task` is Swift's own.)
package struct TaskRequest: Hashable, Sendable, Codable {
  package var id: String
  /// The kind of task: `code_generation`, `refactoring`, `command`, `review`, …
  package var type: String
  /// The programming language, lower case.
  package var language: String?
  package var description: String
  /// What the assistant knows: `project`, `path`, `activity`, `existing_code`, `variables_needed`, …
  package var context: [String: JSONValue]
  package var metadata: [String: JSONValue]?

  package init(
    id: String, type: String, language: String? = nil, description: String, context: [String: JSONValue] = [:],
    metadata: [String: JSONValue]? = nil
  ) {
    self.id = id
    self.type = type
    self.language = language
    self.description = description
    self.context = context
    self.metadata = metadata
  }

  /// The project the task belongs to, where it is known.
  package var project: String? { context["project"]?.string }
  /// The path that the task touches, where it is known.
  package var path: String? { context["path"]?.string }
  /// What is being done, where it is said: `migration`, `commit`, `review`, …
  package var activity: String? { context["activity"]?.string }
  /// The code the task starts from.
  package var existingCode: String? { context["existing_code"]?.string }
  /// The names that the task needs.
  package var variablesNeeded: [String] { context["variables_needed"]?.array?.compactMap(\.string) ?? [] }

  enum CodingKeys: CodingKey {
    case id, type, language, description, context, metadata
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try container.decode(String.self, forKey: .id),
      type: try container.decodeIfPresent(String.self, forKey: .type) ?? "other",
      language: try container.decodeIfPresent(String.self, forKey: .language),
      description: try container.decode(String.self, forKey: .description),
      context: try container.decodeIfPresent([String: JSONValue].self, forKey: .context) ?? [:],
      metadata: try container.decodeIfPresent([String: JSONValue].self, forKey: .metadata))
  }
}
