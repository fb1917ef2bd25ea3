/// What the kinds of nodes of one grammar mean.
///
/// It is written as rows of text, `what: places`; a place is `kind.field`, where `*` stands for any field, `-` for
/// none, and `!` after it asks for a body, which tells a declaration from a mention.
struct Dialect: Sendable {
  /// In which of a language's separate sets of names an identifier stands.
  enum Space: String, Hashable, Sendable {
    /// Variables, functions, types.
    case value
    /// Fields and methods, reached through an object.
    case member
    /// Functions and types where variables carry a sigil.
    case callable
    /// Either of the first two: only the declarations tell.
    case either
  }

  /// Kinds of nodes and their fields, with what they mean.
  struct Places<Meaning: Sendable>: Sendable {
    private var table: [String: [String: Meaning]] = [:]

    /// Adds a place, written `kind.field`.
    mutating func add(_ place: Substring, _ meaning: Meaning) {
      let parts = place.split(separator: ".", maxSplits: 1)
      let field = parts.count == 2 ? String(parts[1]) : "*"
      table[String(parts[0]), default: [:]][field == "-" ? "" : field] = meaning
    }

    /// What it means to stand in a field of a node.
    func meaning(_ kind: String, _ field: String) -> Meaning? {
      guard let fields = table[kind] else { return nil }
      return fields[field] ?? fields["*"]
    }
  }

  /// Where a child of a node is declared, and as what.
  private(set) var declarations = Places<NameRole>()
  /// Where being declared goes on to the child of a pattern.
  private(set) var patterns = Places<Bool>()
  /// Where an assignment to a member of the object itself declares it.
  private(set) var selfTargets = Places<Bool>()
  /// Where an identifier is in another space than its kind says.
  private(set) var places = Places<Space>()
  /// The space of each kind of identifier.
  private(set) var identifiers: [String: Space] = [:]
  /// Kinds of nodes by what they are: `type`, `function`, `import`, `needs_body`, `list`, ...
  private(set) var sets: [String: Set<String>] = [:]
  /// Words that make a field a constant when they all stand before its name.
  private(set) var constantMarks: Set<String> = []

  /// Whether a member can be named without its object, as in Java.
  var hasBareMembers: Bool { sets["bare_members"] != nil }

  /// Tells whether a kind of node is in a set.
  func `is`(_ kind: String, _ what: String) -> Bool { sets[what]?.contains(kind) == true }

  /// Reads the rows.
  init(_ rows: String) {
    for row in rows.split(separator: "\n") {
      let parts = row.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let words = parts[1].split(separator: " ")
      let what = String(parts[0])
      if let role = NameRole(rawValue: what) {
        for word in words { declarations.add(word, role) }
      } else if what.hasPrefix("@"), let space = Space(rawValue: String(what.dropFirst())) {
        for word in words { places.add(word, space) }
      } else if let space = Space(rawValue: what) {
        for word in words { identifiers[String(word)] = space }
      } else if what == "patterns" {
        for word in words { patterns.add(word, true) }
      } else if what == "self_targets" {
        for word in words { selfTargets.add(word, true) }
      } else if what == "constant_marks" {
        constantMarks = Set(words.map(String.init))
      } else {
        sets[what, default: []].formUnion(words.map(String.init))
      }
    }
  }
}
