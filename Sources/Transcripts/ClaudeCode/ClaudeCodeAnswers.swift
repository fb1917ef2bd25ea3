import JSONReading

/// What a user answered to questions of the assistant that came with choices.
struct ClaudeCodeAnswers {
  /// What they typed. A choice is the assistant's wording, and left out.
  private(set) var typed: [String] = []

  /// More choices than any client offers; each may be looked for as often as there are choices.
  private static let labelLimit = 64

  /// - Parameter place: the tool's result as the client keeps it: the questions with their options, the answer to each,
  ///   and notes beside the answers.
  init(_ place: JSONCursor) throws(JSONBroken) {
    var (cursor, labels): (JSONCursor, Set<String>) = (place, [])
    var (questions, answers, annotations): (JSONCursor?, JSONCursor?, JSONCursor?)
    guard try cursor.enterObject() else { return }
    while let name = try cursor.nextName() {
      switch name {
      case "questions": try cursor.place(into: &questions)
      case "answers": try cursor.place(into: &answers)
      case "annotations": try cursor.place(into: &annotations)
      default: try cursor.skip()
      }
    }
    // Without the choices nobody knows what was typed.
    guard var questions, let answers, try questions.enterArray() else { return }
    while try questions.nextElement() { labels.formUnion(try Self.labels(&questions)) }
    guard labels.count <= Self.labelLimit else { return }
    for answer in try Self.strings(answers) { add(answer, except: labels) }
    if let annotations { for note in try Self.notes(annotations) { add(note, except: []) } }
  }

  /// Several choices are joined by commas; what was typed comes last.
  private mutating func add(_ answer: String, except labels: Set<String>) {
    var (rest, left) = (InjectedText.trimmed(answer), labels)
    // The longest, as one may begin another.
    while let label = left.filter({ rest.hasPrefix($0 + ", ") }).max(by: { $0.utf8.count < $1.utf8.count }) {
      rest = InjectedText.trimmed(String(rest.dropFirst(label.count + 2)))
      left.remove(label)
    }
    guard !rest.isEmpty, !labels.contains(rest) else { return }
    if case .human(let text) = ClaudeCodeText.classify(rest) { typed.append(text) }
  }

  private static func labels(_ cursor: inout JSONCursor) throws(JSONBroken) -> [String] {
    guard try cursor.enterObject() else { return [] }
    var options: JSONCursor?
    while let name = try cursor.nextName() {
      switch name {
      case "options": try cursor.place(into: &options)
      default: try cursor.skip()
      }
    }
    return try options?.strings(named: "label").compactMap(\.text).filter { !$0.isEmpty } ?? []
  }

  /// The strings that the members of an object are, and those in lists among them.
  private static func strings(_ place: JSONCursor) throws(JSONBroken) -> [String] {
    var (cursor, strings): (JSONCursor, [String]) = (place, [])
    guard try cursor.enterObject() else { return [] }
    while try cursor.nextName() != nil {
      var list = cursor
      if let text = try cursor.string() {
        strings.append(try text.checked())
      } else if try list.enterArray() {
        while try list.nextElement() { if let text = try list.string() { strings.append(try text.checked()) } }
      }
    }
    return strings
  }

  private static func notes(_ place: JSONCursor) throws(JSONBroken) -> [String] {
    var (cursor, notes): (JSONCursor, [String]) = (place, [])
    guard try cursor.enterObject() else { return [] }
    while try cursor.nextName() != nil {
      guard try cursor.enterObject() else { continue }
      var text: JSONString?
      while let name = try cursor.nextName() {
        switch name {
        case "notes": try cursor.string(into: &text)
        default: try cursor.skip()
        }
      }
      if let text { notes.append(try text.checked()) }
    }
    return notes
  }
}
