/// The base forms of the verbs that the grammar knows.
enum Inflection {
  /// The verb of a form such as "using" or "running".
  static func verb(ofGerund form: String) -> String? {
    guard form.hasSuffix("ing"), form.count > 4 else { return nil }
    return base(of: form.dropLast(3))
  }

  /// The verb of a form such as "pinned", "used" or "written".
  static func verb(ofParticiple form: String) -> String? {
    if let known = irregular[form] { return known }
    guard form.hasSuffix("ed"), form.count > 3 else { return nil }
    return base(of: form.dropLast(2))
  }

  private static func base(of stem: Substring) -> String? {
    var candidates = [String(stem), stem + "e"]
    // "pinned" doubles its last letter, "applied" turns it.
    if let last = stem.last, stem.dropLast().last == last { candidates.append(String(stem.dropLast())) }
    if stem.last == "i" { candidates.append(stem.dropLast() + "y") }
    return candidates.first { Lexicon.conventionVerbs.contains($0) || Lexicon.taskVerbs.contains($0) }
  }

  private static let irregular: [String: String] = [
    "written": "write", "kept": "keep", "put": "put", "made": "make", "built": "build", "run": "run", "read": "read",
    "left": "leave", "thrown": "throw", "set": "set", "done": "do", "shown": "show", "given": "give", "split": "split",
    "chosen": "choose", "hidden": "hide", "spelled": "spell", "spelt": "spell", "caught": "catch",
  ]
}
