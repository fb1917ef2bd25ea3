import Rules

/// The features of a directive from which its kind of action is told.
enum ActionFeatures {
  /// How many numbers there are for features.
  static let dimensions = 8192

  /// The features of a reading, in the order of their numbers.
  ///
  /// Words are hashed (FNV-1a), so that a model holds none of the words it learned from.
  static func features(of reading: Reading) -> [SoftmaxRegression.Feature] {
    let tokens = (reading.trigger + reading.body).filter(\.isWord).prefix(60)
    let forms = tokens.map(\.form)
    let stems = forms.map(stem)
    var words = stems.map { "word:\($0)" }
    let bounded = ["^"] + stems + ["$"]
    words += zip(bounded, bounded.dropFirst()).map { "pair:\($0) \($1)" }
    words += forms.filter { $0.count > 5 }.map { "start:\($0.prefix(5))" }
    words += forms.filter { $0.count > 6 }.map { "end:\($0.suffix(4))" }
    words += tokens.flatMap { shapes(of: $0.text) }
    words += forms.compactMap { Topics.toolGroups[$0] }.map { "group:\($0)" }
    var weights: [Int: Double] = [:]
    let length = Double(Set(words).count).squareRoot()
    for word in Set(words) { weights[number(of: word), default: 0] += 1 / max(1, length) }
    for (sign, value) in signs(of: reading, forms: forms) { weights[number(of: sign), default: 0] += value }
    return weights.sorted { $0.key < $1.key }.map { SoftmaxRegression.Feature(index: $0.key, value: $0.value) }
  }

  /// What the grammar and the known words say.
  private static func signs(of reading: Reading, forms: [String]) -> [(String, Double)] {
    var signs: [(String, Double)] = [("frame:\(reading.frame.rawValue)", 0.3)]
    if let verb = reading.verb { signs.append(("verb:\(stem(verb))", 0.5)) }
    if reading.negated { signs.append(("negated", 0.3)) }
    if !reading.moment.isEmpty { signs.append(("moment", 0.3)) }
    if !reading.trigger.isEmpty { signs.append(("trigger", 0.3)) }
    for key in ActionReader.parameters(of: reading).keys.map(\.rawValue).sorted() {
      signs.append(("parameter:\(key)", 0.4))
    }
    for kind in Action.Kind.allCases {
      let count = forms.count { Topics.words[kind]?.contains($0) == true }
      if count > 0 { signs.append(("topic:\(kind.rawValue)", 0.35 * min(3, Double(count)))) }
      if let verb = reading.verb, Topics.verbs[kind]?.contains(verb) == true {
        signs.append(("verbs:\(kind.rawValue)", 0.5))
      }
    }
    return signs
  }

  private static func stem(_ form: String) -> String {
    WordStems.stems(of: form).joined(separator: " ").isEmpty ? form : WordStems.stems(of: form).joined(separator: " ")
  }

  /// The look of an identifier, a path, a file name or a number.
  private static func shapes(of text: String) -> [String] {
    var shapes: [String] = []
    if text.contains("_") { shapes.append("shape:underscore") }
    if text.contains("/") { shapes.append("shape:slash") }
    if text.contains("(") { shapes.append("shape:call") }
    if text.contains("*") { shapes.append("shape:star") }
    if text.allSatisfy(\.isNumber) { shapes.append("shape:number") }
    if zip(text, text.dropFirst()).contains(where: { $0.isLowercase && $1.isUppercase }) { shapes.append("shape:hump") }
    if let dot = text.lastIndex(of: "."), dot > text.startIndex, text.distance(from: dot, to: text.endIndex) <= 5 {
      shapes.append("shape:file")
    }
    return shapes
  }

  /// The FNV-1a hash of a name, 32 bits, folded to the number of features.
  private static func number(of name: String) -> Int {
    let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return Int((hash ^ (hash >> 16)) % UInt32(dimensions))
  }
}
