/// Short programs as an assistant writes them that knows no rules: in a different style each time.
struct SampleCode: Sendable {
  /// The choices that two programs rarely share by chance.
  struct Style: Sendable {
    var snakeCase: Bool
    var quote: String
    var semicolon: String
    var indent: String
    var trailingComma: String
    var upperKeywords: Bool
    /// One function that does everything, or several small ones.
    var hasSmallFunctions: Bool
    var constantInCapitals: Bool
    var isDocumented: Bool
    var isAnnotated: Bool
    var sortsImports: Bool

    init(using random: inout SplitMix64) {
      snakeCase = random.chance(50)
      quote = random.text(["'", "\""])
      semicolon = random.text(["", ";"])
      indent = random.text(["  ", "    ", "\t"])
      trailingComma = random.text(["", ","])
      upperKeywords = random.chance(50)
      hasSmallFunctions = random.chance(50)
      constantInCapitals = random.chance(50)
      isDocumented = random.chance(50)
      isAnnotated = random.chance(50)
      sortsImports = random.chance(50)
    }

    /// A constant of several words.
    func constant(_ words: String) -> String {
      constantInCapitals ? words.split(separator: " ").joined(separator: "_").uppercased() : name(words)
    }

    /// A name of several words, such as `item price`.
    func name(_ words: String) -> String {
      let parts = words.split(separator: " ").map(String.init)
      guard !snakeCase else { return parts.joined(separator: "_") }
      return parts.enumerated().map { $0 == 0 ? $1 : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
    }
  }

  /// A program in a language that uses the names; `~` in front of a line is one level of indentation.
  static func text(language: String, names: [String], function: String, style: Style) -> String {
    let first = style.name(names.first ?? "row count")
    let second = style.name(names.count > 1 ? names[1] : "last row")
    return dressed(template(language, style), language, style).replacing("{a}", with: first).replacing(
      "{b}", with: second
    )
    .replacing("{f}", with: style.name(function)).replacing("{g}", with: style.name("read " + function))
    .replacing("{c}", with: style.constant("row limit")).replacing("'", with: style.quote)
    .replacing("~", with: style.indent).replacing(";\n", with: style.semicolon + "\n")
    .replacing("|", with: ";").replacing(",?", with: style.trailingComma)
  }

  /// The program with its imports in order or not, and its functions documented or not.
  private static func dressed(_ text: String, _ language: String, _ style: Style) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let imports = lines.prefix { $0.hasPrefix("import ") || $0.hasPrefix("from ") }
    if style.sortsImports { lines.replaceSubrange(..<imports.count, with: imports.sorted()) }
    guard style.isDocumented, let mark = documentationMarks[language] else { return lines.joined(separator: "\n") }
    return lines.flatMap { line -> [String] in
      guard line.contains("{f}(") || line.contains("{g}("), line.hasSuffix("{") else { return [line] }
      return [line.prefix { $0 == "~" } + mark, line]
    }.joined(separator: "\n")
  }

  /// A line of documentation before a function.
  private static let documentationMarks = [
    "javascript": "/** Handles the rows. */", "typescript": "/** Handles the rows. */",
    "java": "/** Handles the rows. */",
    "go": "// Handles the rows.", "rust": "/// Handles the rows.", "swift": "/// Handles the rows.",
  ]

  private static func template(_ language: String, _ style: Style) -> String {
    switch language {
    case "javascript": script(parameter: "rows", style)
    case "typescript": script(parameter: "rows: any[]", style)
    case "python": annotated(style.hasSmallFunctions ? smallPython : python, style)
    case "go": style.hasSmallFunctions ? smallGo : go
    case "rust": style.hasSmallFunctions ? smallRust : rust
    case "swift": style.hasSmallFunctions ? smallSwift : swift
    case "java": style.hasSmallFunctions ? smallJava : java
    case "sql": style.upperKeywords ? upperQuery : lowerQuery
    case "shell": shell
    case "terraform": terraform
    default: ""
    }
  }

  private static func script(parameter: String, _ style: Style) -> String {
    let export = style.snakeCase ? "default " : ""
    return style.hasSmallFunctions ? smallScript(parameter, export) : longScript(parameter, export)
  }

  private static func longScript(_ parameter: String, _ export: String) -> String {
    """
    import { save } from './save';
    import { load } from './load';

    export \(export)function {f}(\(parameter)) {
    ~let {a} = 0;
    ~let {b} = 'none';
    ~for (const row of rows) {
    ~~{a} += row.value;
    ~~{b} = row.label;
    ~}
    ~return {
    ~~first: {a},
    ~~second: {b},?
    ~};
    }

    """
  }

