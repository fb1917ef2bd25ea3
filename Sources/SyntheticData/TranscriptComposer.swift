import Rules

/// Writes one transcript and, beside it, what a person would find in it.
struct TranscriptComposer {
  let id: String
  let project: Project
  var ledger: Ledger
  var phrasing: Phrasing
  private(set) var segments: [TranscriptSegment] = []
  private(set) var labels = TranscriptLabels()
  private var clock: Int64
  /// The wishes of this transcript, by the place of their gold rule; for saying them again.
  private var stated: [(directive: Directive, rule: Int)] = []
  private var usedPassing: [String] = []

  init(id: String, project: Project, ledger: Ledger, random: SplitMix64, start: Int64) {
    self.id = id
    self.project = project
    self.ledger = ledger
    phrasing = Phrasing(random: random)
    clock = start
  }

  /// Writes the user's turns with what the assistant says in between.
  mutating func compose(turns: Int, mix: RuleMix) {
    for _ in 0..<turns {
      let place = phrasing.random.weighted([mix.persistent, mix.shortTerm, mix.irrelevant]) ?? 2
      let label = SegmentLabel.allCases[place]
      let message: String? =
        switch label {
        case .persistent: standingMessage()
        case .shortTerm: passingMessage()
        case .irrelevant: nil
        }
      say(message ?? irrelevantMessage(), label: message == nil ? .irrelevant : label)
      if phrasing.random.chance(88) { reply() }
    }
  }

  /// The index that the next segment will have.
  private var next: Int { segments.count }

  private mutating func append(_ speaker: TranscriptSegment.Speaker, _ content: String, label: SegmentLabel? = nil) {
    let time = Timestamp(seconds: clock)
    segments.append(TranscriptSegment(speaker: speaker, content: content, type: label, timestamp: time))
    clock += Int64(5 + phrasing.random.below(240))
  }

  private mutating func say(_ message: String, label: SegmentLabel) {
    labels.segments.append(TranscriptLabels.Segment(index: next, label: label))
    append(.user, message, label: label)
  }

  private mutating func typed(_ text: String) -> String {
    phrasing.typed(text, properly: project.writesProperly)
  }
}

// MARK: - What lasts

extension TranscriptComposer {
  private mutating func standingMessage() -> String? {
    switch phrasing.random.weighted([72, 12, 5, 7, 4]) {
    case 1: repeated() ?? newWishes()
    case 2: saidTwice() ?? newWishes()
    case 3: replaced() ?? newWishes()
    case 4: retracted() ?? newWishes()
    default: newWishes() ?? repeated()
    }
  }

  /// One to three wishes that nobody stated in this project so far.
  private mutating func newWishes() -> String? {
    var wanted = (phrasing.random.weighted([70, 22, 8]) ?? 0) + 1
    let areSeveral = wanted > 1
    var sentences: [String] = []
    var candidates = phrasing.random.shuffled(DirectiveCatalogue.all)
    // People settle first how the code of their main language is to look.
    if phrasing.random.chance(90) {
      let main = project.languages.first
      candidates = candidates.filter { $0.isConvention(of: main) } + candidates.filter { !$0.isConvention(of: main) }
    }
    for directive in candidates where wanted > 0 && project.suits(directive) && !ledger.knows(directive.group) {
      guard !usedPassing.contains(directive.group) else { continue }
      // What is said in another language stands alone: its description would not share a word with the message.
      if sentences.isEmpty, wanted == 1, phrasing.random.chance(25), let text = phrasing.foreign(directive) {
        record(directive, Phrasing.Utterance(text: text, description: directive.gold))
        return text
      }
      let said = phrasing.standing(directive, amongOthers: areSeveral)
      record(directive, said)
      sentences.append(said.text)
      wanted -= 1
    }
    guard !sentences.isEmpty else { return nil }
    return surrounded(sentences)
  }

  /// Notes a new wish that this segment states.
  private mutating func record(_ directive: Directive, _ said: Phrasing.Utterance) {
    let rationale = said.reason ?? "Standing wish about how to work"
    let rule = add(directive, description: said.description, rationale: rationale)
    ledger.live.append(Ledger.Entry(directive: directive, root: rule, description: said.description))
  }

