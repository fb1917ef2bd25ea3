import SourceCode
import TestSupport
import Testing

@Suite struct RenamingTests {
  private func rename(_ text: String, _ language: String, _ map: [String: String]) throws -> Renaming {
    try SourceText(text, language: language).renaming(map)
  }

  @Test func renamesIdentifiersButNotStringsCommentsOrForeignMembers() throws {
    let renaming = try rename(
      """
      // user_name
      function get_user(user_name) {
        return `${user_name} user_name` + other.user_name + other.get_user()
      }
      """, "javascript", ["user_name": "userName", "get_user": "getUser"])
    #expect(
      renaming.text == """
        // user_name
        function getUser(userName) {
          return `${userName} user_name` + other.user_name + other.get_user()
        }
        """)
    #expect(renaming.refused.isEmpty)
    #expect(renaming.edits.map(\.after) == ["getUser", "userName", "userName"])
  }

  @Test func writesOutShorthandMembers() throws {
    let renaming = try rename(
      "const { user_name } = row; send({ user_name, user_id: 1 })", "ts",
      ["user_name": "userName", "user_id": "userId"])
    #expect(
      renaming.text == "const { user_name: userName } = row; send({ user_name: userName, user_id: 1 })")
    #expect(renaming.refused.map(\.name) == ["user_id"])
    #expect(renaming.refused.map(\.reason) == [.dependedOn])
  }

  @Test func renamesMembersThatTheTextDeclares() throws {
    let renaming = try rename(
      "class Shop { user_name = 1; get_name() { return this.user_name } }\nnew Shop().get_name()", "js",
      ["user_name": "userName", "get_name": "getName"])
    #expect(renaming.text == "class Shop { userName = 1; getName() { return this.userName } }\nnew Shop().getName()")
  }

  @Test func renamesKeywordArgumentsOfOwnFunctionsOnly() throws {
    let renaming = try rename(
      "def load(timeOut):\n    get(timeOut=timeOut)\n    return f\"{timeOut} timeOut\"\nload(timeOut=1)\n", "python",
      ["timeOut": "time_out"])
    #expect(
      renaming.text
        == "def load(time_out):\n    get(timeOut=time_out)\n    return f\"{time_out} timeOut\"\nload(time_out=1)\n")
  }

  @Test func renamesPythonMembers() throws {
    let renaming = try rename(
      "class Shop:\n    def getName(self):\n        self.userName = 1\n        return other.userId\nShop().getName()\n",
      "python", ["getName": "get_name", "userName": "user_name", "userId": "user_id"])
    #expect(
      renaming.text
        == "class Shop:\n    def get_name(self):\n        self.user_name = 1\n        return other.userId\nShop().get_name()\n"
    )
    #expect(renaming.refused == [Renaming.Refusal(name: "userId", newName: "user_id", reason: .notDeclared)])
  }

  @Test func renamesFieldsThatAreNamedWithoutTheirObject() throws {
    let renaming = try rename(
      "class A { int user_name; int get() { return user_name + this.user_name; } }", "java", ["user_name": "userName"])
    #expect(renaming.text == "class A { int userName; int get() { return userName + this.userName; } }")
  }

  @Test func renamesInPHPAndShell() throws {
    #expect(
      try rename(
        "<?php function f($user_name) { return strlen(\"$user_name\") . $this->user_name; }", "php",
        ["$user_name": "$userName"]
      )
      .text == "<?php function f($userName) { return strlen(\"$userName\") . $this->user_name; }")
    #expect(
      try rename(
        "userName=1\nshowUser() { echo \"$userName ${userName}\"; }\nshowUser", "sh",
        ["userName": "user_name", "showUser": "show_user"]
      )
      .text == "user_name=1\nshow_user() { echo \"$user_name ${user_name}\"; }\nshow_user")
  }

  @Test(arguments: [
    ("const a = 1, b = 2", "javascript", "a", "b", Renaming.Refusal.Reason.collision),
    ("const a = print(b)", "javascript", "a", "b", .collision), ("const a = 1", "javascript", "a", "class", .reserved),
    ("const a = 1", "javascript", "a", "a-b", .invalid), ("const a = 1", "javascript", "a", "", .invalid),
    ("const a = 1", "javascript", "a", "1a", .invalid), ("const a = 1", "javascript", "c", "d", .notDeclared),
    ("import { a } from 'x'; const f = (a) => a", "javascript", "a", "c", .dependedOn),
    ("class A\n attr_reader :a\n def a\n end\nend", "ruby", "a", "c", .dependedOn),
    ("fn f(a: u8) { println!(\"{a}\"); }", "rust", "a", "c", .dependedOn),
    ("#define F(x) (x + a)\nint a;", "c", "a", "c", .dependedOn),
    ("class A { int a; void f(int b) { } }", "java", "b", "a", .collision),
  ])
  func refusesWhatWouldNotBeSafe(
    text: String, language: String, old: String, new: String, reason: Renaming.Refusal.Reason
  ) throws {
    let renaming = try rename(text, language, [old: new])
    #expect(renaming.refused.map(\.reason) == [reason])
    #expect(renaming.text == text)
    #expect(renaming.edits.isEmpty)
  }

  @Test func twoNamesNeverBecomeOne() throws {
    let renaming = try rename("let a = 1, b = 2", "js", ["a": "c", "b": "c"])
    #expect(renaming.refused.map(\.reason) == [.collision, .collision])
    #expect(renaming.text == "let a = 1, b = 2")
  }

  @Test func aRenameKeepsTheTreeAndCanBeUndone() throws {
    try forAll(cases: 60) { generator in
      let sample = try #require(Samples.all.randomElement(using: &generator))
      let text = try SourceText(sample.text, language: sample.language)
      let convention = try #require(
        [NamingConvention.camelCase, .snakeCase, .pascalCase].randomElement(using: &generator))
      let map = Dictionary(
        text.names.map { ($0.name, convention.convert($0.name)) }, uniquingKeysWith: { first, _ in first })
      let renaming = text.renaming(map)
      let renamed = try SourceText(renaming.text, language: sample.language)
      #expect(renamed.errorCount <= text.errorCount)
      let refused = Set(renaming.refused.map(\.name))
      let made = map.filter { !refused.contains($0.key) && $0.key != $0.value }
      #expect(Set(renamed.names.map(\.name)) == Set(text.names.map { made[$0.name] ?? $0.name }))
      let undone = renamed.renaming(Dictionary(uniqueKeysWithValues: made.map { ($0.value, $0.key) }))
      #expect(undone.refused.isEmpty)
      // What a shorthand was written out to stays so.
      #expect(undone.text == sample.text || sample.hasShorthand)
    }
  }
}
