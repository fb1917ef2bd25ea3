import Rules
import SourceCode
import TestSupport
import Testing

@Suite struct StyleTests {
  private func profile(_ text: String, _ language: String) throws -> StyleProfile {
    StyleProfile(of: try SourceText(text, language: language))
  }

  private func styled(_ text: String, _ language: String, _ parameters: [String: JSONValue]) throws -> String {
    try SourceText(text, language: language).styled(by: parameters).text
  }

  @Test func countsTheChoicesOfJavaScript() throws {
    let found = try profile(
      """
      import b from 'b'
      import a from "a";
      /** Adds. */
      export function add(x) {
          return [
              x,
              "it's"
          ];
      }
      export default add;
      """, "javascript")
    #expect(found.counts[.quotes] == ["single": 1, "double": 1])
    #expect(found.counts[.semicolons] == ["true": 3, "false": 1])
    #expect(found.counts[.indent] == ["spaces": 4])
    #expect(found.counts[.width] == ["4": 2])
    #expect(found.counts[.exports] == ["named": 1, "default": 1])
    #expect(found.counts[.imports] == ["unsorted": 1])
    #expect(found.counts[.trailingCommas] == ["false": 1])
    #expect(found.counts[.docComments] == ["true": 1])
    #expect(found.share(.semicolons, "true") == 0.75)
    #expect(found.share(.typeAnnotations, "true") == nil)
  }

  @Test func countsTypeAnnotationsAndDocumentation() throws {
    let python = try profile(
      "def f(self, a: int, b=1) -> int:\n    'Doc.'\n    return a\ndef g(c):\n    pass\n", "python")
    #expect(python.counts[.typeAnnotations] == ["true": 2, "false": 3])
    #expect(python.counts[.docComments] == ["true": 1, "false": 1])
    #expect(python.counts[.quotes] == nil)
    let script = try profile("const f = (a: number): void => {}; xs.map(x => x); function g(b) {}", "ts")
    #expect(script.counts[.typeAnnotations] == ["true": 2, "false": 2])
  }

