/// What a name in code is the name of, by the words that rules use for it.
package enum NameRole: String, Hashable, Sendable, CaseIterable, Comparable {
  case variable
  /// A value that never changes, at the top level or in a type, and is written or marked as one.
  case constant
  case function
  case method
  case `class`
  /// An interface, a struct, an alias.
  case type
  case parameter
  case property
  /// A function or class that gives a piece of user interface.
  case component
  case `enum`
  case table
  case column

  package static func < (left: NameRole, right: NameRole) -> Bool { left.rawValue < right.rawValue }

  /// The roles that the target of a rule means; empty for a target that is not in code.
  package static func roles(for target: String) -> [NameRole] {
    switch target {
    case "variable": [.variable, .parameter]
    case "function": [.function, .method]
    case "type": [.type, .class, .enum]
    case "column": [.column]
    default: NameRole(rawValue: target).map { [$0] } ?? []
    }
  }

  /// The roles that a convention without a target is about.
  package static func roles(for convention: NamingConvention) -> [NameRole] {
    switch convention {
    case .camelCase, .snakeCase: [.variable, .parameter, .function, .method, .property, .table, .column]
    case .pascalCase: [.class, .type, .enum, .component]
    case .upperSnakeCase: [.constant]
    case .kebabCase: []
    }
  }
}
