import SourceCode
import Testing

@Suite struct ProfileTests {
  @Test func countsTheConventionsOfEachRole() throws {
    let profile = NamingProfile(
      of: try SourceText("const user_name = 1, userId = 2, x = 3\nfunction getAll() {}", language: "js"))
    #expect(profile.counts[.variable]?[.camelCase] == 2)
    #expect(profile.counts[.variable]?[.snakeCase] == 2)
    #expect(profile.totals == [.variable: 3, .function: 1])
    #expect(profile.share(.function, .camelCase) == 1)
    #expect(profile.share(.class, .pascalCase) == nil)
  }

  @Test func measuresStructure() throws {
    let profile = StructureProfile(
      of: try SourceText(
        """
        import a from 'a'
        export class A {
          b(c, d) {
            if (c) {
              for (;;) {}
            }
          }
        }
        function e() {}
        e()
        """, language: "js"))
    #expect(profile.functions == 2)
    #expect(profile.classes == 1)
    #expect(profile.imports == 1)
    #expect(profile.exports == 1)
    #expect(profile.topLevelStatements == 1)
    #expect(profile.deepestNesting == 4)
    #expect(profile.functionLengths == [5, 1])
    #expect(profile.parameterCounts == [2, 0])
    #expect(profile.meanParameters == 1)
    #expect(profile.values["mean_function_length"] == 3)
    #expect(profile.lines == 10)
  }

  @Test(arguments: [
    ("python", "import a\nclass B:\n    def c(self, d, e):\n        pass\n", 1, 1, 1, 2),
    ("go", "package a\nimport \"b\"\nfunc (c *D) e(f int) {}\n", 1, 0, 1, 1),
    ("rust", "use a::b;\nstruct C;\nfn d(e: u8) {}\n", 1, 1, 1, 1),
    ("java", "import a.B;\nclass C { void d(int e) {} }\n", 1, 1, 1, 1),
    ("c", "#include <a.h>\nint b(int c) {}\n", 1, 0, 1, 1),
    ("csharp", "using A;\nclass B { void C(int d) {} }\n", 1, 1, 1, 1),
    ("kotlin", "import a.B\nclass C { fun d(e: Int) {} }\n", 1, 1, 1, 1),
    ("php", "<?php use A\\B; class C { function d($e) {} }\n", 1, 1, 1, 1),
    ("ruby", "class A\n def b(c)\n end\nend\n", 1, 1, 0, 1),
  ])
  func measuresOtherLanguages(
    language: String, text: String, functions: Int, classes: Int, imports: Int, parameters: Int
  ) throws {
    let profile = StructureProfile(of: try SourceText(text, language: language))
    #expect(profile.functions == functions)
    #expect(profile.classes == classes)
    #expect(profile.imports == imports)
    #expect(profile.parameterCounts == [parameters])
  }
}
