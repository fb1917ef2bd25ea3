import Rules

/// Finds the place in a project that a directive is bound to.
enum PathFinder {
  /// The path that a directive holds for; nil where it names none, or names one only to say where something goes or
  /// where the directive does not hold.
  static func condition(of reading: Reading) -> String? {
    if let path = reading.trigger.first(where: isPath) { return text(of: path) }
    let body = reading.body
    guard let at = body.firstIndex(where: isPath), !isException(at, in: body), !isGoal(at, of: reading),
      body[at].text.contains("/") || body[at].text.hasPrefix("*.") || isPlace(at, in: body)
    else { return nil }
    return text(of: body[at])
  }

  private static func text(of token: Token) -> String {
    token.text.hasPrefix("./") ? String(token.text.dropFirst(2)) : token.text
  }

  /// "except in X", "outside X".
  private static func isException(_ at: Int, in body: [Token]) -> Bool {
    body[max(0, at - 3)..<at].contains {
      ["except", "outside", "but", "unless", "excluding", "besides", "instead", "not"].contains($0.form)
    }
  }

  /// "put hooks in X": where things go is no condition.
  private static func isGoal(_ at: Int, of reading: Reading) -> Bool {
    guard !reading.negated, let before = reading.body[..<at].last?.form else { return false }
    let placing: Set<String> = [
      "put", "place", "go", "goes", "live", "lives", "belong", "belongs", "move", "store", "save", "add", "record",
      "write", "log", "create", "sit", "sits", "keep", "collect",
    ]
    let isPlaced =
      reading.verb.map(placing.contains) == true || reading.body.prefix(at).contains { placing.contains($0.form) }
    return ["next", "beside", "from"].contains { form in reading.body[max(0, at - 2)..<at].contains { $0.form == form }
    }
      || ["in", "into", "under", "to", "at", "inside"].contains(before) && isPlaced
  }

  /// "in deploy.yaml", "touch schema.sql": a file that is named otherwise is an example.
  private static func isPlace(_ at: Int, in body: [Token]) -> Bool {
    body[max(0, at - 2)..<at].contains {
      ["in", "for", "touch", "edit", "change", "modify", "on", "into", "format"].contains($0.form)
    }
  }

  static func isPath(_ token: Token) -> Bool {
    let text = token.text
    guard text.count > 3, !text.contains("://"), !text.hasPrefix("-"), !text.contains("("), !text.contains("=") else {
      return false
    }
    guard text.contains("/") else {
      return text.hasPrefix("*.") || LanguageName.ofFile(at: text) != nil && text.split(separator: ".").count == 2
    }
    let parts = text.split(separator: "/")
    guard let first = parts.first, first.first?.isNumber != true, parts.allSatisfy({ $0.count > 1 || $0 == "*" }) else {
      return false
    }
    // "owner/cost_center" names two things, "and/or" two words.
    return text.hasSuffix("/") || text.contains("*") || text.hasPrefix("./") || parts.count > 2
      || roots.contains(first.lowercased()) || first.hasPrefix(".") || parts.last?.contains(".") == true
      || token.kind == .code && parts.count > 1
  }

  private static let roots: Set<String> = [
    "src", "app", "apps", "lib", "libs", "test", "tests", "spec", "docs", "doc", "packages", "config", "scripts",
    "tools",
    "infra", "envs", "env", "modules", "internal", "cmd", "pkg", "db", "migrations", "api", "web", "server", "client",
    "frontend", "backend", "services", "service", "vendor", "assets", "public", "bin", "notebooks", "examples", "k8s",
    "deploy", "charts", "firmware", "drivers", "core", "crates", "models", "dags", "include", "sources",
  ]
}
