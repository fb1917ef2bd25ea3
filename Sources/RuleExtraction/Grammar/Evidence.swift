import Glibc

/// What speaks for and against a clause being a directive about how to work.
struct Evidence: Hashable, Sendable {
  /// One observation, with its weight in log-odds.
  enum Feature: String, Hashable, Sendable, CaseIterable {
    case imperative, prohibition, address, request, habit, fact
    case nounPhrase = "noun_phrase"
    case complaint, retraction
    case habitual, never, standing, passing, obligation, universal, repeated, preference, contrast, polite
    case conventionVerb = "convention_verb"
    case weakVerb = "weak_verb"
    case dutyOfAll = "duty_of_all"
    case negated
    case topic
    case severalTopics = "several_topics"
    case tool, concrete, placement, pattern, circumstance
    case taskVerb = "task_verb"
    case definiteObject = "definite_object"
    case pronounObject = "pronoun_object"
    case hedge, reported, past, permission, product, quotation, state
    case long, short
    case longMessage = "long_message"

    /// Set by hand on generated transcripts that no figure is reported on; 0.85 and more passes the default threshold.
    var weight: Double {
      switch self {
      case .imperative: 0.0
      case .prohibition: 0.9
      case .address: 0.1
      case .request: -1.2
      case .habit: 0.0
      case .fact: -0.7
      case .nounPhrase: -0.9
      case .complaint: 0.9
      case .retraction: 0.7
      case .habitual, .never: 2.2
      case .standing: 2.0
      case .passing: 1.3
      case .obligation: 0.2
      case .universal: 0.9
      case .repeated: 1.6
      case .preference: 1.6
      case .contrast: 1.1
      case .polite: 0.2
      case .conventionVerb: 0.9
      case .weakVerb: 0.3
      case .dutyOfAll: 0.8
      case .negated: 0.6
      case .topic: 0.6
      case .severalTopics: 0.3
      case .tool: 0.6
      case .concrete: 1.4
      case .placement: 1.3
      case .pattern: 0.8
      case .circumstance: 0.6
      case .taskVerb: -2.2
      case .definiteObject: -1.4
      case .pronounObject: -1.6
      case .hedge: -3
      case .reported: -4
      case .past: -4
      case .permission: -3
      case .product: -3.2
      case .quotation: -1.5
      case .state: -3
      case .long: -0.8
      case .longMessage: -1.2
      case .short: -0.6
      }
    }
  }

  /// The log-odds of a clause of which nothing is known.
  private static let prior = -0.6

  private(set) var features: Set<Feature> = []

  /// How sure it is that the user states a directive, 0…1: the logistic function of the weights' sum.
  var confidence: Double {
    let odds = Feature.allCases.reduce(Self.prior) { features.contains($1) ? $0 + $1.weight : $0 }
    return 1 / (1 + exp(-odds))
  }

  /// - Parameters:
  ///   - matchesPattern: whether a configured pattern matches the clause.
  ///   - messageWords: how many words the whole message has; long ones are specifications of a product.
  init(_ reading: Reading, matchesPattern: Bool, messageWords: Int = 0) {
    if let frame = Feature(rawValue: reading.frame == .nounPhrase ? "noun_phrase" : reading.frame.rawValue) {
      features.insert(frame)
    }
    for (cue, feature) in Self.cueFeatures where reading.cues.contains(cue) { features.insert(feature) }
    if matchesPattern { features.insert(.pattern) }
    if ActionReader.isConcrete(reading) { features.insert(.concrete) }
    if reading.frame == .fact, Self.placementVerbs.contains(reading.verb ?? "") { features.insert(.placement) }
    let words = reading.words
    // A verb of work is no subject: "run it" is about nothing.
    addTopics(words.filter { $0 != reading.verb || reading.frame == .nounPhrase })
    if Self.reportsState(reading) { features.insert(.state) }
    addVerb(reading)
    addObject(reading)
    if reading.frame == .fact { addSubject(reading) }
    if Self.hasContrast(reading.body) { features.insert(.contrast) }
    if !reading.trigger.isEmpty || Self.hasGeneralCircumstance(reading.body) { features.insert(.circumstance) }
    if reading.body.contains(where: { $0.kind == .quotation }) { features.insert(.quotation) }
    if words.count > 32 { features.insert(.long) }
    if reading.negated, [.address, .habit, .request].contains(reading.frame) { features.insert(.negated) }
    if messageWords > 120 { features.insert(.longMessage) }
    if reading.frame == .fact || reading.frame == .address, reading.cues.contains(.universal),
      reading.cues.contains(.obligation) || Self.duties.contains(reading.verb ?? "")
    {
      features.insert(.dutyOfAll)
    }
    if words.count < 2 { features.insert(.short) }
  }

  /// Tells whether anything in the clause frees the wish from the moment.
  var isStanding: Bool {
    !features.isDisjoint(with: [.habitual, .never, .standing, .universal, .repeated])
  }

  private static let cueFeatures: [(Cue, Feature)] = [
    (.habitual, .habitual), (.never, .never), (.standing, .standing), (.passing, .passing), (.obligation, .obligation),
    (.universal, .universal), (.repeated, .repeated), (.hedge, .hedge), (.reported, .reported), (.past, .past),
    (.permission, .permission), (.politeness, .polite),
  ]

