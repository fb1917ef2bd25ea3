import Rules

/// Reads off a directive what kind of action it asks for, and its parameters.
enum ActionReader {
  /// The action that a reading asks for.
  ///
  /// - Parameter kinds: how probable each kind of action is, as a model sees it; without it only known words count.
  static func action(of reading: Reading, kinds: [Action.Kind: Double] = [:]) -> Action {
    let parameters = parameters(of: reading)
    return Action(
      type: kind(of: reading, parameters: parameters, likely: kinds),
      description: DescriptionWriter.description(of: reading),
      parameters: parameters.isEmpty
        ? nil : Dictionary(uniqueKeysWithValues: parameters.map { ($0.key.rawValue, $0.value) }))
  }

  /// How much the vote of the known words counts beside the probabilities that were learned.
  private static let voteWeight = 0.25

  private static func kind(
    of reading: Reading, parameters: [ParameterKey: JSONValue], likely: [Action.Kind: Double]
  ) -> Action.Kind {
    if let certain = certainKind(of: reading, parameters: parameters) { return certain }
    let vote = votedKind(of: reading, parameters: parameters)
    let scores = Action.Kind.allCases.map { kind in
      (kind: kind, score: (likely[kind] ?? 0) + (kind == vote ? voteWeight : 0))
    }
    return scores.max { $0.score < $1.score }?.kind ?? vote
  }

  /// The kind that a parameter decides.
  private static func certainKind(of reading: Reading, parameters: [ParameterKey: JSONValue]) -> Action.Kind? {
    if parameters[.convention] != nil || parameters[.prefix] != nil || parameters[.suffix] != nil { return .naming }
    if reading.frame == .imperative, reading.verb == "name" { return .naming }
    let form: [ParameterKey] = [.quotes, .semicolons, .indent, .trailingCommas, .exports]
    if form.contains(where: { parameters[$0] != nil }) { return .style }
    if Evidence.statesVersion(reading) { return .structure }
    return parameters[.target]?.string == "package manager" ? .behavior : nil
  }

  /// The kind for which the most known words speak.
  private static func votedKind(of reading: Reading, parameters: [ParameterKey: JSONValue]) -> Action.Kind {
    var score: [Action.Kind: Double] = [:]
    // The form of a commit message is wording; when to commit is behavior.
    let parts: Set<String> = ["message", "messages", "subject", "subjects", "co-author", "co-authored-by", "trailer"]
    if !parts.isDisjoint(with: reading.words), reading.words.contains(where: { $0.hasPrefix("commit") }) {
      score[.style, default: 0] += 4
    }
    if !Set(reading.words).isDisjoint(with: ["name", "names", "naming"]) { score[.naming, default: 0] += 1.5 }
    for word in reading.words {
      for kind in Action.Kind.allCases where Topics.words[kind]?.contains(word) == true { score[kind, default: 0] += 1 }
    }
    if let verb = reading.verb {
      for kind in Action.Kind.allCases where Topics.verbs[kind]?.contains(verb) == true {
        score[kind, default: 0] += 1.5
      }
    }
    if parameters[.tool] != nil { score[.structure, default: 0] += 0.5 }
    // The order of the cases settles a tie.
    let order: [Action.Kind] = [.behavior, .style, .structure, .naming]
    let best = order.max { (score[$0] ?? 0) < (score[$1] ?? 0) }
    return (best.flatMap { score[$0] } ?? 0) > 0 ? best ?? .behavior : .behavior
  }

  /// The parameters that the words of a reading state.
  static func parameters(of reading: Reading) -> [ParameterKey: JSONValue] {
    var found: [ParameterKey: JSONValue] = [:]
    let forms = (reading.body + reading.trigger).map(\.form)
    if let convention = convention(in: wanted(in: forms)) {
      found[.convention] = .string(convention)
      found[.target] = target(in: forms).map { .string($0) }
    }
    addStyle(forms, negated: reading.negated, to: &found)
    addTool(reading, to: &found)
    addAffix(reading, to: &found)
    if reading.frame == .retraction { found[.wanted] = false }
    if reading.verb == "run", let command = reading.body.first(where: { $0.kind == .code }) {
      found[.command] = .string(command.text)
    }
    if !reading.moment.isEmpty { found[.scope] = .string(reading.moment.map(\.text).joined(separator: " ")) }
    return found
  }

