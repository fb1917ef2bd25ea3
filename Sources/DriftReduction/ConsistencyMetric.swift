/// One way in which two outputs can agree.
package enum ConsistencyMetric: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  /// Names follow the same conventions.
  case naming = "naming_consistency"
  /// Code makes the same choices of form: quotes, semicolons, indentation, …
  case style = "style_consistency"
  /// Code is built alike: sizes, nesting, parameters, …
  case structure = "structure_consistency"

  package static func < (left: ConsistencyMetric, right: ConsistencyMetric) -> Bool { left.rawValue < right.rawValue }
}
