/// What speaks for and against a clause being a directive about how to work.
struct Evidence: Hashable, Sendable {
  var features: Set<Feature> = []

  /// - Parameters:
  ///   - matchesPattern: whether a configured pattern matches the clause.
  ///   - surroundings: what else the message says; long ones are specifications of a product.
  init(_ reading: Reading, matchesPattern: Bool, surroundings: Surroundings = Surroundings()) {
    if let frame = Feature(rawValue: reading.frame == .nounPhrase ? "noun_phrase" : reading.frame.rawValue) {
      features.insert(frame)
    }
    for (cue, feature) in Self.cueFeatures where reading.cues.contains(cue) { features.insert(feature) }
    if matchesPattern { features.insert(.pattern) }
    if ActionReader.isConcrete(reading) || Self.namesLetterCase(reading) { features.insert(.concrete) }
    if reading.frame == .nounPhrase, reading.body.count <= 2,
      reading.body.allSatisfy({ Topics.toolGroups[$0.form] != nil })
    {
      features.insert(.choice)
    }
    if reading.frame == .fact,
      Self.placementVerbs.contains(reading.verb ?? "") || reading.isDuty
        || reading.subject.contains(where: { $0.form == "our" })
          && ["return", "returns", "carry", "carries", "speak", "speaks"].contains(reading.verb)
    {
      features.insert(.placement)
    }
    let words = reading.words
    // A verb of work is no subject: "run it" is about nothing.
    addTopics(words.filter { $0 != reading.verb || reading.frame == .nounPhrase })
    if Self.reportsState(reading) { features.insert(.state) }
    addVerb(reading)
    addObject(reading)
    if Self.hasContrast(reading.body) { features.insert(.contrast) }
    if !reading.reason.isEmpty { features.insert(.reason) }
    if Self.hasGeneralTrigger(reading) || Self.hasWorkersCircumstance(reading.body) { features.insert(.generalTrigger) }
    if Self.isTurn(reading) { features.insert(.turn) }
    // "for the prototype", "for this demo": work that is not to last.
    if !Self.throwaways.isDisjoint(with: reading.trigger.map(\.form)) { features.insert(.passing) }
    if Self.asksForThings(reading) { features.insert(.wanted) }
    if reading.frame == .nounPhrase, Self.namesAmount(reading.body.map(\.form)) { features.insert(.contrast) }
    if Self.hasEventTrigger(reading) { features.insert(.eventTrigger) }
    if reading.frame == .retraction, !Set(reading.words).isDisjoint(with: ["rule", "convention", "thing", "habit"]) {
      features.insert(.conventionVerb)
    }
    if !reading.trigger.isEmpty || Self.hasGeneralCircumstance(reading.body) { features.insert(.circumstance) }
    if reading.body.contains(where: { $0.kind == .quotation }) { features.insert(.quotation) }
    if words.count > 32 { features.insert(.long) }
    if reading.negated, [.address, .habit, .request].contains(reading.frame) { features.insert(.negated) }
    if Self.statesVersion(reading) { features.insert(.version) }
    addSurroundings(surroundings, reading)
    addBinding(reading)
    if reading.frame == .fact { addSubject(reading) }
    if reading.frame == .fact || reading.frame == .address, reading.cues.contains(.universal),
      reading.cues.contains(.obligation) || Self.duties.contains(reading.verb ?? "")
    {
      features.insert(.dutyOfAll)
    }
    if words.count < 2 { features.insert(.short) }
  }

  private static let cueFeatures: [(Cue, Feature)] = [
    (.habitual, .habitual), (.never, .never), (.standing, .standing), (.passing, .passing), (.pointing, .pointing),
    (.obligation, .obligation),
    (.universal, .universal), (.repeated, .repeated), (.hedge, .hedge), (.reported, .reported), (.past, .past),
    (.permission, .permission), (.politeness, .polite), (.recorded, .recorded), (.cited, .cited),
    (.proposal, .proposal),
  ]

  /// "never called", "no files found": what is, not what should be.
  private static func reportsState(_ reading: Reading) -> Bool {
    guard reading.frame == .prohibition else { return false }
    let first = reading.body.first?.form
    let isParticiple = { (form: String) in
      form.hasSuffix("ed") && form.count > 4
        || ["found", "written", "shown", "run", "left", "gets", "got", "been", "made", "seen", "heard", "had", "gone"]
          .contains(form)
    }
    if first == "never" { return reading.verb.map(isParticiple) == true && reading.verb != "run" }
    let rest = reading.body.dropFirst(2).prefix(4)
    return first == "no" && rest.contains { isParticiple($0.form) && !attributes.contains($0.form) }
  }

