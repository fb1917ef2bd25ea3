/// Turns a short fact about how things are done into an order to do them so.
enum FactWriter {
  /// The most words of a subject that may become an object, and of what is said of it.
  private static let longestSubject = 6
  private static let longestComplement = 14

  /// The words of the order; nil where the fact is too entangled to be turned safely.
  static func imperative(_ reading: Reading) -> [Token]? {
    let subject = DescriptionWriter.embedded(reading.subject).filter {
      !["our", "my", "the", "your"].contains($0.form)
    }
    guard (1...longestSubject).contains(subject.count), !reading.subject.contains(where: isEntangled) else {
      return nil
    }
    if reading.isPassive {
      let order = reading.body.prefix(1) + DescriptionWriter.embedded(Array(reading.body.dropFirst()))
      return (reading.negated ? tokens("do not") : []) + order
    }
    guard !reading.negated else { return nil }
    let rest = Array(reading.body.dropFirst(reading.subject.count + 1))
    var complement = Array(rest.drop { ["always", "only", "to", "in"].contains($0.form) && rest.count > 1 })
    guard (1...longestComplement).contains(complement.count), !complement.contains(where: isEntangled) else {
      return nil
    }
    var verb = reading.verb
    if ["must", "should", "shall"].contains(verb), let main = complement.first?.form,
      ["have", "carry", "get", "use", "live", "go", "end", "start", "begin"].contains(main)
    {
      verb = main
      complement.removeFirst()
    }
    switch verb {
    case "is", "are", "in":
      let names = complement.contains { $0.form == "case" || $0.form.hasSuffix("case") }
      if names { return tokens("name") + subject + tokens("in") + complement }
      return rest.first.map { vagueComplements.contains($0.form) } == true || complement.count > 5
        ? nil : tokens("keep") + subject + complement
    case "go", "goes", "live", "lives", "belong", "belongs", "sit", "sits":
      guard let place = rest.first(where: { !["always", "only"].contains($0.form) })?.form,
        ["in", "into", "under", "inside", "next", "beside", "on"].contains(place)
      else { return nil }
      return tokens("put") + subject + tokens(place == "into" ? "in" : "") + rest.drop { $0.form == "into" }
    case "end", "ends", "start", "starts", "begin", "begins":
      guard let with = complement.first?.form, ["in", "with", "on", "by", "at"].contains(with) else {
        return rest.first?.form == "in" ? tokens("end") + subject + rest : nil
      }
      let base = verb?.hasPrefix("e") == true ? "end" : "start"
      return tokens(base) + subject + complement
    case "need", "needs", "has", "have", "get", "gets", "carry", "carries", "require", "requires":
      return tokens("give") + subject + complement
    case "use", "uses": return tokens("use") + complement + tokens("for") + subject
    default: return nil
    }
  }

  /// Words by which a clause holds another, or points to something outside it.
  private static func isEntangled(_ token: Token) -> Bool {
    token.kind == .mark && ![",", "(", ")"].contains(token.text) || entangling.contains(token.form)
  }

  private static let entangling: Set<String> = [
    "that", "which", "who", "it", "this", "those", "these", "there", "what", "when", "if", "because", "but", "so",
    "is", "are", "was", "were", "gets", "goes", "remain", "remains", "we", "you", "i", "they", "how", "why",
  ]
  private static let vagueComplements: Set<String> = [
    "a", "an", "the", "ok", "okay", "fine", "good", "done", "right", "wrong", "here", "how", "why", "gone", "out",
    "off", "up", "on", "all", "not", "no", "too", "so", "what", "where", "my", "our", "your", "of", "more", "still",
  ]

  private static func tokens(_ text: String) -> [Token] {
    text.split(separator: " ").map { Token(String($0)) }
  }
}
