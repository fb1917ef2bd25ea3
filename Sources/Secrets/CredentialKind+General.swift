extension CredentialKind {
  /// Credentials of no one provider.
  static let general: [CredentialKind] = [
    CredentialKind("json-web-token", #"eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)*"#),
    CredentialKind(
      "authorization", #"(?i:bearer|basic|digest|apikey|authorization:\s*token)\s+([\w+/.=~-]*[0-9+/=][\w+/.=~-]{11,})"#
    ),
    CredentialKind(address, #"[A-Za-z][A-Za-z0-9+.-]*://[^/\s:@"'<>]*:([^/\s@"'<>]+)@"#),
    CredentialKind(address, #"https?://([A-Za-z0-9_-]{20,})@"#),
    CredentialKind(named, #"(?:"# + words + #")"# + separator + #"["'`“„«]?([^\s"'`,;”»]{4,})"#),
    CredentialKind(named, #"(?:"# + eastAsianWords + #")(?:是|为|は|:|：|=|\s){1,4}["'`「“]?([!-~]{4,})"#),
    CredentialKind(
      prefixed, #"(?:sk|pk|rk|lk|api|key|tok|token|pat|secret)[_-](?:[A-Za-z0-9]{1,12}[_-]){0,4}([A-Za-z0-9]{12,})"#),
  ]

  /// A password in an address; a variable's name in its place is none.
  static let address = "url-credentials"
  /// A word for a secret, then a value: the value decides, by ``SecretValue``.
  static let named = "named-value"
  /// Key prefixes that are also words: only mixed letters and digits make them a key.
  static let prefixed = "api-key"

  /// Words for a secret: in English, German, Dutch, Spanish, Portuguese, Italian, French, Polish, Russian.
  private static let words =
    #"(?:[A-Za-z0-9_]{0,24}(?:Password|Passwd|Secret|Token|ApiKey|SecretKey|AccessKey)|(?i:pass(?:word|wd|phrase|code)?|pwd|pw|pin|secret(?:[_ -]?(?:key|token))?"#
    + #"|(?:api|access|private|signing|encryption|master|shared|service|client|account)[_ -]?(?:key|secret)"#
    + #"|(?:auth|access|refresh|bearer|api|bot|session|deploy)?[_ -]?token|credentials?|connection[_ -]?string"#
    + #"|kennwort|passwort|zugangscode|geheimnis|schlüssel|wachtwoord|contraseña|clave|senha|chave|palavra-passe"#
    + #"|parola d'ordine|chiave|mot de passe|mdp|jeton|clé|hasło|пароль|токен|ключ))"#
  private static let eastAsianWords = "密码|口令|密钥|令牌|密碼|パスワード|暗証番号|秘密鍵|トークン|비밀번호|토큰"
  private static let separator =
    #"(?:["'`\])]{0,2}\s{0,4}(?:=>|:=|=|:|->)\s{0,4}|\s+(?:for\s+\S{1,40}\s+)?(?i:is|was|ist|lautet|es|est|é|è|to|jest|это)\s+"#
    + #"|\s{1,4})"#
}
