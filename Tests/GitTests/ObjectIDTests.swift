import Git
import TestSupport
import Testing

@Suite struct ObjectIDTests {
  @Test func hexadecimalComesBack() throws {
    try forAll { (generator: inout SeededGenerator) throws in
      let hex = String((0..<40).compactMap { _ in "0123456789abcdef".randomElement(using: &generator) })
      let other = String((0..<40).compactMap { _ in "0123456789abcdef".randomElement(using: &generator) })
      let (left, right) = (try #require(ObjectID(hex: hex)), try #require(ObjectID(hex: other)))
      #expect(left.description == hex)
      #expect((left < right) == (hex < other))
      #expect((left == right) == (hex == other))
    }
  }

  @Test(arguments: ["", "abc", String(repeating: "g", count: 40), String(repeating: "a", count: 41), "é"])
  func anythingElseIsNoID(text: String) {
    #expect(ObjectID(hex: text) == nil)
  }

  @Test func aFilesNameIsGits() throws {
    let expected = try Command.run(["git", "hash-object", "--stdin"], input: .init("hello\n".utf8)).output
    #expect(try ObjectID(hashing: "hello\n".utf8).description + "\n" == expected)
  }
}
