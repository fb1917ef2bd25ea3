/// A sentence that puts one wish in the place of another, rewritten so that the new wish stands first: "no longer X: Y
/// from here on" is "from now on Y, not X".
enum Replacement {
  /// The sentence as one wish; the sentence itself where it replaces nothing.
  static func rewritten(_ sentence: [Token]) -> [Token] {
    let closing = sentence.reversed().prefix { $0.kind == .mark && $0.form != ":" }.count
    let words = Array(sentence.dropLast(closing))
    guard words.count >= 5, words.count <= 60, let parts = parts(of: words) else { return sentence }
    let new = trimmed(parts.new)
    let old = trimmed(parts.old)
    guard !new.isEmpty, !old.isEmpty else { return sentence }
    // It is the whole sentence that says so.
    let whole = words.place
    let opening = ["from", "now", "on"].map { Token($0, range: whole) }
    return opening + new + [Token(",", kind: .mark), Token("not")] + old + sentence.suffix(closing)
  }

  private static func parts(of words: [Token]) -> (new: ArraySlice<Token>, old: ArraySlice<Token>)? {
    let forms = words.map(\.form)
    let start = ["actually", "ok", "so", "no"].contains(forms[0]) && forms[1] == "," ? 2 : 0
    // "no longer X: Y from here on".
    if forms[start...].starts(with: ["no", "longer"]), let colon = forms.firstIndex(of: ":"), colon + 1 < words.count {
      return (words[(colon + 1)...], words[(start + 2)..<colon])
    }
    // "scrap X, we do Y now", "we decided against X, so it's Y now".
    let against = forms.prefix(8).firstIndex(of: "against")
    let begins = forms[start] == "scrap" ? start + 1 : against.map { $0 + 1 }
    if let begins, let comma = forms[begins...].firstIndex(of: ","), comma + 2 < words.count {
      let rest = words[(comma + 1)...].drop { leading.contains($0.form) }
      let isSaid = rest.startIndex > comma + 1
      if isSaid { return (rest, words[begins..<comma]) }
    }
    // "Y from now on and no longer X", "changed my mind: Y from now on, not X".
    let now = zip(forms.indices, zip(forms.dropFirst(), forms.dropFirst(2))).first { index, next in
      ["from", "form"].contains(forms[index]) && ["now", "here"].contains(next.0) && next.1 == "on"
    }?.0
    if let now, now > start + 1, now + 4 < words.count {
      let rest = forms[(now + 3)...]
      let old: Int? =
        rest.starts(with: ["and", "no", "longer"]) ? now + 6 : rest.starts(with: [",", "not"]) ? now + 5 : nil
      guard let old, old < words.count else { return nil }
      let head = forms[..<now].lastIndex(of: ":").map { $0 + 1 } ?? start
      return (words[head..<now], words[old...])
    }
    // "we've switched from X to Y".
    if let from = forms.prefix(start + 6).firstIndex(of: "from"), from > start,
      moves.contains(forms[from - 1]), forms[start..<from].contains(where: speakers.contains),
      let to = forms[(from + 1)...].firstIndex(of: "to"), to > from + 1, to + 1 < words.count
    {
      return (words[(to + 1)...], words[(from + 1)..<to])
    }
    // "instead of X i want Y".
    if forms[start...].starts(with: ["instead", "of"]),
      let want = forms.indices.dropFirst(start + 3).first(where: {
        ["i", "we", "i'd"].contains(forms[$0]) && $0 + 2 < forms.count
          && ["want", "prefer", "like", "use", "do", "need", "rather"].contains(forms[$0 + 1])
      })
    {
      return (words[(want + 2)...], words[(start + 2)..<want])
    }
    return nil
  }

  /// Who says that they go over to something else, and how.
  private static let speakers: Set<String> = [
    "we", "we've", "we're", "i", "i've", "i'm", "team", "everyone", "everything",
  ]
  private static let moves: Set<String> = [
    "switched", "switching", "moved", "moving", "migrated", "migrating", "changed", "went", "gone", "over",
  ]
  /// What stands between the old way and the new one.
  private static let leading: Set<String> = ["so", "it's", "its", "we", "do", "use", "now", "are", "on", "is", "it"]

  private static func trimmed(_ tokens: ArraySlice<Token>) -> [Token] {
    var tokens = tokens.drop { !$0.isWord }
    for tail in [["everywhere"], ["now"], ["from", "now", "on"], ["from", "here", "on"]] {
      while let last = tokens.last, !last.isWord, last.text != ")" { tokens.removeLast() }
      if tokens.count > tail.count, tokens.suffix(tail.count).map(\.form) == tail { tokens.removeLast(tail.count) }
    }
    while let last = tokens.last, !last.isWord, last.text != ")" { tokens.removeLast() }
    return Array(tokens)
  }
}