  private static func smallScript(_ parameter: String, _ export: String) -> String {
    """
    import { load } from './load';

    const {c} = 100;

    function {g}(row) {
    ~const {b} = row.label || 'none';
    ~return {b};
    }

    export \(export)function {f}(\(parameter)) {
    ~const {a} = rows.length;
    ~if ({a} > {c}) {
    ~~return ['too many', 'rows'];
    ~}
    ~return rows.map({g});
    }

    """
  }

  private static let smallGo = """
    package main

    func {g}(row Row) string {
    ~{b} := row.Label
    ~return {b}
    }

    func {f}(rows []Row) []string {
    ~{a} := []string{}
    ~for _, row := range rows {
    ~~{a} = append({a}, {g}(row))
    ~}
    ~return {a}
    }

    """

  private static let smallRust = """
    fn {g}(row: &Row) -> String {
    ~let {b} = row.label.clone()|
    ~{b}
    }

    pub fn {f}(rows: &[Row]) -> Vec<String> {
    ~let {a} = rows.iter().map({g}).collect()|
    ~{a}
    }

    """

  private static let smallJava = """
    class Collector {
    ~private String {g}(Row row) {
    ~~String {b} = row.getLabel()|
    ~~return {b}|
    ~}

    ~Set<String> {f}(Row[] rows) {
    ~~Set<String> {a} = new HashSet<>()|
    ~~for (Row row : rows) {
    ~~~{a}.add({g}(row))|
    ~~}
    ~~return {a}|
    ~}
    }

    """

  private static let smallSwift = """
    struct Collector {
    ~func {g}(row: Row) -> String {
    ~~let {b} = row.label
    ~~return {b}
    ~}

    ~func {f}(rows: [Row]) -> [String] {
    ~~let {a} = rows.map({g})
    ~~return {a}
    ~}
    }

    """

  private static let smallPython = """
    import os

    {c} = 100

    def {g}(row):
    ~{b} = row['label'] or 'none'
    ~return {b}

    def {f}(rows):
    ~{a} = len(rows)
    ~if {a} > {c}:
    ~~return ['too many', 'rows']
    ~return [{g}(row) for row in rows]

    """

  private static func annotated(_ text: String, _ style: Style) -> String {
    guard style.isAnnotated else { return text }
    return text.replacing("(rows):", with: "(rows: tuple) -> object:").replacing("(row):", with: "(row: dict) -> str:")
  }

  private static let python = """
    from .store import load
    import os

    def {f}(rows):
    ~{a} = 0
    ~{b} = 'none'
    ~for row in rows:
    ~~{a} += row['value']
    ~~{b} = row['label']
    ~return {a}, {b}

    """

  private static let go = """
    package main

    func {f}(rows []Row) (int, string) {
    ~{a} := 0
    ~{b} := "none"
    ~for _, row := range rows {
    ~~{a} += row.Value
    ~~{b} = row.Label
    ~}
    ~return {a}, {b}
    }

    """

  private static let rust = """
    pub fn {f}(rows: &[Row]) -> (i64, String) {
    ~let mut {a} = 0|
    ~let mut {b} = String::new()|
    ~for row in rows {
    ~~{a} += row.value.parse::<i64>().unwrap()|
    ~~{b} = row.label.clone()|
    ~}
    ~({a}, {b})
    }

    """

  private static let swift = """
    struct Collector {
    ~func {f}(rows: [Row]) -> (Int, String) {
    ~~var {a} = 0
    ~~var {b} = "none"
    ~~for row in rows {
    ~~~{a} += Int(row.value)!
    ~~~{b} = row.label
    ~~}
    ~~return ({a}, {b})
    ~}
    }

    """

  private static let java = """
    class Collector {
    ~Result {f}(Row[] rows) {
    ~~int {a} = 0|
    ~~String {b} = null|
    ~~for (Row row : rows) {
    ~~~{a} += row.getValue()|
    ~~~{b} = row.getLabel()|
    ~~}
    ~~return new Result({a}, {b})|
    ~}
    }

    """

  private static let upperQuery = """
    SELECT * FROM {a}
    WHERE {b} IS NOT NULL
    ORDER BY {b}|

    """

  private static let lowerQuery = """
    select * from {a}
    where {b} is not null
    order by {b}|

    """

  private static let shell = """
    #!/bin/bash
    {a}=0
    {b}=none
    while read -r line| do
    ~{a}=$(({a} + 1))
    ~{b}=$line
    done < rows.txt
    echo ${a} ${b}

    """

  private static let terraform = """
    resource "aws_s3_bucket" "{a}" {
    ~bucket = "{b}"
    }

    """
}
