/// A request for one piece of work, as against a way of working.
enum WorkOrder {
  /// Tells whether a clause orders work: "add a page", "let's fix it", "can you review this".
  static func isOne(_ reading: Reading) -> Bool {
    guard [.imperative, .request, .address].contains(reading.frame), !reading.negated, let verb = reading.verb,
      reading.cues.isDisjoint(with: [.habitual, .never, .standing, .recorded, .universal])
    else { return false }
    // "ask me before …" is how the work is done.
    if verb == "ask", reading.body.contains(where: { ["before", "when", "if"].contains($0.form) }) { return false }
    if Evidence.weakVerbs.contains(verb), Evidence.hasGenericObject(reading) { return false }
    if Lexicon.taskVerbs.contains(verb) { return true }
    guard !Evidence.waysOfWorking.contains(verb), !Evidence.preferences.contains(verb) else { return false }
    let object = reading.body.drop { $0.form == verb }.prefix(3)
    // "commit, then push": nothing is said about how.
    guard let first = object.first?.form, object.first?.isWord == true else { return true }
    return determiners.contains(first) && !object.contains { Lexicon.durableNouns.contains($0.form) }
  }

  private static let determiners: Set<String> = [
    "a", "an", "the", "this", "that", "these", "those", "it", "them", "some", "me", "my", "and", "then", "please",
  ]
}
