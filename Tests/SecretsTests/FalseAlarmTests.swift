import TestSupport
import Testing

@testable import Secrets

/// What people and programs write that is no secret.
@Suite struct FalseAlarmTests {
  private static let commonLines = """
    Never log passwords or tokens
    The password must have at least 12 characters and one digit
    Store secrets in the vault, not in .env
    We rotate the signing key every 90 days
    token: string
    password: z.string().min(8).max(64)
    const token = await getToken(user.id)
    const { accessToken, refreshToken } = useSession()
    if (apiKey === undefined) throw new MissingKeyError("API_KEY")
    export API_KEY=$(op read op://dev/api/key)
    export TOKEN=${GITHUB_TOKEN}
    password = os.environ["DB_PASSWORD"]
    secretKeyRef: {name: db-credentials, key: password}
    postgres://localhost:5432/main
    postgres://user:password@localhost:5432/app
    redis://cache:6379/0
    https://${USER}:${PASSWORD}@registry.example.org
    git@github.com:acme/app.git
    ssh://git@git.example.org:2222/acme/app.git
    Authorization: Bearer <token>
    Authorization: Bearer ${token}
    Use Basic authentication for the staging proxy
    Bearer tokens expire after fifteen minutes
    curl -H "Authorization: Bearer $TOKEN" https://api.example.org/v2/users
    the token bucket holds 100 tokens and refills 10 each second
    pass: 214 tests, fail: 0 tests
    PASS: TestE2E_LoginFlow (0.21s)
    --- FAIL: TestParser2_Nested (0.00s)
    api_version: 2024-10-21
    max_tokens: 4096
    key: value2
    primary key: id
    The key is to keep functions short
    Press the key F12 to open the tools
    pin: v4.1.7
    uses: actions/checkout@v4
    image: postgres:16.3-alpine3.20
    node_modules/.pnpm/react-dom@18.3.1_react@18.3.1/node_modules/react-dom/index.js
    /usr/lib/x86_64-linux-gnu/libgit2.so.1.7
    /home/user/projects/web-app/src/features/userAccountSettings2/handlers/index.tsx
    C:\\Users\\dev\\AppData\\Local\\Programs\\Python\\Python312\\python.exe
    src/components/__tests__/UserProfileCard.integration.test.tsx:42:17
    com.example.app.services.authentication.OAuth2AuthorizationServiceFactoryBean
    test_user_can_log_in_with_valid_credentials_and_second_factor
    getUserAccountSettingsByIdWithPermissionsAndRolesV2
    CONVERT_TZ_UTC_TO_LOCAL_TIMESTAMP_V2
    AbstractSingletonProxyFactoryBean2Impl
    TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    Use Conventional Commits 1.0.0
    Write dates as 2025-01-05T10:00:00.000Z
    2025-01-05T10:00:00.123456789+02:00 INFO server started on 0.0.0.0:8080
    at Object.<anonymous> (/app/dist/server.js:12:34567)
    0x7ffee4b2a9c0 in main () at src/main.c:42
    ssh-rsa is disabled on the new hosts
    sha256sum -c checksums.txt
    The JWT has three parts: header.payload.signature
    eyJ is how every JSON web token begins
    AKIA is how the access keys of AWS begin
    ghp_ and gho_ are prefixes of tokens
    -----BEGIN CERTIFICATE-----
    -----BEGIN PUBLIC KEY-----
    private key files end in .pem
    das Passwort ist zu kurz
    la contraseña es obligatoria
    le mot de passe est obligatoire
    a senha é obrigatória
    密码是必填的
    パスワードは必須です
    пароль: обязательное поле
    rgba(255, 255, 255, 0.87) and #1A2B3C4D
    padding: 0.5rem 1rem; z-index: 1000
    M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2z
    SELECT id, token_hash FROM sessions WHERE expires_at < now() - interval '30 days'
    client_id: web-frontend
    secret santa is on the 20th
    CREATE INDEX pk_user_settings_index ON user_settings (user_id)
    Prefer api-v2-response-wrapper over raw responses
    **Token usage**: the summary goes below
    credentials: "include"
    grant_type=client_credentials&scope=read
    x-request-id: req-for-docs
    """.split(separator: "\n").map(String.init)

  private static func random(
    _ alphabet: String, _ count: Int, _ generator: inout some RandomNumberGenerator
  ) -> String {
    let all = Array(alphabet)
    return String((0..<count).map { _ in all.randomElement(using: &generator) ?? "0" })
  }

  /// Lines with hashes, names and numbers of the kinds that tools print.
  private static func generatedLines(_ generator: inout SeededGenerator) -> [String] {
    let hexadecimal = "0123456789abcdef"
    let base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    func hex(_ count: Int) -> String { random(hexadecimal, count, &generator) }
    func word() -> String {
      ["parser", "account", "Settings", "render", "Button", "query", "index", "worker"].randomElement(using: &generator)
        ?? ""
    }
    return (0..<40).flatMap { number in
      [
        "commit \(hex(40))", "index \(hex(7))..\(hex(7)) 100644", "Merge \(hex(40)) into main",
        "id: \(hex(8))-\(hex(4))-4\(hex(3))-a\(hex(3))-\(hex(12))", "sha256:\(hex(64))",
        "\"integrity\": \"sha512-\(random(base64, 86, &generator))==\"", "etag: \"\(hex(32))\"",
        "checksum = \"\(hex(64))\"", "\(hex(64))  ltm-\(number).tar.gz",
        "resolved \"https://registry.example.org/\(word())/-/\(word())-\(number).tgz#\(hex(40))\"",
        "github.com/acme/\(word()) v1.\(number).0 h1:\(random(base64, 43, &generator))=",
        "src/\(word())/\(word())\(number)/\(word())\(word()).swift:\(number):17: warning: unused",
        "let \(word())\(word())\(number)\(word()) = \(word())(\(number))",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI\(random(base64, 43, &generator)) me@host",
        "<img src=\"data:image/png;base64,\(random(base64, 120, &generator))\">",
        "\(number) passed, \(number) failed in \(number).\(number)s", "user-\(hex(8)) joined room \(number)",
        "https://docs.example.org/d/\(random(base64.filter(\.isLetter), 30, &generator))/edit",
        "tool call toolu_\(random(base64.filter { $0.isLetter || $0.isNumber }, 24, &generator))",
        "the \(word()) token \(number) is parsed by the \(word())",
      ]
    }
  }

  @Test func ordinaryLinesAreLeftAlone() {
    var generator = SeededGenerator(seed: 11)
    let lines = Self.commonLines + Self.generatedLines(&generator)
    #expect(lines.count >= 400)
    let alarms = lines.filter(SecretScanner.findsSecret)
    print("false alarms: \(alarms.count) of \(lines.count) lines")
    for line in alarms.prefix(20) { print("  \(line)") }
    #expect(alarms.count * 100 <= lines.count)
  }
}
