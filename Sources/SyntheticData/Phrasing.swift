import Rules

/// Puts wishes into words.
struct Phrasing {
  var random: SplitMix64

  /// A wish in words, and as the person who labels it writes it down.
  struct Utterance {
    var text: String
    var description: String
    var reason: String?
  }

  /// A sentence or two that state one wish for good.
  ///
  /// - Parameter amongOthers: whether the message has other wishes too; then no bare complaint stands for one, because
  ///   what is wished has to be told from its neighbours.
  mutating func standing(_ directive: Directive, amongOthers: Bool = false) -> Utterance {
    var said = framed(directive, amongOthers: amongOthers)
    if random.chance(12), let complaint = random.pick(directive.wordings(.complaint)),
      said.description == directive.gold, said.text != complaint
    {
      said.text = closed(complaint) + " " + said.text
    } else if random.chance(10), let statement = random.pick(directive.wordings(.statement)),
      let wording = random.pick(directive.wordings(.imperative))
    {
      said = Utterance(text: closed(statement) + " so please " + wording, description: directive.gold)
    }
    if random.chance(18) { said.text = random.text(StandingFrames.openers) + " " + said.text }
    guard random.chance(45), let reason = random.pick(directive.wordings(.reason)) else { return said }
    said.reason = reason
    if let last = said.text.last, ".!?".contains(last) {
      said.text += " " + reason
    } else {
      said.text += random.text(StandingFrames.reasons).replacing("{}", with: reason)
    }
    return said
  }

  /// The wish said again: in other words, but often in words that are near the first ones.
  mutating func again(_ directive: Directive, after description: String) -> Utterance {
    let stems = Set(WordStems.stems(of: description))
    var best = standing(directive)
    guard random.chance(85) else { return best }
    for _ in 0..<4 {
      let other = standing(directive)
      let near = WordStems.dice(Set(WordStems.stems(of: other.description)), stems)
      if near > WordStems.dice(Set(WordStems.stems(of: best.description)), stems) { best = other }
    }
    return best
  }

  /// The wish in a language other than English, where the catalogue has it.
  mutating func foreign(_ directive: Directive) -> String? {
    random.pick([Directive.Form.german, .spanish, .french].flatMap(directive.wordings))
  }

  /// The wish in one of its forms, in a frame.
  private mutating func framed(_ directive: Directive, amongOthers: Bool) -> Utterance {
    let forms: [(form: Directive.Form, weight: Double)] = [
      (.imperative, 3.5), (.noun, 2.5), (.never, 2), (.stop, 1.2), (.statement, 1.2),
      (.complaint, amongOthers ? 0 : 1),
    ]
    let weights = forms.map { directive.wordings($0.form).isEmpty ? 0 : $0.weight }
    guard let choice = random.weighted(weights) else {
      return Utterance(text: directive.gold, description: directive.gold)
    }
    let form = forms[choice].form
    let wording = random.text(directive.wordings(form))
    let frames: [String] =
      switch form {
      case .imperative:
        // What only the assistant does is not said of the team.
        directive.kind == .behavior ? StandingFrames.imperative : StandingFrames.imperative + StandingFrames.team
      case .noun: StandingFrames.noun
      case .never: StandingFrames.never
      case .stop: StandingFrames.stop
      default: ["{}"]
      }
    return Utterance(
      text: random.text(frames).replacing("{}", with: wording),
      description: directive.description(of: wording, form: form))
  }

  /// A wish that is bound to the moment, and the words that bind it.
  mutating func passing(_ directive: Directive) -> (said: Utterance, scope: String)? {
    let aboutCode = directive.concern == .code && directive.conditions["activity"] == nil
    let isLocal = aboutCode && directive.kind != .behavior && directive.kind != .structure
    let frames = isLocal && random.chance(50) ? PassingFrames.code : PassingFrames.moment
    var wording = random.pick(directive.wordings(.imperative))
    var description = wording.map { directive.description(of: $0, form: .imperative) }
    if random.chance(25), let never = random.pick(directive.wordings(.never)) {
      wording = "don't " + never
      description = directive.description(of: never, form: .never)
    }
    guard let wording, var description, let frame = random.pick(frames) else { return nil }
    if description.hasPrefix("Never ") { description = "Do not " + description.dropFirst(6) }
    return (Utterance(text: frame.frame.replacing("{}", with: wording), description: description), frame.scope)
  }

  /// A sentence that takes a wish back.
  mutating func retraction(_ directive: Directive) -> String? {
    random.pick(directive.wordings(.imperative)).map {
      random.text(StandingFrames.retraction).replacing("{}", with: $0)
    }
  }

  /// A sentence by which one wish replaces another.
  mutating func replacement(of old: Directive, by new: Directive) -> String? {
    // "pnpm, not npm" says already what it is not.
    guard let before = random.pick(old.wordings(.noun).filter { !$0.contains(",") }),
      let after = random.pick(new.wordings(.noun).filter { !$0.contains(",") })
    else { return nil }
    return random.text(StandingFrames.replacement).replacing("{old}", with: before).replacing("{new}", with: after)
  }

  /// Several sentences as one message.
  mutating func joined(_ sentences: [String], asList: Bool) -> String {
    guard sentences.count > 1 else { return sentences.first ?? "" }
    if asList, random.chance(30) { return sentences.map { "- " + $0 }.joined(separator: "\n") }
    let separator = random.chance(25) ? "\n" : " "
    return sentences.dropLast().map { closed($0) + separator }.joined() + (sentences.last ?? "")
  }

  /// The sentence with an end.
  func closed(_ sentence: String) -> String {
    guard let last = sentence.last, last.isLetter || last.isNumber || "\"')*".contains(last) else { return sentence }
    return sentence + "."
  }
}

extension Phrasing {
  /// The text as its writer types: with capitals and stops, or with slips.
  mutating func typed(_ text: String, properly: Bool) -> String {
    if properly {
      return text.split(separator: "\n", omittingEmptySubsequences: false).map { Self.capitalised(String($0)) }
        .joined(separator: "\n")
    }
    guard random.chance(25) else { return text }
    return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard let slip = Self.slips[String(word)], random.chance(40) else { return String(word) }
      return slip
    }.joined(separator: " ")
  }

  /// The frequent slips of people in a hurry.
  private static let slips = [
    "don't": "dont", "you": "u", "please": "plz", "the": "teh", "because": "becuase", "again": "agian",
    "from": "form", "i'm": "im", "that's": "thats", "with": "wiht", "isn't": "isnt", "doesn't": "doesnt",
    "and": "adn", "your": "ur", "for": "fro", "without": "wihtout", "it's": "its", "files": "fiels",
  ]

  /// The line with capitals at the beginnings of sentences and for "I".
  private static func capitalised(_ line: String) -> String {
    var begins = true
    return line.split(separator: " ", omittingEmptySubsequences: false).map { part in
      var word = String(part)
      if word == "i" || word.hasPrefix("i'") { word = "I" + word.dropFirst() }
      if begins, word.allSatisfy({ ($0.isLetter && $0.isLowercase) || ",.!?:'".contains($0) }) {
        word = word.prefix(1).uppercased() + word.dropFirst()
      }
      if word != "-" { begins = word.last.map { ".!?".contains($0) } ?? begins }
      return word
    }.joined(separator: " ")
  }
}
