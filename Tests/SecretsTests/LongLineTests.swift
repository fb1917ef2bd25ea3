import TestSupport
import Testing

@testable import Secrets

/// Lines of a megabyte, of the shapes that make careless scanners slow: every one is scanned to its end.
@Suite struct LongLineTests {
  private static let shapes = [
    "a", "-", "-----BEGIN ", "-----BEGIN PRIVATE KEY----- ", "password=", "eyJ", "%25", "&#", "\\u00", "sk-", "://:",
    "https://a:b", "\u{200B}", "Ａ", "[secret:", "00", "AKIA ", "sig=", "'\"", "\n ",
  ]

  @Test(arguments: shapes.map { ($0, 1 << 18) } + [("aB3", 1 << 20), ("token: ", 1 << 20)])
  func aVeryLongLineIsScanned(shape: String, bytes: Int) {
    let secret = ["ghp_", String(repeating: "a1B2c3", count: 6)].joined()
    let line = String(repeating: shape, count: bytes / shape.utf8.count)
    let isLeaked = SecretScanner.masked("\(line) \(secret) end").contains(secret)
    #expect(!isLeaked)
  }

  @Test func manySecretsOnOneLineAreAllMasked() {
    var generator = SeededGenerator(seed: 3)
    let secrets = PlantedSecret.all(using: &generator).filter { !$0.text.contains("\n") }
    let line = secrets.map(\.text).joined(separator: " and then ") + " and then "
    let masked = SecretScanner.masked(String(repeating: line, count: 20))
    let leaked = secrets.filter { masked.contains($0.secret) }.map(\.kind)
    #expect(leaked.isEmpty)
  }

  @Test func linesKeepTheirNumbers() {
    var generator = SeededGenerator(seed: 3)
    for secret in PlantedSecret.all(using: &generator) {
      let text = "one\n\(secret.text)\nlast"
      let masked = SecretScanner.masked(text)
      #expect(
        masked.split(separator: "\n", omittingEmptySubsequences: false).count == text.split(separator: "\n").count)
      #expect(masked.hasSuffix("\nlast"))
    }
  }
}
