import Rules

/// What a wish chooses, as its parameters have it.
struct WishChoices: Hashable, Sendable {
  /// The choices that have only one value at a time.
  private let slots: [String: JSONValue]
  /// Other parameters, each as the texts in it.
  private let values: [String: Set<String>]
  /// The words of what the choice is made for, when that is a common thing such as `file`.
  private let commonTarget: Set<String>?
  /// What the choice is made for.
  private let target: String
  /// Whether a parameter limits the wish to or from a place.
  let isLimited: Bool

  /// Common enough that two wishes about it may be about different ones: component files, test files.
  private static let commonTargets: Set<String> = [
    "file", "variable", "function", "type", "constant", "branch", "column", "class", "directory", "method", "table",
  ]
  private static let slotWords = WishWords.set(
    "name call case identifier convention style switch follow stick write new code go now back project put keep make here "
      + "them their our within under most limit column character char begin start end text")
  private static let plainWords = WishWords.set("put keep write new only")
  private static let placeWords = WishWords.set("name begin start end")
  private static let width = ParameterKey.maxLineLength.rawValue
  /// Parameters that say nothing about whether two wishes are the same.
  private static let plainKeys: Set<String> = [
    ParameterKey.target.rawValue, ParameterKey.scope.rawValue, ParameterKey.wanted.rawValue,
    ParameterKey.exceptions.rawValue, "except_path", "except", "there", "allowed", "apply_allowed", "plan_only",
  ]
  /// Parameters of which there is one value for what the wish is about.
  private static let singleKeys: Set<String> = [
    ParameterKey.format.rawValue, ParameterKey.suffix.rawValue, ParameterKey.prefix.rawValue, "type", "method",
    "commas",
    "style", "order", "msrv", "version", "library", "representation",
  ]
  /// Parameters that two different wishes easily have in common.
  private static let looseKeys: Set<String> = [
    ParameterKey.command.rawValue, ParameterKey.tool.rawValue, "type", "file", "section", "library", "function",
  ]

  init(_ rule: Rule) {
    let action = rule.action
    slots = Self.slots(of: action)
    var values: [String: Set<String>] = [:]
    for (key, value) in action.parameters ?? [:] where !Self.plainKeys.contains(key) {
      let texts = value.strings.map { $0.lowercased() }
      if !texts.isEmpty { values[key] = Set(texts) }
    }
    self.values = values
    target = action.text(.target)?.lowercased() ?? ""
    commonTarget = Self.commonTargets.contains(target) ? Set(WishWords.words(of: target)) : nil
    isLimited = action.parameters?["except_path"] != nil || action.parameters?["there"] != nil
  }

  /// Whether two wishes choose the same, or another, value for the same thing; nil when they choose for different ones.
  func relation(to other: WishChoices, _ words: Set<String>, _ otherWords: Set<String>) -> Bool? {
    let shared = slots.keys.filter { other.slots[$0] != nil }
    guard !shared.isEmpty else { return nil }
    let isForParts = shared.allSatisfy { $0.hasPrefix("convention of ") } ? commonTarget != nil : shared == [Self.width]
    if isForParts {
      let plain = Self.slotWords.union(commonTarget ?? []).union(valueWords).union(other.valueWords)
      let (own, theirs) = (words.subtracting(plain), otherWords.subtracting(plain))
      // Component files and test files.
      if !own.isEmpty, !theirs.isEmpty, own.isDisjoint(with: theirs) { return nil }
    }
    return !shared.contains { slots[$0] != other.slots[$0] }
  }

  /// One wish uses what the other forbids.
  func refuse(_ other: WishChoices) -> Bool {
    let keys = [ParameterKey.forbidden.rawValue, ParameterKey.insteadOf.rawValue]
    let forbidden = keys.compactMap { values[$0] }.reduce(into: Set<String>()) { $0.formUnion($1) }
    guard !forbidden.isEmpty else { return false }
    return other.values.contains { key, texts in !keys.contains(key) && !forbidden.isDisjoint(with: texts) }
  }

  /// Whether both give different values for what there is only one of, in words that are about the same thing.
  func differ(from other: WishChoices, _ words: Set<String>, _ otherWords: Set<String>) -> Bool {
    let keys = values.keys.filter { key in
      Self.singleKeys.contains(key) && other.values[key].map { $0.isDisjoint(with: values[key] ?? []) } == true
    }
    guard !keys.isEmpty, isForSame(as: other) else { return false }
    let (own, theirs) = (
      words.subtracting(valueWords.subtracting(otherWords)), otherWords.subtracting(other.valueWords.subtracting(words))
    )
    let shared = own.intersection(theirs).subtracting(Self.placeWords).count
    return shared >= 2 && shared * 10 >= min(own.count, theirs.count) * 6
  }

  private func isForSame(as other: WishChoices) -> Bool {
    target.isEmpty || other.target.isEmpty || target == other.target
  }

  /// Whether both name the same particular thing, in words that are about the same.
  func agree(with other: WishChoices, _ words: Set<String>, _ otherWords: Set<String>) -> Bool {
    let keys = values.keys.filter { key in
      other.values[key].map { !$0.isDisjoint(with: values[key] ?? []) } == true
    }
    guard !keys.isEmpty, isForSame(as: other) else { return false }
    let plain = valueWords.union(Self.plainWords)
    let (own, theirs) = (words.subtracting(plain), otherWords.subtracting(plain))
    let shared = own.intersection(theirs).count
    let isLoose = keys.allSatisfy { Self.looseKeys.contains($0) }
    if isLoose { return shared >= 2 && shared * 10 >= min(own.count, theirs.count) * 6 }
    // A wish that names nothing but the thing.
    if own.isEmpty || theirs.isEmpty { return keys.contains(ParameterKey.forbidden.rawValue) }
    return shared >= 1 && shared * 3 >= min(own.count, theirs.count)
  }

  /// The words of the values.
  var valueWords: Set<String> {
    Set(values.values.flatMap { $0 }.flatMap { WishWords.words(of: $0) })
  }

  private static func slots(of action: Action) -> [String: JSONValue] {
    var slots: [String: JSONValue] = [:]
    let target = action.text(.target) ?? ""
    if let convention = action.parameters?[ParameterKey.convention.rawValue] {
      slots["convention of \(target)"] = convention
    }
    if let tool = action.parameters?[ParameterKey.tool.rawValue], !target.isEmpty { slots["tool for \(target)"] = tool }
    for key in [ParameterKey.quotes, .semicolons, .indent, .exports, .maxLineLength, .trailingCommas, .imports] {
      if let value = action.parameters?[key.rawValue] { slots[key.rawValue] = value }
    }
    if slots[ParameterKey.indent.rawValue] == "spaces", let width = action.parameters?[ParameterKey.width.rawValue] {
      slots["columns of indent"] = width
    }
    return slots
  }
}
