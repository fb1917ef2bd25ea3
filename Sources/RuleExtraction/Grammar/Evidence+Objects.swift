/// What a wish is about: things that are always there, or pieces of the present work.
extension Evidence {
  mutating func addObject(_ reading: Reading) {
    guard reading.frame != .fact, reading.frame != .nounPhrase else { return }
    let object = reading.body.drop {
      $0.form == reading.verb || ["don't", "do", "not", "never", "no", "stop", "avoid"].contains($0.form)
    }
    .prefix(4)
    guard let first = object.first?.form, reading.frame != .retraction else { return }
    // "ask me before adding one": whoever works here.
    if ["me", "us"].contains(first), Self.hasGeneralCircumstance(reading.body) || !reading.trigger.isEmpty { return }
    let forms = reading.body.map(\.form)
    let isOfAll = zip(forms, forms.dropFirst()).contains { $0 == "of" && ["every", "each", "all"].contains($1) }
    let lasts = !reading.cues.isDisjoint(with: [.habitual, .never, .standing, .recorded, .repeated])
    if ["the", "a", "an"].contains(first), isOfAll || lasts { return }
    // "don't open a branch without": any branch.
    if reading.negated, ["a", "an"].contains(first) { return }
    if ["it", "this", "that", "them", "these", "those", "him", "her", "me", "us"].contains(first) {
      features.insert(.pronounObject)
    } else if first == "some" || first == "a" && ["want", "need", "like"].contains(reading.verb) {
      features.insert(.definiteObject)
    } else if ["the", "a", "an"].contains(first) || first == "all" && object.dropFirst().first?.form == "the" {
      let reach = Self.waysOfWorking.contains(reading.verb ?? "") ? reading.body.dropFirst().prefix(7) : object
      let isDurable = reach.contains { Lexicon.durableNouns.contains($0.form) }
      // "leave the date out of commits" is about all commits; "leave the log in for now" has said so already.
      let isBoundElsewhere =
        (reading.cues.contains(.passing) || reading.cues.contains(.pointing)) && !features.contains(.taskVerb)
      if !isDurable, !Self.namesGenericPlace(reading.body.map(\.form)), !isBoundElsewhere {
        features.insert(.definiteObject)
      }
    }
  }

  mutating func addSubject(_ reading: Reading) {
    let subject = reading.subject.map(\.form)
    guard let first = subject.first else { return }
    if ["all", "anything", "everything", "everyone", "everybody"].contains(first) { features.insert(.universal) }
    // "should have been": regret, not a wish.
    if reading.body.dropFirst(subject.count).first?.form == "should",
      reading.body.dropFirst(subject.count + 1).prefix(3).contains(where: { $0.form == "have" }),
      reading.body.dropFirst(subject.count + 1).prefix(4).contains(where: {
        $0.form == "been" || $0.form == "gotten" || $0.form.hasSuffix("ed")
      })
    {
      features.insert(.state)
    }
    let isGeneral =
      features.contains(.universal) || subject.contains("our")
      || (subject.last?.hasSuffix("s") == true && first != "this")
    if subject.contains("our"), !reading.negated, !features.contains(.presentWork) { features.insert(.ours) }
    if Self.isBarePlural(subject) { features.insert(.genericObject) }
    // What people who use the product may and must do is the product.
    if subject.prefix(2).contains(where: Self.people.contains) { features.insert(.product) }
    // "the old code always used": a story.
    if first == "the", ["always", "never"].contains(reading.verb),
      reading.body.dropFirst(subject.count + 1).first?.form.hasSuffix("ed") == true
    {
      features.insert(.past)
    }
    let isProduct = subject.contains { Lexicon.productNouns.contains($0) }
    if ["it", "he", "she", "they", "this", "that", "there", "it's", "what", "which", "who", "i", "these", "those"]
      .contains(first)
    {
      features.insert(.pronounObject)
      features.insert(.state)
    } else if first == "the", reading.cues.contains(.obligation), !subject.contains("our"),
      subject.last?.hasSuffix("s") != true, !subject.contains(where: { Lexicon.durableNouns.contains($0) })
    {
      features.insert(.product)
    } else if isProduct, !isGeneral || (first == "the" && !features.contains(.universal)) {
      features.insert(.product)
    } else if ["the", "a", "an"].contains(first), !subject.contains(where: { Lexicon.durableNouns.contains($0) }) {
      features.insert(.definiteObject)
    }
    let complement = reading.body.dropFirst(subject.count + 1).map(\.form)
    if ["is", "are"].contains(reading.verb), !reading.isPassive,
      features.isDisjoint(with: [.concrete, .version, .ours, .universal, .recorded])
    {
      features.insert(.copula)
    }
    if ["is", "are", "isn't", "aren't"].contains(reading.verb), complement.contains(where: { Self.states.contains($0) })
    {
      features.insert(.state)
    }
  }

