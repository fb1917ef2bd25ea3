import TestSupport
import Testing

@testable import Secrets

@Suite struct SecretScannerTests {
  /// Made up, in the documented forms; joined at run time so that no scanner takes this file for a leak.
  private static let credentials: [String] = [
    ["AKIA", "QWERTYUIOP123456"], ["ghp_", "a1B2c3D4e5F6g7H8i9J0k1L2"], ["github_pat_", "11ABCDEFG0aBcDeFgHiJkL"],
    ["glpat-", "x1Y2z3A4b5C6d7E8f9"], ["sk-ant-", "api03-abc123def456ghi789jkl"], ["sk-proj-", "Ab12Cd34Ef56Gh78Ij90"],
    ["sk_live_", "51H8abcdEFGH1234ijkl"], ["xoxb-", "123456789012-abcdefGHIJ"],
    ["AIza", "SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p"],
    ["eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiIxMjM0In0.abc"], ["-----BEGIN OPENSSH ", "PRIVATE KEY-----"],
    ["-----BEGIN RSA ", "PRIVATE KEY-----"], ["postgres://admin:", "geheim@db.example.org/main"],
    ["https://user:", "pa55@example.org"], ["npm_", "abcdefghijklmnopqrstuvwxyz0123456789"],
    ["pypi-", "AgEIcHlwaS5vcmcCJDAwMDAwMDAw" + "MDAwMDAw"], ["dckr_pat_", "abcDEF123456ghiJKL789mno"],
    ["SG.", "abcdefghijklmnop1234.abcdefghijklmnop1234"], ["hf_", "abcdefGHIJKL1234567890mnop"],
    ["https://hooks.slack.com/services/", "T0001/B0001/abcdEFGH1234"],
    ["DefaultEndpointsProtocol=https;AccountKey=", "abcdefghijklmnop1234567890=="],
    ["Authorization: Bearer ", "abc123def456ghi789"], ["password = ", "Tr0ub4dor&3"],
    ["the password is ", "hunter2xyz"],
    ["DB_PASSWORD: ", "s3cr3t-value"], ["api key ", "9f8e7d6c5b4a39"], ["hvs.", "CAESIabcdefghij1234567890"],
    ["9d1f0c2b7a6e", "5d4c3b2a1f0e9d8c7b6a5f4e"], ["q9ZxT4vLmP2", "rW8sKdJ6hGfB3nC"],
    ["whsec_", "abcdEFGH1234ijklMNOP"], ["shpat_", "0123456789abcdef0123456789abcdef"],
  ].map { $0.joined() }

  @Test(arguments: credentials)
  func aCredentialIsFoundWhereverItStands(credential: String) {
    #expect(SecretScanner.findsSecret(in: credential))
    #expect(SecretScanner.findsSecret(in: "always use \(credential) for the staging bucket"))
  }

  @Test(arguments: [
    "Never log passwords or tokens", "Store secrets in the vault, not in .env", "Use a token bucket for rate limits",
    "Use the secret manager for every credential", "Keep API keys out of the repository",
    "Hash the password with argon2 before saving", "Put handlers in src/features/userAccountSettings2/handlers",
    "Name branches feature/PROJ-1234-short-description", "Use getUserAccountSettingsById for lookups",
    "Use SCREAMING_SNAKE_CASE for constants", "Prefer api-v2-response-wrapper over raw responses",
    "Pin pk_user_settings_index names", "Sign tokens with RS256", "Use https://example.org/docs/style#names",
    "Always run `swift test --parallel --filter RuleExtractionTests`", "Write dates as 2025-01-05T10:00:00Z",
    "Use Conventional Commits 1.0.0", "The basic structure of every handler stays the same",
    "Use test_user_can_log_in_with_valid_credentials as the pattern",
  ])
  func ordinaryDirectivesAreNoSecrets(text: String) {
    #expect(!SecretScanner.findsSecret(in: text))
  }

  @Test func anyTextIsScannedWithoutCrashing() throws {
    try forAll { (generator: inout SeededGenerator) throws in
      let text = (0..<10).map { _ in Arbitrary.text(using: &generator) }.joined(separator: "=")
      #expect(!SecretScanner.findsSecret(in: text))
    }
  }
}
