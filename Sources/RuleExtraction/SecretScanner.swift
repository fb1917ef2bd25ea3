import RegularExpressions

/// Finds text that looks like a credential, so that it never reaches the store.
///
/// The forms are those that providers document for their keys, and the general look of a secret: a long run of mixed
/// characters, or a value next to a word such as "password". In doubt a text counts as a secret: a rule lost can be
/// said again, a secret committed cannot be taken back.
package enum SecretScanner {
  /// Tells whether any part of the text looks like a credential.
  package static func findsSecret(in text: String) -> Bool {
    known.contains { $0.matches(text) } || namesValue(text)
      || text.split { $0.isWhitespace || "\"'`=,;:()<>[]{}|&?".contains($0) }.contains(where: looksRandom)
  }

  /// The documented forms of keys and tokens.
  private static let known: [RegularExpression] = [
    #"-----BEGIN [A-Z0-9 ]*PRIVATE KEY"#,
    // Amazon, Google, Azure, DigitalOcean, Cloudflare, Alibaba.
    #"\b(AKIA|ASIA|AROA|ABIA|ACCA)[0-9A-Z]{16}\b"#, #"\bAIza[\w-]{30,}"#, #"\bya29\.[\w-]{20,}"#,
    #"\bGOCSPX-[\w-]{20,}"#, #"(?i)\b(Account|SharedAccess)Key=[A-Za-z0-9+/=]{20,}"#, #"\bdo[opr]_v1_[a-f0-9]{40,}"#,
    #"\bLTAI[A-Za-z0-9]{12,}\b"#,
    // Code hosts and package registries.
    #"\bgh[pousr]_[A-Za-z0-9]{20,}"#, #"\bgithub_pat_\w{20,}"#, #"\bgl(pat|dt|rt|ptt|cbt)-[\w-]{16,}"#,
    #"\bATATT3[\w=-]{20,}"#, #"\bATBB\w{20,}"#, #"\bnpm_[A-Za-z0-9]{30,}"#, #"\bpypi-[\w-]{30,}"#,
    #"\bdckr_pat_[\w-]{20,}"#, #"\brubygems_[a-f0-9]{30,}"#, #"\bcio[A-Za-z0-9]{32}\b"#,
    // Services and models.
    #"\bwhsec_[A-Za-z0-9]{16,}"#, #"\bxox[abeposr]-[\w-]{10,}"#, #"\bxapp-\d-[\w-]{10,}"#,
    #"hooks\.slack\.com/services/T\w+/B\w+/\w+"#, #"discord(app)?\.com/api/webhooks/\d+/[\w-]+"#,
    #"\b[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,}"#, #"\b\d{8,10}:AA[\w-]{30,}"#, #"\bSG\.[\w-]{16,}\.[\w-]{16,}"#,
    #"\b(AC|SK)[a-f0-9]{32}\b"#, #"\bkey-[a-f0-9]{32}\b"#, #"\bhf_[A-Za-z0-9]{20,}"#, #"\bgsk_[A-Za-z0-9]{20,}"#,
    #"\br8_[A-Za-z0-9]{20,}"#, #"\bsq0[a-z]{3}-[\w-]{20,}"#, #"\bshp(at|ca|pa|ss)_[a-fA-F0-9]{20,}"#,
    #"\b(hvs|hvb|hvr)\.[\w-]{20,}"#, #"\bdp\.(pt|st|ct|sa)\.[\w-]{20,}"#, #"\blin_api_\w{20,}"#, #"\bntn_\w{20,}"#,
    #"\bfigd_[\w-]{20,}"#, #"\bAGE-SECRET-KEY-1[A-Z0-9]{20,}"#, #"\bNRAK-[A-Z0-9]{20,}"#, #"\bPMAK-[\w-]{20,}"#,
    // Tokens of no one provider.
    #"\beyJ[\w-]{8,}\.[\w-]{8,}"#, #"(?i)\b(bearer|basic)\s+[A-Za-z0-9+/_.=-]*[0-9+/=][A-Za-z0-9+/_.=-]{11,}"#,
    #"(?i)[a-z][a-z0-9+.-]*://[^/\s:@]*:[^/\s@]+@"#,
  ].compactMap { try? RegularExpression($0) }

  /// Key prefixes that are also words: only a run of mixed letters and digits makes them a key.
  private static let prefixed = try? RegularExpression(
    #"\b(?:sk|pk|rk|lk|api|key|tok|token)[_-](?:[A-Za-z0-9]{1,12}[_-])*([A-Za-z0-9]{12,})"#)

  /// A word for a secret, then a value. The value is a secret when no word of a language looks like it.
  private static let named = try? RegularExpression(
    #"(?i)(?:^|[^a-z])(?:pass(?:word|wd|phrase|code)?|pwd|pw|secret(?:[_ -]?key)?|(?:api|access|private|signing|encryption)"#
      + #"[_ -]?key|(?:auth|access|refresh|bearer|api|bot)?[_ -]?token|credentials?|kennwort|passwort|contraseña)"#
      + #"(?:\s+(?:is|for\s+\S+\s+is|ist|es)\s+|\s*(?:=|:)\s*|\s+)["'`]?([^\s"'`,;]{4,})"#)

  private static func namesValue(_ text: String) -> Bool {
    guard let named, let prefixed else { return false }
    let isKey = prefixed.allMatches(in: text).contains { match in
      match[1].map { $0.contains(where: \.isNumber) && $0.contains(where: \.isLetter) } == true
    }
    return isKey
      || named.allMatches(in: text).contains { match in
        match[1].map(looksLikeValue) == true
      }
  }

  /// Digits or marks between letters: "hunter2", "Tr0ub4dor&3"; not "manager", "v2", "lib/auth.ts" or "oauth2".
  private static func looksLikeValue(_ value: Substring) -> Bool {
    let word = value.drop { "([{<$".contains($0) }
    guard word.count >= 6, word == value, !word.contains("/"), !word.hasSuffix(")") else { return false }
    let hasDigit = word.contains(where: \.isNumber)
    let hasLetter = word.contains(where: \.isLetter)
    let hasMark = word.dropLast().contains { "!@#$%^&*+~".contains($0) }
    let isPlain = ["oauth2", "base64", "sha256", "argon2", "pbkdf2", "utf-8", "rs256", "hs256", "ed25519"]
      .contains(word.lowercased())
    return hasLetter && (hasDigit || hasMark) && !isPlain
  }

  /// A run of 20 and more letters and digits in which lower case, upper case and digits mix, or of 32 and more
  /// hexadecimal digits.
  private static func looksRandom(_ word: Substring) -> Bool {
    guard word.utf8.count >= 20, !word.contains("."), !word.contains("…") else { return false }
    if word.utf8.count >= 32, word.allSatisfy(\.isHexDigit), word.contains(where: \.isNumber) { return true }
    let letters = word.utf8.filter { $0 != UInt8(ascii: "/") }
    // A path is not random: its parts are words.
    guard letters.count > word.utf8.count - 3 else { return false }
    var changes = 0
    var previous: Bool?
    for character in word where character.isLetter || character.isNumber {
      if let previous, previous != character.isNumber { changes += 1 }
      previous = character.isNumber
    }
    return changes >= 4 && word.contains(where: \.isUppercase) && word.contains(where: \.isLowercase)
  }
}
