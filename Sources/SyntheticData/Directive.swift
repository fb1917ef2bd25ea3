import Rules

/// One wish about how to work, with the ways in which people say it.
///
/// In the catalogue's text a block begins with `kind group: gold description`. Then follow, in any order:
/// - `when`: conditions, `key=value` with `;` between;
/// - `about`: `always`, `words a, b` or `pattern a, b`; left out for a wish about code or about an activity;
/// - `set`: parameters, like `when`;
/// - `in`: languages, one of which a project has to have before anyone there says it;
/// - the ways to say it, by ``Form``, with `|` between.
struct Directive: Hashable, Sendable {
  /// The grammatical form of a way to say a wish; it decides which frames can hold it.
  enum Form: String, Hashable, Sendable, CaseIterable {
    /// What to do, as a bare verb phrase.
    case imperative = "do"
    /// What is wanted, as a noun phrase.
    case noun = "np"
    /// What not to do, as a bare verb phrase.
    case never
    /// What not to do, as a gerund.
    case stop
    /// A whole sentence that states it as a fact.
    case statement = "say"
    /// A whole complaint from which it can be read.
    case complaint = "fuss"
    /// The reason, as a clause.
    case reason = "why"
    case german = "de"
    case spanish = "es"
    case french = "fr"
  }

  /// Which tasks it concerns, beyond its conditions.
  enum Concern: Hashable, Sendable {
    /// Every task in which code is written.
    case code
    /// Every task that meets the conditions.
    case everything
    /// Tasks whose description has one of the words.
    case words([String])
    /// The same, with an expression as the criterion.
    case pattern([String])
  }

  var kind: Action.Kind
  /// Wishes of one group exclude each other.
  var group: String
  var gold: String
  var conditions: [String: String] = [:]
  var concern: Concern = .code
  var parameters: [String: JSONValue] = [:]
  var habitat: [String] = []
  var wordings: [Form: [String]] = [:]

  /// The condition on the language, where there is one.
  var language: String? { conditions["language"] }

  /// Tells whether it is about how all code of a language looks: what a team settles first.
  func isConvention(of language: String?) -> Bool {
    guard let language, self.language == language, conditions["path"] == nil else { return false }
    let keys: [ParameterKey] = [
      .convention, .quotes, .semicolons, .indent, .trailingCommas, .exports, .imports, .typeAnnotations,
    ]
    return keys.contains { parameters[$0.rawValue] != nil }
  }

  /// The wordings of a form.
  func wordings(_ form: Form) -> [String] { wordings[form] ?? [] }

  /// What a person would write down as the rule's criteria.
  var matchCriteria: MatchCriteria {
    let context = conditions.mapValues { JSONValue.string($0) }
    return switch concern {
    case .words(let words): MatchCriteria(type: .keyword, value: words.joined(separator: ", "), context: context)
    case .pattern(let words):
      MatchCriteria(type: .pattern, value: "(?i)\\b(\(words.joined(separator: "|")))s?\\b", context: context)
    case .everything where conditions.isEmpty: MatchCriteria(type: .context, value: "every task", context: context)
    case .code, .everything: MatchCriteria(type: .context, value: situation, context: context)
    }
  }

  /// What a person would write down as the rule's action.
  var action: Action {
    Action(type: kind, description: gold, parameters: parameters.isEmpty ? nil : parameters)
  }

  /// What a person writes down who hears it in these words: the usual description, unless the words are far from it.
  func description(of wording: String, form: Form) -> String {
    let full = wording.split(separator: " ").map { Self.fullNames[String($0)] ?? String($0) }.joined(separator: " ")
    func isNear() -> Bool {
      WordStems.dice(Set(WordStems.stems(of: full)), Set(WordStems.stems(of: gold))) >= 0.5
    }
    return switch form {
    case .never: "Never \(full)"
    case .stop: "Avoid \(full)"
    case .imperative where !isNear(): full.prefix(1).uppercased() + full.dropFirst()
    case .noun where !isNear(): "Use \(full)"
    default: gold
    }
  }

  /// Short names that people type, and the ones that they write down.
  private static let fullNames = [
    "js": "JavaScript", "javascript": "JavaScript", "ts": "TypeScript", "typescript": "TypeScript", "python": "Python",
    "java": "Java", "rust": "Rust", "swift": "Swift", "sql": "SQL", "terraform": "Terraform", "docs": "documentation",
  ]

  /// When it applies, in words.
  private var situation: String {
    let parts = [
      conditions["language"], conditions["activity"] ?? parameters["target"]?.string ?? "code",
      conditions["path"].map { "in \($0)" },
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }

  /// Tells whether it must be applied to a task of its project.
  func applies(to task: TaskRequest) -> Bool {
    if let language = conditions["language"], task.language != language { return false }
    if let activity = conditions["activity"], task.activity != activity { return false }
    if let path = conditions["path"], task.path?.hasPrefix(path) != true { return false }
    return switch concern {
    case .everything: true
    case .code: conditions["activity"] != nil || Self.codeTypes.contains(task.type)
    case .words(let words): Self.words(of: task.description).contains { words.contains($0) }
    case .pattern(let words):
      Self.words(of: task.description).contains { word in words.contains { word == $0 || word == $0 + "s" } }
    }
  }

  /// The kinds of task in which code is written.
  static let codeTypes = ["code_generation", "refactoring"]

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
  }
}

extension Directive {
  /// Reads the catalogue's text. A line that it does not understand is left out; a test looks for such lines.
  static func parse(_ text: String) -> [Directive] {
    var directives: [Directive] = []
    for line in text.split(separator: "\n") {
      let trimmed = line.drop { $0 == " " }
      let parts = trimmed.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      if line.first != " ", let kind = Action.Kind(rawValue: parts[0]), let colon = parts[1].firstIndex(of: ":") {
        let gold = parts[1][parts[1].index(after: colon)...].drop { $0 == " " }
        directives.append(Directive(kind: kind, group: String(parts[1][..<colon]), gold: String(gold)))
      } else if !directives.isEmpty {
        directives[directives.count - 1].add(parts[0], parts[1])
      }
    }
    return directives
  }

  private mutating func add(_ key: String, _ value: String) {
    switch key {
    case "when": conditions = Self.pairs(value)
    case "set": parameters = Self.pairs(value).mapValues(Self.parameter)
    case "in": habitat = Self.list(value, ",")
    case "about": concern = Self.concern(value)
    default:
      if let form = Form(rawValue: key) { wordings[form, default: []] += Self.list(value, "|") }
    }
  }

  private static func concern(_ value: String) -> Concern {
    let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
    return switch (parts.first, parts.last) {
    case ("words", let rest?): .words(list(rest, ","))
    case ("pattern", let rest?): .pattern(list(rest, ","))
    default: .everything
    }
  }

  private static func parameter(_ text: String) -> JSONValue {
    switch text {
    case "true": true
    case "false": false
    default: Int64(text).map(JSONValue.integer) ?? .string(text)
    }
  }

  private static func pairs(_ text: String) -> [String: String] {
    var pairs: [String: String] = [:]
    for pair in list(text, ";") {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 { pairs[parts[0]] = parts[1] }
    }
    return pairs
  }

  private static func list(_ text: String, _ separator: Character) -> [String] {
    text.split(separator: separator).map { part in
      let start = part.drop { $0 == " " }
      return String(String(start).reversed().drop { $0 == " " }.reversed())
    }
  }
}
