import Rules
import SourceCode
import Testing

@Suite struct AdherenceTests {
  @Test(
    arguments: [
      (["convention": "snake_case", "target": "function"], "python", "def a_b():\n  pass\ndef cD():\n  pass\n", 1, 1),
      (["convention": "camelCase"], "js", "const aB = 1\nfunction c_d(e) {}\nclass F {}\n", 2, 1),
      (["convention": "PascalCase", "target": "component"], "jsx", "const Card = () => <a/>", 1, 0),
      (["convention": "snake_case", "target": "branch"], "python", "a_b = 1\n", 0, 0),
      (["prefix": "I", "target": "type"], "ts", "interface IRow {}\ninterface Col {}", 1, 1),
      (["suffix": "Store", "target": "class"], "ts", "class RowStore {}\nclass Col {}", 1, 1),
      (["quotes": "single"], "js", "f('a', \"b\", \"c\")", 1, 2), (["semicolons": true], "js", "a()\nb();\n", 1, 1),
      (["indent": "spaces", "width": 2], "js", "if (a) {\n  b()\n}\n", 2, 0),
      (["exports": "named"], "js", "export const a = 1\nexport default a", 1, 1),
      (["max_line_length": 5], "python", "a = 1\nlong = 1\n", 1, 1),
      (["max_lines": 2, "target": "function"], "python", "def f():\n  pass\ndef g():\n  a = 1\n  b = 2\n", 1, 1),
      (["max_lines": 2, "target": "file"], "python", "a = 1\nb = 1\nc = 1\n", 0, 1),
      (["type_annotations": true], "python", "def f(a: int) -> int:\n  pass\n", 2, 0),
      (["doc_comments": true], "go", "package a\n\n// F does.\nfunc F() {}\n\nfunc G() {}\n", 1, 1),
      (["imports": "sorted"], "python", "import b\nimport a\n", 0, 1),
      (["trailing_commas": true], "python", "a = [\n  1,\n]\n", 1, 0),
      (
        ["tool": "luxon", "instead_of": "moment"], "js", "import a from 'luxon'\nconst b = require('moment/min')\n", 1,
        1
      ),
      (["tool": "pnpm", "forbidden": "npm"], "shell", "pnpm install\nnpm test\nnpx x\n", 1, 1),
      (
        ["tool": "pathlib", "forbidden": "os"], "python", "from pathlib import Path\nimport os.path\nimport osmium\n",
        1, 1
      ),
      (["wanted": false, "unknown": 3], "python", "a = 1\n", 0, 0),
    ] as [([String: JSONValue], String, String, Int, Int)])
  func countsWhatFollowsAndWhatBreaks(
    parameters: [String: JSONValue], language: String, text: String, followed: Int, broken: Int
  ) throws {
    let found = try SourceText(text, language: language).adherence(to: parameters)
    #expect(found == Adherence(followed: followed, broken: broken))
  }

  @Test func aShareIsOfThePlacesThatShowIt() {
    #expect(Adherence(followed: 3, broken: 1).share == 0.75)
    #expect(Adherence().share == nil)
  }
}