  /// Participles that name a kind of thing.
  private static let attributes: Set<String> = [
    "named", "shared", "nested", "generated", "typed", "unused", "hardcoded", "hard-coded", "deprecated", "embedded",
    "inlined", "detailed", "required", "untyped", "cached", "unneeded", "needed",
  ]

  /// "lower case keywords".
  private static func namesLetterCase(_ reading: Reading) -> Bool {
    let forms = reading.body.map(\.form)
    return forms.contains { ["lowercase", "uppercase", "lower-case", "upper-case"].contains($0) }
      || zip(forms, forms.dropFirst()).contains { ["lower", "upper"].contains($0) && $1 == "case" }
  }

  private mutating func addTopics(_ words: [String]) {
    let topics = words.count { Topics.all.contains($0) || $0.hasSuffix("case") && $0.count > 5 }
    if topics > 0 { features.insert(.topic) }
    if topics > 1 { features.insert(.severalTopics) }
    if words.contains(where: { Topics.toolGroups[$0] != nil }) { features.insert(.tool) }
  }

  private mutating func addVerb(_ reading: Reading) {
    guard let verb = reading.verb else { return }
    if Self.preferences.contains(verb) {
      features.insert(.preference)
    }
    if ["stop", "quit"].contains(reading.body.first?.form) { features.insert(.preference) }
    // "all cases use the flag" tells what is; "images get pinned" what is to be.
    if reading.frame == .fact, !reading.isPassive { return }
    if Self.waysOfWorking.contains(verb) {
      features.insert(.conventionVerb)
    } else if Self.weakVerbs.contains(verb) {
      features.insert(.weakVerb)
    } else if Lexicon.taskVerbs.contains(verb), !reading.negated, reading.frame != .fact {
      // "whenever you fix a bug, add a test": what is always to be done is no piece of work.
      let isGeneral =
        Self.hasGeneralTrigger(reading) || Self.hasGeneralCircumstance(reading.body)
        || verb == "give" && reading.cues.contains(.universal) || reading.cues.contains(.recorded)
        || Self.hasContrast(reading.body)
        || !reading.cues.isDisjoint(with: [.habitual, .never, .repeated, .standing]) && !Self.making.contains(verb)
      let isProcess = Self.processVerbs.contains(verb) && !reading.cues.isDisjoint(with: [.passing, .pointing])
      features.insert(isGeneral || isProcess ? .weakVerb : .taskVerb)
    }
  }

  /// "… before you finish", "… after each change": any time.
  private static func hasWorkersCircumstance(_ tokens: [Token]) -> Bool {
    let forms = tokens.map(\.form)
    return forms.indices.dropLast(2).contains { index in
      guard index > 0, ["before", "after", "whenever", "when"].contains(forms[index]) else { return false }
      let next = forms[index + 1]
      let isOne = forms[(index + 2)...].prefix(3).contains {
        ["this", "that", "it", "these", "go", "start"].contains($0)
      }
      return !isOne
        && ["you", "each", "every"].contains(next)
    }
  }

  /// "short answers please": things of a kind, and no verb.
  private static func asksForThings(_ reading: Reading) -> Bool {
    guard reading.frame == .nounPhrase, reading.cues.contains(.politeness), reading.body.count <= 8 else {
      return false
    }
    let forms = reading.body.map(\.form)
    let isDefinite = forms.contains { ["the", "this", "that", "these", "my", "me", "a", "an"].contains($0) }
    let begins = forms.first.map { Lexicon.taskVerbs.contains($0) || Lexicon.conventionVerbs.contains($0) } ?? true
    return !isDefinite && !begins && forms.contains { $0.hasSuffix("s") && !$0.hasSuffix("ss") && $0.count > 3 }
  }

  /// "one behaviour per test", "at most 50 characters".
  private static func namesAmount(_ forms: [String]) -> Bool {
    guard let first = forms.first else { return false }
    let isCount = ["one", "two", "three", "1", "2", "3"].contains(first)
    return isCount && forms.contains { ["per", "each", "every", "that", "only"].contains($0) }
      || forms.prefix(2) == ["at", "most"] || forms.prefix(2) == ["at", "least"]
      || forms.contains("per") && forms.count > 3
  }