  /// "never called", "no files found": what is, not what should be.
  private static func reportsState(_ reading: Reading) -> Bool {
    guard reading.frame == .prohibition else { return false }
    let first = reading.body.first?.form
    let isParticiple = { (form: String) in
      form.hasSuffix("ed") && form.count > 4
        || ["found", "written", "shown", "run", "left", "gets", "got", "been", "made"].contains(form)
    }
    if first == "never" { return reading.verb.map(isParticiple) == true && reading.verb != "run" }
    return first == "no" && reading.body.dropFirst(2).prefix(4).contains { isParticiple($0.form) }
  }

  private mutating func addTopics(_ words: [String]) {
    let topics = words.count { Topics.all.contains($0) || $0.hasSuffix("case") && $0.count > 5 }
    if topics > 0 { features.insert(.topic) }
    if topics > 1 { features.insert(.severalTopics) }
    if words.contains(where: { Topics.toolGroups[$0] != nil }) { features.insert(.tool) }
  }

  private mutating func addVerb(_ reading: Reading) {
    guard let verb = reading.verb else { return }
    if ["prefer", "favor", "favour", "avoid", "stick", "hate", "rather", "dislike"].contains(verb) {
      features.insert(.preference)
    }
    if ["stop", "quit"].contains(reading.body.first?.form) { features.insert(.preference) }
    if Self.waysOfWorking.contains(verb) {
      features.insert(.conventionVerb)
    } else if Self.weakVerbs.contains(verb) {
      features.insert(.weakVerb)
    } else if Lexicon.taskVerbs.contains(verb), !reading.negated {
      features.insert(.taskVerb)
    }
  }

  /// Verbs that ask for a way of working, whatever their object.
  private static let waysOfWorking: Set<String> = [
    "use", "keep", "name", "call", "put", "follow", "stick", "prefix", "pin", "treat", "indent", "respond", "annotate",
    "sort", "format", "wrap", "document",
    "place",
  ]

  /// Verbs that ask for a way of working as often as for one piece of work.
  private static let weakVerbs: Set<String> = [
    "write", "run", "ask", "explain", "answer", "reply", "leave", "type", "group", "import", "export", "return",
    "throw", "test", "commit", "list", "show",
  ]

  private mutating func addObject(_ reading: Reading) {
    guard reading.frame != .fact, reading.frame != .nounPhrase else { return }
    let object = reading.body.drop {
      $0.form == reading.verb || ["don't", "do", "not", "never", "no", "stop", "avoid"].contains($0.form)
    }
    .prefix(4)
    guard let first = object.first?.form else { return }
    if ["it", "this", "that", "them", "these", "those", "him", "her", "me", "us"].contains(first) {
      features.insert(.pronounObject)
    } else if ["the", "a", "an"].contains(first) {
      let isDurable = object.contains { Lexicon.durableNouns.contains($0.form) }
      if !isDurable { features.insert(.definiteObject) }
    }
  }

  private mutating func addSubject(_ reading: Reading) {
    let subject = reading.subject.map(\.form)
    guard let first = subject.first else { return }
    let isGeneral =
      features.contains(.universal) || subject.contains("our")
      || (subject.last?.hasSuffix("s") == true && first != "this")
    let isProduct = subject.contains { Lexicon.productNouns.contains($0) }
    if ["it", "he", "she", "they", "this", "that", "there", "it's", "what", "which", "who", "i", "these", "those"]
      .contains(first)
    {
      features.insert(.pronounObject)
      features.insert(.state)
    } else if isProduct, !isGeneral || (first == "the" && !features.contains(.universal)) {
      features.insert(.product)
    } else if ["the", "a", "an"].contains(first), !subject.contains(where: { Lexicon.durableNouns.contains($0) }) {
      features.insert(.definiteObject)
    }
    let complement = reading.body.dropFirst(subject.count + 1).map(\.form)
    if ["is", "are", "isn't", "aren't"].contains(reading.verb), complement.contains(where: { Self.states.contains($0) })
    {
      features.insert(.state)
    }
  }

  private static let placementVerbs: Set<String> = [
    "go", "goes", "live", "lives", "belong", "belongs", "sit", "sits", "stay", "stays", "end", "ends", "start",
    "starts", "begin", "begins",
  ]

  private static let duties: Set<String> = [
    "needs", "need", "must", "has", "have", "gets", "get", "carries", "carry", "goes", "go", "takes", "take",
    "requires", "may",
  ]

  private static let states: Set<String> = [
    "failing", "broken", "red", "green", "wrong", "missing", "slow", "fine", "ok", "empty", "done", "ready", "down",
    "up", "flaky", "nice", "good", "bad",
    "great", "passing", "working", "stuck", "gone", "here", "there", "weird", "ugly", "better", "correct", "right",
    "merged", "deployed", "crashing", "full",
  ]

  /// "X not Y", "X over Y", "X instead of Y", "X rather than Y".
  static func hasContrast(_ tokens: [Token]) -> Bool {
    let forms = tokens.map(\.form)
    return zip(forms, forms.dropFirst()).contains { pair in
      pair == ("instead", "of") || pair == ("rather", "than") || pair == (",", "not") || pair == (",", "never")
        || pair == (",", "no")
        || pair == ("en", "vez") || pair == ("statt", pair.1) || pair == ("au", "lieu")
    } || forms.dropFirst().contains { ["over", "vs", "statt", "instead"].contains($0) }
  }

  private static func hasGeneralCircumstance(_ tokens: [Token]) -> Bool {
    let starts: Set<String> = ["when", "whenever", "before", "after", "unless", "wenn", "bevor", "cuando", "quand"]
    guard let at = tokens.firstIndex(where: { starts.contains($0.form) }), at > 0, at + 1 < tokens.count else {
      return false
    }
    let next = tokens[at + 1].form
    return next != "this" && next != "that" && next != "the"
  }

}
