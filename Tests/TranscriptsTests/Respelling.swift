import Rules

/// Other spellings of JSON that mean the same: white space, the order of members, escapes.
enum Respelling {
  static func of(_ value: JSONValue, using generator: inout some RandomNumberGenerator) -> String {
    switch value {
    case .object(let members):
      // The order of a dictionary is another one in every run; the seed alone must decide.
      let shuffled = members.sorted { $0.key < $1.key }.shuffled(using: &generator)
      var texts: [String] = []
      for (name, value) in shuffled {
        texts.append(
          string(name, using: &generator) + space(using: &generator) + ":" + space(using: &generator)
            + of(value, using: &generator))
      }
      return list(texts, "{", "}", using: &generator)
    case .array(let elements):
      var texts: [String] = []
      for element in elements { texts.append(of(element, using: &generator)) }
      return list(texts, "[", "]", using: &generator)
    case .string(let text): return string(text, using: &generator)
    case .bool(let flag): return flag ? "true" : "false"
    case .integer(let number): return String(number)
    case .number(let number): return String(number)
    case .null: return "null"
    }
  }

  private static func list(
    _ texts: [String], _ opening: String, _ closing: String, using generator: inout some RandomNumberGenerator
  ) -> String {
    var spaced: [String] = []
    for text in texts { spaced.append(space(using: &generator) + text + space(using: &generator)) }
    return opening + (texts.isEmpty ? space(using: &generator) : spaced.joined(separator: ",")) + closing
  }

  private static func space(using generator: inout some RandomNumberGenerator) -> String {
    ["", "", "", " ", "\t", "\r", "  \t"].randomElement(using: &generator) ?? ""
  }

  private static func string(_ text: String, using generator: inout some RandomNumberGenerator) -> String {
    let escapes = Int.random(in: 0..<4, using: &generator)
    var spelled = "\""
    for scalar in text.unicodeScalars {
      let isPlain = scalar.value >= 0x20 && scalar != "\"" && scalar != "\\"
      if isPlain, escapes == 0 || Int.random(in: 0..<4, using: &generator) != 0 {
        spelled.unicodeScalars.append(scalar)
      } else if scalar == "\"" || scalar == "\\" || scalar == "/", Bool.random(using: &generator) {
        spelled += "\\\(scalar)"
      } else if scalar == "\n", Bool.random(using: &generator) {
        spelled += "\\n"
      } else {
        for unit in Character(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: Bool.random(using: &generator))
          spelled += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return spelled + "\""
  }
}