  /// Tells whether a directive makes a choice that a program could check.
  static func isConcrete(_ reading: Reading) -> Bool {
    let choices: Set<ParameterKey> = [
      .convention, .quotes, .semicolons, .indent, .exports, .trailingCommas, .imports, .maxLineLength, .prefix, .suffix,
      .insteadOf,
    ]
    return !choices.isDisjoint(with: parameters(of: reading).keys)
  }

  /// The first case convention that is named and not refused.
  static func convention(in forms: [String]) -> String? {
    for (index, form) in forms.enumerated() {
      let before = index > 0 ? forms[index - 1] : ""
      guard !["not", "never", "no", "of", "than", "over", "from"].contains(before) else { continue }
      let next = index + 1 < forms.count ? forms[index + 1] : ""
      let joined = form.filter(\.isLetter) + (["case", "cased", "casing"].contains(next) ? "case" : "")
      if let name = conventions[joined] { return name }
    }
    return nil
  }

  private static let conventions: [String: String] = [
    "camelcase": "camelCase", "lowercamelcase": "camelCase", "camelcased": "camelCase", "snakecase": "snake_case",
    "snakecased": "snake_case",
    "pascalcase": "PascalCase", "pascalcased": "PascalCase", "uppercamelcase": "PascalCase", "kebabcase": "kebab-case",
    "kebabcased": "kebab-case",
    "dashcase": "kebab-case", "screamingsnakecase": "UPPER_SNAKE_CASE", "uppersnakecase": "UPPER_SNAKE_CASE",
    "screamingcase": "UPPER_SNAKE_CASE",
    "upppercasesnakecase": "UPPER_SNAKE_CASE", "allcaps": "UPPER_SNAKE_CASE",
  ]

  /// The kind of name that a convention is for.
  static func target(in forms: [String]) -> String? {
    forms.lazy.compactMap { targets[$0] }.first
  }

  private static let targets: [String: String] = {
    let rows = """
      variable: variable variables locals vars variablen variables
      function: function functions funktionen funciones fonctions helper helpers
      method: method methods
      class: class classes klassen clases
      type: type types interface interfaces struct structs
      constant: constant constants konstanten constantes
      file: file files filename filenames modules dateien archivos fichiers
      component: component components
      column: column columns field fields
      table: table tables
      branch: branch branches
      endpoint: endpoint endpoints route routes urls url path paths
      test: test tests
      property: property properties key keys props
      parameter: parameter parameters argument arguments
      enum: enum enums
      package: package packages
      directory: directory directories folder folders
      """
    var table: [String: String] = [:]
    for row in rows.split(separator: "\n") {
      let parts = row.split(separator: ":", maxSplits: 1)
      for word in parts[1].split(separator: " ") { table[String(word)] = String(parts[0]) }
    }
    return table
  }()

  /// The words before those that say what is not wanted; all words where what is wanted comes after them.
  private static func wanted(in forms: [String]) -> [String] {
    guard let refused = refusal(in: forms), forms[refused] != "never",
      Set(forms[refused...]).isDisjoint(with: ["but", "use", "always", "sondern"])
    else { return forms }
    return Array(forms[..<refused])
  }

  /// Where what is not wanted begins: after "not", "over" or "instead of".
  private static func refusal(in forms: [String]) -> Int? {
    forms.firstIndex { ["not", "over", "instead", "never", "rather", "statt"].contains($0) && $0 != forms.first }
  }

