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

    init(using random: inout SplitMix64) {
      snakeCase = random.chance(50)
      quote = random.text(["'", "\""])
      semicolon = random.text(["", ";"])
      indent = random.text(["  ", "    ", "\t"])
      trailingComma = random.text(["", ","])
      upperKeywords = random.chance(50)
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
    return template(language, style).replacing("{a}", with: first).replacing("{b}", with: second)
      .replacing("{f}", with: style.name(function)).replacing("'", with: style.quote)
      .replacing("~", with: style.indent).replacing(";\n", with: style.semicolon + "\n")
      .replacing("|", with: ";").replacing(",?", with: style.trailingComma)
  }

  private static func template(_ language: String, _ style: Style) -> String {
    switch language {
    case "javascript": script(parameter: "rows", defaultExport: style.snakeCase)
    case "typescript": script(parameter: "rows: any[]", defaultExport: style.snakeCase)
    case "python": python
    case "go": go
    case "rust": rust
    case "swift": swift
    case "java": java
    case "sql": style.upperKeywords ? upperQuery : lowerQuery
    case "shell": shell
    case "terraform": terraform
    default: ""
    }
  }

  private static func script(parameter: String, defaultExport: Bool) -> String {
    """
    import { save } from './save';
    import { load } from './load';

    export \(defaultExport ? "default " : "")function {f}(\(parameter)) {
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