  @discardableResult
  private mutating func add(
    _ directive: Directive, description: String, rationale: String, supersedes: [String] = [], sameAs: String? = nil
  ) -> String {
    var action = directive.action
    action.description = description
    let rule = GoldRule(
      id: "\(id)_r\(labels.rules.count + 1)", segments: [next], decision: .store,
      matchCriteria: directive.matchCriteria, action: action, rationale: rationale,
      supersedes: supersedes, sameAs: sameAs)
    stated.append((directive, labels.rules.count))
    labels.rules.append(rule)
    return rule.id
  }

  /// A wish of an earlier session, said again in other words.
  private mutating func repeated() -> String? {
    let known = ledger.live.filter { entry in !stated.contains { $0.directive == entry.directive } }
    guard let entry = phrasing.random.pick(known) else { return nil }
    let said = phrasing.again(entry.directive, after: entry.description)
    add(
      entry.directive, description: said.description, rationale: "Repeats the wish of an earlier session",
      sameAs: entry.root)
    return surrounded([said.text])
  }

  /// A wish of this session, said again.
  private mutating func saidTwice() -> String? {
    let known = stated.filter { ledger.root(of: $0.directive) != nil }
    guard let (directive, rule) = phrasing.random.pick(known), !labels.rules[rule].segments.contains(next) else {
      return nil
    }
    labels.rules[rule].segments.append(next)
    return surrounded([phrasing.again(directive, after: labels.rules[rule].action.description).text])
  }

  /// A wish in the place of another of its group.
  private mutating func replaced() -> String? {
    for entry in phrasing.random.shuffled(ledger.live) where !ledger.closedGroups.contains(entry.directive.group) {
      let others = DirectiveCatalogue.all.filter {
        $0.group == entry.directive.group && $0 != entry.directive && project.suits($0)
      }
      guard let directive = phrasing.random.pick(others),
        let text = phrasing.replacement(of: entry.directive, by: directive)
      else { continue }
      let rule = add(
        directive, description: directive.gold, rationale: "Replaces an earlier wish", supersedes: [entry.root])
      ledger.replace(entry, by: directive, root: rule, description: directive.gold)
      return typed(text)
    }
    return nil
  }

  /// A wish taken back.
  private mutating func retracted() -> String? {
    for entry in phrasing.random.shuffled(ledger.live) {
      guard let text = phrasing.retraction(entry.directive) else { continue }
      ledger.retract(entry)
      var action = entry.directive.action
      action.description = "No longer " + action.description.prefix(1).lowercased() + action.description.dropFirst()
      action.parameters = (action.parameters ?? [:]).merging([ParameterKey.wanted.rawValue: false]) { $1 }
      labels.rules.append(
        GoldRule(
          id: "\(id)_r\(labels.rules.count + 1)", segments: [next], decision: .store,
          matchCriteria: entry.directive.matchCriteria, action: action, rationale: "Takes an earlier wish back",
          supersedes: [entry.root], isRetraction: true))
      return typed(text)
    }
    return nil
  }

  /// The wishes with what people say before and after them.
  private mutating func surrounded(_ sentences: [String]) -> String {
    var parts = sentences
    if phrasing.random.chance(10), let text = passingSentence() { parts.append(text) }
    let isBare = !phrasing.random.chance(35)
    if isBare { return typed(phrasing.joined(parts, asList: true)) }
    if phrasing.random.chance(70) {
      parts.insert(distractor(besideWish: true), at: 0)
    } else {
      parts.append(distractor(besideWish: true))
    }
    let text = typed(phrasing.joined(parts, asList: false))
    guard phrasing.random.chance(8) else { return text }
    return text + "\n\n" + filled(phrasing.random.text(Distractors.pasted))
  }
}

// MARK: - What passes

extension TranscriptComposer {
  private mutating func passingMessage() -> String? {
    guard let text = passingSentence() else { return nil }
    guard phrasing.random.chance(35) else { return typed(text) }
    let other = distractor(besideWish: true)
    let parts = phrasing.random.chance(70) ? [other, text] : [text, other]
    return typed(phrasing.joined(parts, asList: false))
  }

