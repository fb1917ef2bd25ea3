/// Tells a secret from a word, by its look alone.
enum SecretValue {
  /// Whether a value next to a word such as "password" is one: digits or marks between letters, as in "hunter2" and
  /// "Tr0ub4dor&3"; not "manager", "v2", "lib/auth.ts", "getToken()" or "oauth2".
  static func isNamed(_ value: String) -> Bool {
    var value = Substring(value)
    while let last = value.last, ".,;:!?)]}>*_~".contains(last) { value.removeLast() }
    let bytes = Array(value.utf8)
    guard bytes.count >= 6, !isPlaceholder(value) else { return false }
    let kinds = Classes(bytes)
    // A call, an index, a path, a member or a type of a program.
    if bytes.contains(where: { "(){}[]<>|".utf8.contains($0) }) { return false }
    if bytes.contains(UInt8(ascii: "/")), !RandomText.isMixed(bytes) { return false }
    if !kinds.hasDigit { return kinds.hasLetter && kinds.hasMark && !bytes.contains(UInt8(ascii: "\\")) }
    guard kinds.hasLetter else { return false }
    let word = value.lowercased()
    if plain.contains(word) || isVersion(word) || isName(value) { return false }
    return true
  }

  /// Whether what stands for the password in an address is one: anything but a variable or the word itself.
  static func isPassword(_ value: String) -> Bool {
    !isPlaceholder(Substring(value)) && !["password", "passwd", "pass", "pwd", "port"].contains(value.lowercased())
  }

  /// Whether a run behind a prefix such as `key_` is one: letters and digits.
  static func isPrefixed(_ value: String) -> Bool {
    let kinds = Classes(Array(value.utf8))
    return kinds.hasDigit && kinds.hasLetter && RandomText.changes(Array(value.utf8)) >= 2
  }

  private struct Classes {
    var hasDigit = false
    var hasLetter = false
    /// A mark that people put into passwords, and seldom into words.
    var hasMark = false

    init(_ bytes: [UInt8]) {
      for (index, byte) in bytes.enumerated() {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...: hasLetter = true
        default: if index < bytes.count - 1, "!@#$%^&".utf8.contains(byte) { hasMark = true }
        }
      }
    }
  }

  private static func isPlaceholder(_ value: Substring) -> Bool {
    guard let first = value.first else { return true }
    if "$<{[(%@#*&".contains(first) || value.hasPrefix("process.") || value.hasPrefix("os.") || value.hasPrefix("env.")
    {
      return true
    }
    let word = value.lowercased()
    return ["example", "placeholder", "changeme", "xxxx", "****", "your-", "your_", "dummy", "redacted", "...", "…"]
      .contains(where: word.holds)
  }

  /// "v1.2.3", "2024-05-01", "3.11", "16gb", "100ms".
  private static func isVersion(_ word: String) -> Bool {
    let rest = word.drop { !$0.isLetter }
    if rest.count <= 2, rest.allSatisfy(\.isLetter) { return true }
    let body = word.first == "v" ? word.dropFirst() : Substring(word)
    return !body.isEmpty && body.allSatisfy { $0.isNumber || ".-_:t+z".contains($0) }
  }

  /// Names of programs: words with at most one number at an end, such as `step2_token`, `user.id2`, `sha256sum`.
  private static func isName(_ value: Substring) -> Bool {
    // "PASS: TestE2E_Login".
    if value.hasPrefix("Test") || value.hasPrefix("test_") { return true }
    let parts = value.split { "._-:".contains($0) }
    guard parts.count > 1 || value.contains(where: \.isUppercase) || value.count >= 14 else { return false }
    return parts.allSatisfy { part in
      let letters = part.filter(\.isLetter)
      guard part.allSatisfy({ $0.isLetter || $0.isNumber }), letters.count >= 2 || letters.isEmpty else { return false }
      return RandomText.changes(Array(part.utf8)) <= 1 && letters.count > part.count / 2
        || part.allSatisfy(\.isNumber)
          && part.count <= 4
    }
  }

  private static let plain: Set<String> = [
    "oauth2", "oauth2.0", "base64", "base64url", "base32", "sha256", "sha512", "argon2", "argon2id", "pbkdf2", "utf-8",
    "rs256", "hs256", "es256", "hs512", "rs512", "ed25519", "x25519", "aes256", "aes-256", "aes-256-gcm", "md5sum",
    "bcrypt2", "scrypt", "string1", "string2", "uint8array", "int32", "int64", "uint64", "float32", "float64", "log4j",
    "web3", "http2", "ipv4", "ipv6", "s3cmd", "k8s-secret", "auth0", "neo4j",
  ]
}
