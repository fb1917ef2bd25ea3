import TestSupport
import Testing

@testable import Secrets

/// What is found of credentials that were made up, in every form in which they may stand in a text.
@Suite struct PlantedSecretsTests {
  private static let seeds: [UInt64] = [1, 2, 3]

  private static func planted(_ seed: UInt64) -> [PlantedSecret] {
    var generator = SeededGenerator(seed: seed)
    return PlantedSecret.all(using: &generator)
  }

  /// A part of a credential of one length, or one that looks random alone, can be put together; words cannot.
  private static func isEncodable(_ planted: PlantedSecret, _ encoding: SecretEncoding) -> Bool {
    !encoding.breaks
      || planted.secret == planted.text && !planted.text.contains("\n") && !planted.kind.hasPrefix("random")
  }

  @Test(arguments: seeds)
  func everyKindIsFoundInPlainForm(seed: UInt64) {
    let planted = Self.planted(seed)
    #expect(Set(planted.map(\.kind)).count >= 55)
    for secret in planted {
      for text in [secret.text, "use \(secret.text) for staging", "- \(secret.text)\n- always run the tests"] {
        let masked = SecretScanner.masked(text)
        #expect(!masked.contains(secret.secret), "\(secret.kind)")
        #expect(SecretScanner.findsSecret(in: text), "\(secret.kind)")
      }
    }
  }

  @Test func aFindingNamesTheKind() {
    for secret in Self.planted(4) {
      #expect(SecretScanner.findings(in: "x \(secret.text) y").map(\.kind).contains(secret.kind), "\(secret.kind)")
    }
  }

  @Test func almostEverythingIsFoundInEveryEncoding() {
    var (found, all) = (0, 0)
    var missed: [String: [String]] = [:]
    for secret in Self.seeds.flatMap(Self.planted) {
      for encoding in SecretEncoding.allCases where Self.isEncodable(secret, encoding) {
        let masked = SecretScanner.masked("the thing for staging: \(encoding.encode(secret.text)) and that is it")
        let isFound = !encoding.leaks(of: secret).contains(where: masked.contains)
        all += 1
        found += isFound ? 1 : 0
        if !isFound { missed[encoding.rawValue, default: []].append(secret.kind) }
      }
    }
    print("planted credentials masked: \(found) of \(all)")
    for (encoding, kinds) in missed.sorted(by: { $0.key < $1.key }) { print("  missed in \(encoding): \(kinds)") }
    #expect(Double(found) >= 0.98 * Double(all))
  }

  @Test func maskingTwiceIsMaskingOnce() throws {
    for secret in Self.planted(5) {
      for encoding in SecretEncoding.allCases {
        let once = SecretScanner.masked("token: \(encoding.encode(secret.text)), password \(secret.text)")
        #expect(SecretScanner.masked(once) == once)
      }
    }
    try forAll { (generator: inout SeededGenerator) throws in
      let secrets = PlantedSecret.all(using: &generator).shuffled(using: &generator).prefix(3)
      let text = secrets.map { $0.text + Arbitrary.text(using: &generator) }.joined(separator: " ")
      let once = SecretScanner.masked(text)
      #expect(SecretScanner.masked(once) == once)
    }
  }
}