  @Test func readsIndentationAndLineLengthsWithoutAGrammar() {
    let long = String(repeating: "x", count: 101)
    let found = StyleProfile(ofPlain: "a\n\tb\n\n  c\n    d\n\(long)\n")
    #expect(found.counts[.indent] == ["tabs": 1, "spaces": 2])
    #expect(found.counts[.width] == ["2": 2])
    #expect(
      found.counts[.maxLineLength] == ["lines": 6, "longest": 101, "over_80": 1, "over_100": 1, "over_120": 0])
    #expect(StyleProfile(ofPlain: "").counts.isEmpty)
  }

  @Test(arguments: [
    (#"f('a', "b", 'say "x"', `c`)"#, "js", "double", #"f("a", "b", 'say "x"', `c`)"#),
    (#"f("a\"b", 'it\'s', '\\', '\n')"#, "js", "double", #"f("a\"b", "it's", "\\", "\n")"#),
    (#"f("a\"b", "it's", "\u00e9")"#, "js", "single", #"f('a"b', "it's", '\u00e9')"#),
    (#"<a href="x">{f("y")}</a>"#, "jsx", "single", #"<a href="x">{f('y')}</a>"#),
    (
      "x = 'a' + f'{b}' + r'\\d' + '''c''' + f'{d[\"e\"]}'\n", "python", "double",
      "x = \"a\" + f\"{b}\" + r\"\\d\" + '''c''' + f'{d[\"e\"]}'\n"
    ),
    ("def f():\n    'Doc.'\n", "python", "double", "def f():\n    'Doc.'\n"),
    ("puts 'a', \"b\\n\", \"#{c}\"", "ruby", "single", "puts 'a', \"b\\n\", \"#{c}\""),
    ("puts \"a\"", "ruby", "single", "puts 'a'"),
    ("<?php echo \"a\", \"$b\";", "php", "single", "<?php echo 'a', \"$b\";"),
    ("a::before { content: 'x' }", "css", "double", "a::before { content: \"x\" }"),
  ])
  func exchangesQuotes(text: String, language: String, quotes: String, expected: String) throws {
    #expect(try styled(text, language, ["quotes": .string(quotes)]) == expected)
  }

  @Test func addsSemicolons() throws {
    #expect(
      try styled(
        "import a from 'a'\nlet x = 1 // one\nclass A { b = 1\n c() { return 1 } }\nexport default x\nif (x) y()\n",
        "js",
        ["semicolons": true])
        == "import a from 'a';\nlet x = 1; // one\nclass A { b = 1;\n c() { return 1; } }\nexport default x;\nif (x) y();\n"
    )
  }

  @Test func dropsSemicolonsOnlyWhereTheLineEndsTheStatement() throws {
    #expect(
      try styled(
        "let x = 1;\n[1].map(f);\n(x);\n`a`;\n/b/.test(x);\n+x;\nlet y = 2; let z = 3;\nfor (;;) { f(); }\n", "js",
        ["semicolons": false])
        == "let x = 1;\n[1].map(f);\n(x);\n`a`;\n/b/.test(x);\n+x\nlet y = 2; let z = 3\nfor (;;) { f() }\n")
    #expect(try styled("a = b; // c\n\n(d)();\n", "js", ["semicolons": false]) == "a = b; // c\n\n(d)()\n")
  }

  @Test func changesIndentationOutsideStrings() throws {
    let text = "def f():\n    x = '''\n    kept\n    '''\n    if x:\n        return 1\n"
    #expect(
      try styled(text, "python", ["indent": "spaces", "width": 2])
        == "def f():\n  x = '''\n    kept\n    '''\n  if x:\n    return 1\n")
    #expect(
      try styled(text, "python", ["indent": "tabs"])
        == "def f():\n\tx = '''\n    kept\n    '''\n\tif x:\n\t\treturn 1\n")
    #expect(try styled("if (a) {\n\tb();\n}\n", "js", ["indent": "spaces", "width": 4]) == "if (a) {\n    b();\n}\n")
    #expect(
      try styled("a = (\n  <b>\n    c\n  </b>\n)\n", "jsx", ["indent": "tabs"]) == "a = (\n\t<b>\n\t\tc\n\t</b>\n)\n")
    #expect(try styled("if (a) {\n  b(`\n  c`);\n}\n", "js", ["indent": "tabs"]) == "if (a) {\n\tb(`\n  c`);\n}\n")
  }

  @Test func addsAndDropsTrailingCommas() throws {
    let without = "f(\n  a,\n  b\n)\nconst { c, ...d } = {\n  e: [1, 2]\n}\nfunction g(\n  ...h\n) {}\n"
    let with = "f(\n  a,\n  b,\n)\nconst { c, ...d } = {\n  e: [1, 2],\n}\nfunction g(\n  ...h\n) {}\n"
    #expect(try styled(without, "js", ["trailing_commas": true]) == with)
    #expect(try styled(with, "js", ["trailing_commas": false]) == without)
    #expect(try styled("x = (\n  1,\n)\n", "python", ["trailing_commas": false]) == "x = (\n  1,\n)\n")
    #expect(try styled("x = [\n  1  # one\n]\n", "python", ["trailing_commas": true]) == "x = [\n  1,  # one\n]\n")
    #expect(try styled("x = [\n  1,\n  ,\n]\n", "js", ["trailing_commas": false]) == "x = [\n  1,\n  ,\n]\n")
  }

  @Test func sortsImportsThatStandTogether() throws {
    #expect(
      try styled(
        "import b from 'b'\nimport {\n  a\n} from 'a'\n\nimport 'z'\nimport c from 'c'\n", "js", ["imports": "sorted"])
        == "import {\n  a\n} from 'a'\nimport b from 'b'\n\nimport 'z'\nimport c from 'c'\n")
    #expect(
      try styled("import sys\nimport os\n# last\nimport abc\n", "python", ["imports": "sorted"])
        == "import os\nimport sys\n# last\nimport abc\n")
    #expect(
      try styled("from __future__ import annotations\nimport abc\n", "python", ["imports": "sorted"])
        == "from __future__ import annotations\nimport abc\n")
  }

  @Test func editsSayWhatTheyChange() throws {
    let text = "f('é', 'b')"
    let result = try SourceText(text, language: "js").styled(by: ["quotes": "double"])
    #expect(result.edits.map(\.before) == ["'é'", "'b'"])
    #expect(result.edits.map(\.after) == ["\"é\"", "\"b\""])
    #expect(result.edits.map(\.range) == [2..<6, 8..<11])
    #expect(result.rounds.map(\.parameter) == [.quotes])
  }

  static let wishes: [[String: JSONValue]] = [
    ["quotes": "single"], ["quotes": "double"], ["semicolons": true], ["semicolons": false], ["indent": "tabs"],
    ["indent": "spaces", "width": 2], ["indent": "spaces", "width": 4], ["indent": "spaces", "width": 8],
    ["trailing_commas": true], ["trailing_commas": false], ["imports": "sorted"],
    ["quotes": "double", "semicolons": false, "trailing_commas": true, "indent": "spaces", "width": 2],
  ]

  @Test(arguments: wishes) func editsBreakNothingAndAreMadeOnce(parameters: [String: JSONValue]) throws {
    for sample in Samples.all { try check(sample, parameters) }
    try forAll(cases: 60) { generator in
      try check(try #require(Samples.damaged(using: &generator)), parameters)
    }
  }

  @Test(arguments: wishes) func statementsThatShareAnEndAreEditedOnce(parameters: [String: JSONValue]) throws {
    // A block that is never closed makes the fields and exports below it parts of broken statements.
    let text = """
      impo
      import a from "a"
      const user_name = 'it', other_name = "x", size_limit = 10
      function get_user(user_id, { first_part }) {
          if (user_id) {
              return fetch("/u/" + user_id).then((found_row) => found_row.json())
          return null
      }
      class UserStore {
        row_count = 0;
        load_all() { return this.row_count; }
      }
      export default get_user;
      export { UserStore };
      const list_of = [
        other_name
      ]
      ;[1, 2].forEach(x => list_of.push(x))
      let i = 0
      i++

      """
    try check(Samples.Sample(language: "javascript", text: text), parameters)
  }

  private func check(_ sample: Samples.Sample, _ parameters: [String: JSONValue]) throws {
    let text = try SourceText(sample.text, language: sample.language)
    let once = try text.styled(by: parameters)
    let read = try SourceText(once.text, language: sample.language)
    #expect(read.errorCount <= text.errorCount, "\(sample.language)")
    // Where a text does not parse, the parser guesses names, and guesses anew when a line is ended.
    if text.errorCount == 0 { #expect(read.names.map(\.name).sorted() == text.names.map(\.name).sorted()) }
    let twice = try read.styled(by: parameters)
    #expect(twice.text == once.text, "\(sample.language)")
    #expect(twice.edits.isEmpty)
    let before = text.adherence(to: parameters)
    let after = read.adherence(to: parameters)
    if parameters["indent"] == nil, parameters["imports"] == nil { #expect(after.broken <= before.broken) }
  }
}
