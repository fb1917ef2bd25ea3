import SourceCode
import Testing

@Suite struct NamesTests {
  /// The names of a text by role, each list in order.
  private func roles(_ text: String, _ language: String) throws -> [NameRole: [String]] {
    var roles: [NameRole: [String]] = [:]
    for name in try SourceText(text, language: language).names { roles[name.role, default: []].append(name.name) }
    return roles
  }

  @Test func findsWhatTypeScriptDeclares() throws {
    let found = try roles(
      """
      import base, { a as b, c } from 'x'
      export const MAX_SIZE = 5, { p, q: r = 1, ...rest } = load()
      class Shop extends base { static readonly LIMIT = 1; private owner: string; constructor(private z: number) { this.k = 1 }
        getName<T>(x: T): string { return this.owner } }
      interface Item { price: number; total(): void }
      type Key = string
      enum Color { Red, Green }
      const add = (m, n: number): void => { const o = { key: 1 }; for (const i of o) {} }
      function mix({ u, v }: P, [w]: number[], ...args) { try {} catch (e) {} }
      const Card = () => <div className="x" />
      """, "tsx")
    #expect(found[.constant] == ["MAX_SIZE", "LIMIT"])
    #expect(found[.variable] == ["p", "r", "rest", "o", "i", "e"])
    #expect(found[.class] == ["Shop"])
    #expect(found[.type] == ["Item", "Key"])
    #expect(found[.enum] == ["Color"])
    #expect(found[.method] == ["getName", "total"])
    #expect(found[.property] == ["owner", "k", "price", "key"])
    #expect(found[.parameter] == ["z", "x", "m", "n", "u", "v", "w", "args"])
    #expect(found[.function] == ["add", "mix"])
    #expect(found[.component] == ["Card"])
  }

  @Test func findsWhatPythonDeclares() throws {
    let found = try roles(
      """
      import os.path as p
      MAX_SIZE = 1
      total = 2
      class Shop(Base):
          limit: int = 3
          def __init__(self, name, size=1, *rest, kind: int = 2, **more):
              self.owner = name
              left, right = 1, 2
              for i in rest:
                  with open(i) as handle:
                      pass
          @property
          def label(self):
              return (lambda q: q)(self.owner)
      def load(path):
          return [k for k in path]
      """, "python")
    #expect(found[.constant] == ["MAX_SIZE"])
    #expect(found[.variable] == ["total", "left", "right", "i", "handle", "k"])
    #expect(found[.class] == ["Shop"])
    #expect(found[.property] == ["limit", "owner"])
    #expect(found[.method] == ["label"])
    #expect(found[.function] == ["load"])
    #expect(found[.parameter] == ["name", "size", "rest", "kind", "more", "q", "path"])
  }

  @Test(arguments: [
    (
      "go",
      "package main\nconst Max = 1\nvar g int\ntype Shop struct { owner string }\nfunc (s *Shop) Get(a int) { x := 1 }\nfunc top() {}",
      "class: constant:Max enum: function:top method:Get parameter:s,a property:owner type:Shop variable:g,x"
    ),
    (
      "rust",
      "const MAX: u32 = 1;\nstruct Shop { owner: u32 }\nenum Kind { A }\nimpl Shop { fn get(&self, a: u32) { let x = 1; if let Some(z) = x {} } }\nfn top() {}",
      "class: constant:MAX enum:Kind function:top method:get parameter:a property:owner type:Shop variable:x,z"
    ),
    (
      "java",
      "class Shop { static final int MAX = 1; String owner; void get(int a) { int x = 1; } } interface Item {} enum Kind { A }",
      "class:Shop constant:MAX enum:Kind function: method:get parameter:a property:owner type:Item variable:x"
    ),
    (
      "ruby", "MAX = 1\nclass Shop\n def get(a)\n  @owner = a\n  x = 1\n end\nend\ndef top\nend",
      "class:Shop constant:MAX enum: function:top method:get parameter:a property:@owner type: variable:x"
    ),
    (
      "php",
      "<?php const MAX = 1; class Shop { private $owner; function get($a) { $x = 1; } } interface Item {} function top() {}",
      "class:Shop constant:MAX enum: function:top method:get parameter:a property:owner type:Item variable:x"
    ),
    (
      "c",
      "#define MAX 1\nstruct shop { int owner; };\nenum kind { A };\nint g;\nint top(int a) { int *x = 0; struct shop s; }",
      "class: constant:MAX enum:kind function:top method: parameter:a property:owner type:shop variable:g,x,s"
    ),
    (
      "cpp", "class Shop { int owner; void get(int a) { auto x = 1; } };\nint top() {}",
      "class:Shop constant: enum: function:top method:get parameter:a property:owner type: variable:x"
    ),
    (
      "csharp",
      "class Shop { const int MAX = 1; string owner; int Size { get; set; } void Get(int a) { var x = 1; } } interface Item {} enum Kind { A }",
      "class:Shop constant:MAX enum:Kind function: method:Get parameter:a property:owner,Size type:Item variable:x"
    ),
    (
      "kotlin",
      "const val MAX = 1\nclass Shop(val owner: String) { val size = 1\n fun get(a: Int) { val x = 1 } }\ninterface Item\nenum class Kind { A }\nfun top() {}",
      "class:Shop constant:MAX enum:Kind function:top method:get parameter:a property:owner,size type:Item variable:x"
    ),
    (
      "shell", "size=1\ntop() { local x=2; echo $size; }\nfor i in a b; do echo $i; done",
      "class: constant: enum: function:top method: parameter: property: type: variable:size,x,i"
    ),
  ])
  func findsWhatOtherLanguagesDeclare(language: String, text: String, expected: String) throws {
    let found = try roles(text, language)
    let listed: [NameRole] = [.class, .constant, .enum, .function, .method, .parameter, .property, .type, .variable]
    #expect(
      listed.map { "\($0.rawValue):\((found[$0] ?? []).joined(separator: ","))" }.joined(separator: " ") == expected)
  }

  @Test func findsTablesAndColumns() throws {
    let found = try roles("CREATE TABLE user_accounts (user_id INT, created_at TIMESTAMP);", "sql")
    #expect(found == [.table: ["user_accounts"], .column: ["user_id", "created_at"]])
  }

  @Test func readsSnippetsThatAreNotWholePrograms() throws {
    let found = try roles("function getUserData() { ... }", "javascript")
    #expect(found[.function] == ["getUserData"])
    #expect(try roles("def get_user_data(user_id): ...", "py")[.parameter] == ["user_id"])
    #expect(try roles("func GetUser(id int) {", "go")[.function] == ["GetUser"])
  }

  @Test func usesAreTheBytesOfTheName() throws {
    let text = "const größe = 1; print(größe, 'größe')"
    let name = try #require(try SourceText(text, language: "js").names.first)
    #expect(name.uses.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) } == ["größe", "größe"])
  }
}
