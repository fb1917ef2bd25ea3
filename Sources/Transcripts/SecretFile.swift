/// Files that lie beside transcripts and hold credentials.
enum SecretFile {
  /// Whether the last component of the path is the name of such a file.
  static func isNamed(_ path: String) -> Bool {
    if isOrdinary(path) { return false }
    guard let name = Packing.plainName(path).split(separator: "/").last.map({ $0.lowercased() }) else { return false }
    return names.contains(name) || endings.contains { name.hasSuffix($0) } || beginnings.contains { name.hasPrefix($0) }
  }

  /// Whether a name is one of the many that need no closer look: of JSON lines, and not with a letter that one of the
  /// beginnings has.
  private static func isOrdinary(_ name: String) -> Bool {
    guard name.hasSuffix(".jsonl"), let first = name.utf8.first, first != UInt8(ascii: ".") else { return false }
    return first | 0x20 != UInt8(ascii: "i") && !name.utf8.contains(UInt8(ascii: "/"))
  }

  private static let names: Set<String> = [
    "auth.json", "credentials.json", ".credentials.json", "credentials", ".netrc", ".npmrc", ".pypirc",
    ".git-credentials", "oauth_creds.json", ".env",
  ]
  private static let endings = [".pem", ".key", ".p12", ".pfx", ".keystore", ".jks", ".ppk", ".kdbx", ".env"]
  private static let beginnings = [".env.", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519"]
}
