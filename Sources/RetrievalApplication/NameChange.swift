import Rules
import SourceCode

/// How a naming rule changes names.
struct NameChange: Hashable, Sendable {
  /// The kinds of names that it changes.
  let roles: Set<NameRole>
  private let convention: NamingConvention?
  private let prefix: String
  private let suffix: String

  /// The change that an action asks for; nil when it asks for none that a program can make.
  init?(_ action: Action) {
    convention = action.text(.convention).flatMap(NamingConvention.init(named:))
    prefix = Self.isPart(action.text(.prefix)) ? action.text(.prefix) ?? "" : ""
    suffix = Self.isPart(action.text(.suffix)) ? action.text(.suffix) ?? "" : ""
    // "Use snake_case for functions and variables" is about both, whichever is the target.
    let targets = [action.text(.target) ?? ""] + Self.nouns(in: action.description)
    let named = Set(targets.flatMap(NameRole.roles(for:)))
    let isUnsaid = action.text(.target) == nil && named.isEmpty
    roles = isUnsaid ? Set(convention.map(NameRole.roles(for:)) ?? []) : named
    guard convention != nil || !prefix.isEmpty || !suffix.isEmpty, !roles.isEmpty else { return nil }
  }

  /// The name as the rule wants it; nil when it is so already.
  func newName(for name: String) -> String? {
    // A name in capitals is a constant, which a rule about other names does not mean.
    let isConstant = NamingConvention.conventions(of: name) == [.upperSnakeCase]
    if isConstant, !roles.contains(.constant) { return nil }
    var new = name
    if let convention, !convention.admits(new) { new = convention.convert(new) }
    if !prefix.isEmpty, !new.hasPrefix(prefix) { new = Self.joined(prefix, new) }
    if !suffix.isEmpty, !new.hasSuffix(suffix) { new = Self.joined(new, suffix) }
    return new == name ? nil : new
  }

  /// The words of a description in the singular.
  private static func nouns(in description: String) -> [String] {
    description.lowercased().split { !$0.isLetter }.map { word in
      word.hasSuffix("sses") ? String(word.dropLast(2)) : String(word.hasSuffix("s") ? word.dropLast() : word)
    }
  }

  /// Only what can stand in an identifier.
  private static func isPart(_ text: String?) -> Bool {
    text.map { !$0.isEmpty && $0.allSatisfy { $0 == "_" || $0 == "$" || $0.isLetter || $0.isNumber } } ?? false
  }

  /// Joins two parts; two letters in lower case meet with a capital.
  private static func joined(_ left: String, _ right: String) -> String {
    guard left.last?.isLowercase == true, let first = right.first, first.isLowercase else { return left + right }
    return left + first.uppercased() + right.dropFirst()
  }
}
