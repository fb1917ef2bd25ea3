/// What the rest of a message says about one of its clauses.
struct Surroundings: Hashable, Sendable {
  /// How many words the message has.
  var words = 0
  /// Whether the same sentence, or another, asks for one piece of work: a wish next to it is usually about that work.
  var ordersWorkInSentence = false
  var ordersWorkInMessage = false
  /// Whether the message asks to write its wishes into the project's rules, or points at those.
  var recordsRules = false
  var citesRules = false
}