  static let placementVerbs: Set<String> = [
    "go", "goes", "live", "lives", "belong", "belongs", "sit", "sits", "stay", "stays", "end", "ends", "start",
    "starts", "begin", "begins",
  ]

  static let duties: Set<String> = [
    "needs", "need", "must", "has", "have", "gets", "get", "carries", "carry", "goes", "go", "takes", "take",
    "requires", "may",
  ]

  private static func isBarePlural(_ subject: [String]) -> Bool {
    guard let first = subject.first, let last = subject.last else { return false }
    return last.hasSuffix("s") && !last.hasSuffix("ss")
      && !["the", "this", "these", "those", "my", "your", "some", "his", "her", "their"].contains(first)
  }

  private static let people: Set<String> = [
    "user", "users", "customer", "customers", "player", "players", "visitor", "visitors", "guest", "guests", "admin",
    "admins", "tenant", "subscriber", "buyer", "seller", "patient", "student", "students",
  ]

  static let states: Set<String> = [
    "failing", "broken", "red", "green", "wrong", "missing", "slow", "fine", "ok", "empty", "done", "ready", "down",
    "up", "flaky", "nice", "good", "bad",
    "great", "been", "passing", "working", "stuck", "gone", "here", "there", "weird", "ugly", "better", "correct",
    "right",
    "merged", "deployed", "crashing", "full",
  ]

  /// What binds a wish to the present work, apart from words such as "for now".
  mutating func addBinding(_ reading: Reading) {
    let tokens = reading.trigger + reading.body
    let forms = tokens.map(\.form)
    if Self.namesGenericPlace(forms) { features.insert(.genericPlace) }
    if Self.namesDefinitePlace(forms) { features.insert(.definitePlace) }
    // "follow naming.mdc" sends to one rule for the work at hand; "use tabs, as naming.mdc says" upholds it.
    let sendsToFile = reading.frame == .imperative && reading.body.dropFirst().first.map(RuleDocument.isFile) == true
    if sendsToFile || tokens.contains(where: Self.isSpecific) && !features.contains(.cited) {
      features.insert(.specific)
    }
    if forms.contains(where: { Self.workOnTheDesk.contains($0) }) || Self.namesOwnPiece(forms) {
      features.insert(.presentWork)
    }
    if Self.isStep(forms) { features.insert(.sequence) }
    if Self.addressesSpeaker(forms) { features.insert(.firstPerson) }
    if Self.hasGenericObject(reading) { features.insert(.genericObject) }
  }

  /// "node is 18.2", "all clusters are on 1.27": the versions that there are bind the work.
  static func statesVersion(_ reading: Reading) -> Bool {
    guard reading.frame == .fact, !reading.subject.isEmpty,
      ["is", "are", "goes", "go", "stays", "stay", "runs", "run"].contains(reading.verb)
    else { return false }
    let complement = reading.body.dropFirst(reading.subject.count + 1).prefix(4)
    return complement.contains { token in
      let parts = token.form.drop { $0 == "v" }.split(separator: ".", omittingEmptySubsequences: false)
      return (2...3).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
    }
  }

  mutating func addSurroundings(_ surroundings: Surroundings, _ reading: Reading) {
    if surroundings.words > 120 { features.insert(.longMessage) }
    if reading.ordersWork, reading.frame == .imperative, !features.contains(.taskVerb),
      features.isDisjoint(with: [.passing, .pointing, .generalTrigger])
    {
      features.insert(.order)
    }
    let asks: Set<Reading.Frame> = [.imperative, .prohibition, .address, .habit, .complaint]
    if asks.contains(reading.frame) {
      if surroundings.recordsRules { features.insert(.recorded) }
      if surroundings.citesRules { features.insert(.cited) }
    }
    guard !reading.ordersWork else { return }
    if surroundings.ordersWorkInSentence {
      features.insert(.workInSentence)
    } else if surroundings.ordersWorkInMessage {
      features.insert(.workInMessage)
    }
  }

