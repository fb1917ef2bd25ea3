import SourceCode
import TestSupport
import Testing

@Suite struct NamingConventionTests {
  @Test func readsTheSpellingsThatRulesUse() {
    #expect(NamingConvention(named: "camelCase") == .camelCase)
    #expect(NamingConvention(named: "snake_case") == .snakeCase)
    #expect(NamingConvention(named: "PascalCase") == .pascalCase)
    #expect(NamingConvention(named: "kebab-case") == .kebabCase)
    #expect(NamingConvention(named: "UPPER_SNAKE_CASE") == .upperSnakeCase)
    #expect(NamingConvention(named: "SCREAMING_SNAKE_CASE") == .upperSnakeCase)
    #expect(NamingConvention(named: "Train-Case") == nil)
  }

  @Test func oneWordFitsSeveralConventions() {
    #expect(NamingConvention.conventions(of: "user") == [.camelCase, .snakeCase, .kebabCase])
    #expect(NamingConvention.conventions(of: "userName") == [.camelCase])
    #expect(NamingConvention.conventions(of: "user_name") == [.snakeCase])
    #expect(NamingConvention.conventions(of: "UserName") == [.pascalCase])
    #expect(NamingConvention.conventions(of: "user-name") == [.kebabCase])
    #expect(NamingConvention.conventions(of: "MAX_SIZE") == [.upperSnakeCase])
    #expect(NamingConvention.conventions(of: "MAX") == [.pascalCase, .upperSnakeCase])
    #expect(NamingConvention.conventions(of: "user_Name").isEmpty)
    #expect(NamingConvention.conventions(of: "_").isEmpty)
  }

  @Test(arguments: [
    ("parseHTTPResponse2", "parse_http_response2", "parseHTTPResponse2"), ("userIDs", "user_ids", "userIDs"),
    ("__private_name", "__private_name", "__privateName"), ("$elementList", "$element_list", "$elementList"),
    ("@user_name", "@user_name", "@userName"), ("type_", "type_", "type_"),
    ("XMLHttpRequest", "xml_http_request", "xmlHttpRequest"),
    ("MAX_RETRY_COUNT", "max_retry_count", "maxRetryCount"), ("is-valid?", "is_valid?", "isValid?"),
    ("größeÄndern", "größe_ändern", "größeÄndern"),
  ])
  func splitsNamesIntoWords(name: String, snake: String, camel: String) {
    #expect(NamingConvention.snakeCase.convert(name) == snake)
    #expect(NamingConvention.camelCase.convert(name) == camel)
  }

  @Test func aNameWithoutWordsStaysAsItIs() {
    for name in ["", "_", "__", "$", "@"] {
      for convention in NamingConvention.allCases {
        #expect(convention.convert(name) == name)
        #expect(!convention.admits(name))
      }
    }
  }

  @Test func aConvertedNameIsAdmittedAndConvertsToItself() throws {
    try forAll { generator in
      let pieces = ["a", "B", "HTTP", "user", "Name", "_", "-", "2", "x9", "ID", "s", "é", "_x", "Ab"]
      let middle = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }
      let name =
        (["", "_", "$", "@", "__"].randomElement(using: &generator) ?? "") + "k" + middle.joined()
        + (["", "_", "?"].randomElement(using: &generator) ?? "")
      for convention in NamingConvention.allCases {
        let converted = convention.convert(name)
        #expect(convention.admits(converted), "\(convention) of \(name) is \(converted)")
        #expect(convention.convert(converted) == converted, "\(convention) of \(name) is \(converted)")
      }
    }
  }
}