  /// "rebase first", "hold off on code", "explain it simply": the order and the limits of this turn.
  private static func isTurn(_ reading: Reading) -> Bool {
    guard [.imperative, .request, .address, .prohibition].contains(reading.frame),
      reading.cues.isDisjoint(with: [.habitual, .standing, .recorded, .universal])
    else { return false }
    let forms = reading.body.map(\.form)
    if forms.prefix(2) == ["hold", "off"] { return true }
    if reading.verb == "explain", forms.dropFirst().first.map({ ["it", "this", "that"].contains($0) }) == true {
      return !Set(forms).isDisjoint(with: ["simply", "simple", "briefly", "slowly", "terms"])
    }
    guard let first = forms.lastIndex(of: "first"), first > 0, !["the", "and", "a"].contains(forms[first - 1]) else {
      return false
    }
    let next = first + 1 < forms.count ? forms[first + 1] : ","
    let isTold = forms.prefix(3).contains("me") || Lexicon.taskVerbs.contains(forms[0]) || forms.count <= 5
    return [",", "before"].contains(next) && (isTold || next == "before" || first == 1)
      && !forms.contains { ["each", "every", "a", "any"].contains($0) }
  }

  private static let throwaways: Set<String> = [
    "prototype", "demo", "spike", "experiment", "poc", "hackathon", "mockup", "draft", "throwaway", "workshop",
  ]

  /// With these a thing is made or changed once, even "everywhere".
  private static let making: Set<String> = [
    "add", "update", "change", "implement", "create", "make", "fix", "build", "rename", "replace", "remove", "get",
  ]

  /// Steps of the work, as against what is made.
  private static let processVerbs: Set<String> = [
    "check", "push", "pull", "deploy", "commit", "tag", "release", "tell", "give", "start", "review", "show", "explain",
    "delete", "touch", "set",
  ]

  /// Verbs that say what the user likes and doesn't.
  static let preferences: Set<String> = ["prefer", "favor", "favour", "avoid", "stick", "hate", "rather", "dislike"]

  /// Verbs that ask for a way of working, whatever their object.
  static let waysOfWorking: Set<String> = [
    "use", "keep", "name", "call", "put", "follow", "stick", "prefix", "pin", "treat", "indent", "respond", "annotate",
    "sort", "format", "wrap", "document",
    "place", "skip", "verwende", "verwenden", "benutze", "benutzen", "nutze", "nutzen", "usa", "usar", "usamos",
    "utiliza",
    "utilise",
    "utiliser", "utilisons", "utilisez", "usare", "gebruik",
  ]

  /// Verbs that ask for a way of working as often as for one piece of work.
  static let weakVerbs: Set<String> = [
    "write", "run", "ask", "explain", "answer", "reply", "leave", "type", "group", "import", "export", "return",
    "throw", "test", "commit", "list", "show", "address",
  ]

  /// "X not Y", "X over Y", "X instead of Y", "X rather than Y".
  static func hasContrast(_ tokens: [Token]) -> Bool {
    let forms = tokens.map(\.form)
    return zip(forms, forms.dropFirst()).contains { pair in
      pair == ("instead", "of") || pair == ("rather", "than") || pair == (",", "not") || pair == (",", "never")
        || pair == (",", "no")
        || pair == ("en", "vez") || pair == ("statt", pair.1) || pair == ("au", "lieu")
    } || forms.count > 1 && (forms.last == "only" || forms.first == "only")
      || zip(forms, forms.dropFirst()).contains { $0 == "only" && ["with", "when", "if", "after"].contains($1) }
      || forms.dropFirst().contains { ["over", "vs", "statt", "instead"].contains($0) }
  }

  /// "when you add an endpoint", "before pushing": any time, and done by whoever works here.
  static func hasGeneralTrigger(_ reading: Reading) -> Bool {
    let forms = reading.trigger.map(\.form)
    guard let first = forms.first, ["when", "whenever", "if", "before", "after"].contains(first), forms.count > 1 else {
      return false
    }
    let isWorker =
      forms.contains("you") || first != "if" && forms.contains { ["we", "i"].contains($0) }
      || Inflection.verb(ofGerund: forms[1]) != nil
    let isOne = forms.contains {
      ["the", "this", "that", "these", "those", "it", "it's", "you're", "done"].contains($0)
    }
    return isWorker && !isOne
  }

  /// "if the window is too small": an event in the product, not in the work.
  private static func hasEventTrigger(_ reading: Reading) -> Bool {
    let forms = reading.trigger.map(\.form)
    guard let first = forms.first, ["if", "when", "once"].contains(first), forms.count > 3, !hasGeneralTrigger(reading)
    else {
      return false
    }
    return !forms.contains { ["you", "we", "i"].contains($0) || Lexicon.durableNouns.contains($0) }
  }

  static func hasGeneralCircumstance(_ tokens: [Token]) -> Bool {
    let starts: Set<String> = ["when", "whenever", "before", "after", "unless", "wenn", "bevor", "cuando", "quand"]
    guard let at = tokens.firstIndex(where: { starts.contains($0.form) }), at > 0, at + 1 < tokens.count else {
      return false
    }
    let next = tokens[at + 1].form
    return next != "this" && next != "that" && next != "the"
  }
}