  /// "for the plan", "in the new dialog": not "in the root", which is always there.
  private static func namesDefinitePlace(_ forms: [String]) -> Bool {
    let prepositions: Set<String> = ["for", "in", "on", "to", "into", "of", "from", "with", "at"]
    return forms.indices.dropLast(2).contains { index in
      prepositions.contains(forms[index]) && forms[index + 1] == "the"
        && !forms[(index + 2)...].prefix(2).contains {
          Lexicon.durableNouns.contains($0) || $0.hasSuffix("ies") || $0.hasSuffix("ers")
        }
    }
  }

  /// "in tests", "out of commits", "for new components".
  static func namesGenericPlace(_ forms: [String]) -> Bool {
    let prepositions: Set<String> = ["for", "in", "on", "to", "of", "from", "with", "at", "inside", "between"]
    return forms.indices.dropLast().contains { index in
      guard index > 0, prepositions.contains(forms[index]) || forms[index] == "under" else { return false }
      // "under vendor/", "in src/*": a place with many things in it.
      let place = forms[index + 1]
      if place.hasSuffix("/") || place.contains("/") && place.contains("*") { return true }
      if place == "your", forms.dropFirst(index + 2).first.map(spoken.contains) == true { return true }
      let noun = forms[(index + 1)...].prefix(3).prefix { $0.first?.isLetter == true && !prepositions.contains($0) }
      guard let head = noun.first(where: { places.contains($0) }) else { return false }
      return head == noun.first || !["the", "this", "these", "those", "that", "your", "a"].contains(noun.first ?? "")
    }
  }

  private static let spoken: Set<String> = [
    "answers", "replies", "responses", "explanations", "summaries", "messages", "commits",
  ]

  /// Kinds of things that work is done in, many of each.
  private static let places: Set<String> = [
    "tests", "commits", "components", "functions", "methods", "classes", "modules", "files", "migrations", "queries",
    "endpoints", "handlers", "controllers", "services", "models", "types", "interfaces", "variables", "constants",
    "branches", "prs", "answers", "replies", "explanations", "comments", "docs", "names", "packages", "scripts",
    "hooks",
    "identifiers", "views", "templates", "stylesheets", "configs", "logs", "messages", "exceptions", "errors", "loops",
    "headers",
    "routes", "tables", "columns", "imports", "exports", "reviews", "summaries", "titles", "docstrings", "strings",
  ]

  /// "our branch", "the pr".
  private static func namesOwnPiece(_ forms: [String]) -> Bool {
    zip(forms, forms.dropFirst()).contains { owner, piece in
      ["our", "the", "my", "your"].contains(owner)
        && ["branch", "pr", "session", "issue", "diff", "ticket"].contains(piece)
    }
  }

  /// "show me", "let me know".
  private static func addressesSpeaker(_ forms: [String]) -> Bool {
    zip(forms, forms.dropFirst()).contains { verb, person in
      person == "me" && ["show", "give", "tell", "let", "send", "for", "get", "help"].contains(verb)
    }
  }

  private static let workOnTheDesk: Set<String> = [
    "change", "changes", "fixes", "conflict", "conflicts", "task", "tasks", "plan", "upstream", "origin/main", "above",
    "below", "these", "latest", "remaining", "failing",
  ]

  /// A ticket, an address, one file or one function.
  private static func isSpecific(_ token: Token) -> Bool {
    let text = token.text
    if text.first == "#", text.dropFirst().first?.isNumber == true { return true }
    if text.contains("://") || text.hasSuffix("()") { return true }
    return text.contains("/") && !text.contains("*") && text.split(separator: "/").last?.contains(".") == true
  }

  private static func isStep(_ forms: [String]) -> Bool {
    guard let first = forms.first, let last = forms.last else { return false }
    if ["first", "then", "finally", "next"].contains(first) || ["first", "yourself", "too", "either"].contains(last) {
      return true
    }
    return zip(forms, forms.dropFirst()).contains { before, word in
      before == "to" && word == "first" || before == "and" && word == "then"
        || before == "you're" && ["done", "finished"].contains(word)
    }
  }

  static func hasGenericObject(_ reading: Reading) -> Bool {
    guard [.imperative, .prohibition, .address, .request, .habit].contains(reading.frame) else { return false }
    let object = reading.body.drop { $0.form == reading.verb || Self.beforeObject.contains($0.form) }
    guard let first = object.first?.form, first.count > 3 else { return false }
    let head = object.prefix(3).prefix { !["for", "in", "on", "of", "to", "and", ","].contains($0.form) }
    return head.last?.form.hasSuffix("s") == true
      && !["this", "these", "those", "some", "the"].contains(first)
  }

  private static let beforeObject: Set<String> = [
    "don't", "do", "not", "never", "no", "stop", "avoid", "use", "only", "always",
  ]
}
