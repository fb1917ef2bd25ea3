import RegularExpressions

/// Finds text that looks like a credential, so that it never reaches the store.
///
/// The forms are those that providers document for their keys, and the general look of a secret: a long run of mixed
/// characters, or a value next to a word such as "password".
package enum SecretScanner {
  /// Tells whether any part of the text looks like a credential.
  package static func findsSecret(in text: String) -> Bool {
    patterns.contains { $0.matches(text) }
      || text.split { $0.isWhitespace || "\"'`=,;()<>".contains($0) }.contains(where: looksRandom)
  }

  private static let patterns: [RegularExpression] = [
    #"-----BEGIN [A-Z ]*PRIVATE KEY"#,
    #"\b(AKIA|ASIA)[0-9A-Z]{16}\b"#,
    #"\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,})"#,
    #"\b(sk|pk|rk|lk|api|key|tok|token)[_-](live|test|stg|staging|prod|proj|ant|dev)?[_-]?[A-Za-z0-9_-]{12,}"#,
    #"\bxox[abposr]-[\w-]{10,}"#,
    #"\bAIza[\w-]{30,}"#,
    #"\beyJ[\w-]{8,}\.[\w-]{8,}"#,
    #"(?i)\b(pass(word|wd|phrase)?|secret|api[_ -]?key|access[_ -]?key|auth[_ -]?token|token)\b\s*(is|=|:)\s*["'`]?[^\s"'`]*[0-9!@#$%^&*][^\s"'`]*"#,
    #"(?i)[a-z][a-z0-9+.-]*://[^/\s:@]+:[^/\s@]+@"#,
  ].compactMap { try? RegularExpression($0) }

  /// A run of 20 and more letters and digits in which lower case, upper case and digits mix.
  private static func looksRandom(_ word: Substring) -> Bool {
    guard word.utf8.count >= 20, !word.contains("/"), !word.contains(".") else { return false }
    let changes = zip(word, word.dropFirst()).count { left, right in left.isNumber != right.isNumber }
    return changes >= 4 && word.contains(where: \.isUppercase) && word.contains(where: \.isLowercase)
  }
}