  /// A wish for the moment, which nobody in the project has for good.
  private mutating func passingSentence() -> String? {
    if phrasing.random.chance(40), let turn = phrasing.random.pick(PassingFrames.turns),
      !usedPassing.contains(turn.gold)
    {
      usedPassing.append(turn.gold)
      let action = Action(
        type: .behavior, description: turn.gold, parameters: [ParameterKey.scope.rawValue: .string(turn.scope)])
      addPassing(action, MatchCriteria(type: .context, value: turn.scope, context: [:]))
      return turn.frame
    }
    for directive in phrasing.random.shuffled(DirectiveCatalogue.all)
    where project.suits(directive) && !ledger.knows(directive.group) && !usedPassing.contains(directive.group) {
      guard let (said, scope) = phrasing.passing(directive) else { continue }
      usedPassing.append(directive.group)
      var action = directive.action
      action.description = said.description
      action.parameters = (action.parameters ?? [:]).merging([ParameterKey.scope.rawValue: .string(scope)]) { $1 }
      addPassing(action, directive.matchCriteria)
      return said.text
    }
    return nil
  }

  private mutating func addPassing(_ action: Action, _ criteria: MatchCriteria) {
    labels.rules.append(
      GoldRule(
        id: "\(id)_r\(labels.rules.count + 1)", segments: [next], decision: .ignore, matchCriteria: criteria,
        action: action, rationale: "Bound to the moment"))
  }
}

// MARK: - What is neither

extension TranscriptComposer {
  private mutating func irrelevantMessage() -> String {
    switch phrasing.random.weighted([76, 18, 6]) {
    case 1:
      let opener = phrasing.random.text(Distractors.pasteOpeners)
      return filled(opener + phrasing.random.text(Distractors.pasted))
    case 2: return phrasing.random.text(Distractors.foreign)
    default:
      let parts = (0..<(phrasing.random.chance(20) ? 2 : 1)).map { _ in distractor() }
      return typed(phrasing.joined(parts, asList: false))
    }
  }

  /// A sentence that wishes nothing; beside a wish it is not one that says that nothing matters.
  private mutating func distractor(besideWish: Bool = false) -> String {
    let weights = [3, 2, 1.5, 1, 1.5, besideWish ? 0 : 1.2, 1.8]
    let kind = phrasing.random.weighted(weights) ?? 0
    return filled(phrasing.random.text(Distractors.sentences[kind]))
  }

  /// The text with things of the project in its gaps.
  private mutating func filled(_ text: String) -> String {
    let noun = phrasing.random.text(Distractors.nouns)
    let article = "aeiou".contains(noun.prefix(1)) ? " an " : " a "
    return text.replacing("~", with: "\n").replacing(" a {noun}", with: article + noun)
      .replacing("{noun}", with: noun).replacing("{file}", with: file())
      .replacing("{n}", with: String(2 + phrasing.random.below(90)))
  }

  private mutating func file() -> String {
    guard let place = phrasing.random.pick(project.places) else { return "README" }
    return place.directory + phrasing.random.text(["parser", "cart", "index", "seat_map", "loader"]) + "."
      + place.ending
  }

  /// What the assistant and its tools say: it may repeat wishes or claim some, and its code follows none in particular.
  private mutating func reply() {
    if phrasing.random.chance(8) {
      append(.tool, filled(phrasing.random.text(Distractors.pasted)))
    }
    var parts = [filled(phrasing.random.text(AssistantPhrases.openings))]
    if phrasing.random.chance(25), let stated = stated.last {
      parts.append(
        phrasing.random.text(AssistantPhrases.promises).replacing("{}", with: stated.directive.gold.lowercased()))
    } else if phrasing.random.chance(15), let other = phrasing.random.pick(DirectiveCatalogue.all) {
      parts.append(phrasing.random.text(AssistantPhrases.claims).replacing("{}", with: other.gold.lowercased()))
    }
    if phrasing.random.chance(35), let language = phrasing.random.pick(project.languages) {
      let style = SampleCode.Style(using: &phrasing.random)
      let code = SampleCode.text(
        language: language, names: ["row total", "last label"], function: "collect rows", style: style)
      parts.append("\n```\(language)\n\(code)```")
    }
    append(.assistant, parts.joined(separator: " "))
  }
}