  private static func addStyle(_ forms: [String], negated: Bool, to found: inout [ParameterKey: JSONValue]) {
    let refused = refusal(in: forms)
    let wanted = Array(forms[..<(refused ?? forms.count)])
    func has(_ words: String...) -> Bool { words.contains { wanted.contains($0) } }
    if has("quotes", "quote", "quoted", "comillas", "anführungszeichen", "guillemets") {
      if has("single", "simples", "einfache") { found[.quotes] = .string(negated ? "double" : "single") }
      if has("double", "dobles", "doppelte", "doubles") { found[.quotes] = .string(negated ? "single" : "double") }
    }
    if has("semicolons", "semicolon", "semis") {
      found[.semicolons] = .bool(!(negated || has("no", "without", "drop", "omit", "avoid")))
    }
    if has("tabs") || (has("spaces") && (has("indent", "indentation", "2", "4", "two", "four") || refused != nil)) {
      let tabs = has("tabs")
      found[.indent] = .string(tabs != negated ? "tabs" : "spaces")
    }
    let widths = ["2": 2, "two": 2, "4": 4, "four": 4, "8": 8, "2-space": 2, "4-space": 4]
    if has("spaces", "space", "indent", "indentation", "indents", "2-space", "4-space"),
      let width = wanted.lazy.compactMap({ widths[$0] }).first
    {
      found[.indent] = "spaces"
      found[.width] = .integer(Int64(width))
    }
    if has("exports", "export") || forms.contains("exports"),
      let kind = chosen("named", or: "default", in: forms, negated)
    {
      found[.exports] = .string(kind)
    }
    if has("trailing"), has("comma", "commas") { found[.trailingCommas] = .bool(!(negated || has("no", "without"))) }
    if has("imports"), has("sort", "sorted", "alphabetical", "alphabetically", "order", "alphabetize") {
      found[.imports] = "sorted"
    }
    if has("line", "lines", "columns", "chars", "characters", "width", "wrap"),
      !has("function", "functions", "file", "files"),
      has(
        "limit", "max", "maximum", "wrap", "width", "columns", "chars", "characters", "length", "under", "exceed",
        "longer", "at"),
      let limit = wanted.lazy.compactMap({ Int64($0) }).first(where: { (60...200).contains($0) })
    {
      found[.maxLineLength] = .integer(limit)
    }
  }

  /// Which of two words is wanted, where a refusal stands right before the other or before both.
  private static func chosen(_ one: String, or other: String, in forms: [String], _ negated: Bool) -> String? {
    let refusals: Set<String> = ["no", "not", "never", "don't", "avoid", "of", "over", "than", "without"]
    func isRefused(_ at: Int) -> Bool { forms[max(0, at - 2)..<at].contains(where: refusals.contains) }
    switch (forms.firstIndex(of: one), forms.firstIndex(of: other)) {
    case (let first?, let second?):
      guard isRefused(first) != isRefused(second) else { return nil }
      return isRefused(first) ? other : one
    case (let at?, nil): return negated || isRefused(at) ? other : one
    case (nil, let at?): return negated || isRefused(at) ? one : other
    case (nil, nil): return nil
    }
  }

  private static func addTool(_ reading: Reading, to found: inout [ParameterKey: JSONValue]) {
    let forms = reading.body.map(\.form)
    guard let at = forms.firstIndex(where: { Topics.toolGroups[$0] != nil }), let group = Topics.toolGroups[forms[at]]
    else { return }
    let refusedBefore = ["not", "never", "no", "of", "than", "over", "avoid", "statt", "from"]
    let isRefused = reading.negated || at > 0 && refusedBefore.contains(forms[at - 1])
    let other = forms[(at + 1)...].first { Topics.toolGroups[$0] == group && $0 != forms[at] }
    guard found[.convention] == nil, group != "version control workflow" else { return }
    if isRefused {
      found[.forbidden] = .string(forms[at])
      found[.tool] = other.map { .string($0) }
    } else {
      found[.tool] = .string(forms[at])
      found[.insteadOf] = other.map { .string($0) }
    }
    if found[.target] == nil { found[.target] = .string(group) }
  }

  private static func addAffix(_ reading: Reading, to found: inout [ParameterKey: JSONValue]) {
    let forms = reading.body.map(\.form)
    for (index, token) in reading.body.enumerated() {
      let text = token.text
      let isPiece =
        text.hasPrefix("_") || text.hasSuffix("_") || text.hasPrefix("-") && token.kind == .code || text.hasSuffix("-")
        || token.kind == .code
      guard isPiece, text.count <= 16, index > 0 else { continue }
      if forms.contains(where: {
        ["prefix", "prefixed", "start", "starts", "begin", "begins", "prefixes"].contains($0)
      })
        || zip(forms, forms.dropFirst()).contains(where: { $0 == ("in", "front") })
          && !zip(forms, forms.dropFirst()).contains(where: { $0 == ("front", "end") })
      {
        found[.prefix] = .string(text)
      } else if forms.contains(where: { ["suffix", "suffixed", "end", "ends", "ending", "suffixes"].contains($0) }) {
        found[.suffix] = .string(text)
      }
      if found[.prefix] != nil || found[.suffix] != nil {
        if found[.target] == nil { found[.target] = target(in: forms).map { .string($0) } }
        return
      }
    }
  }
}
