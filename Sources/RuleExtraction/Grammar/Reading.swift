/// What the grammar made of a clause.
struct Reading: Hashable, Sendable {
  /// The form a wish takes.
  enum Frame: String, Hashable, Sendable, CaseIterable {
    /// "Use X."
    case imperative
    /// "Never X.", "Don't X.", "No X."
    case prohibition
    /// "You should X.", "Make sure that X."
    case address
    /// "Can you X?"
    case request
    /// "We use X.", "I prefer X."
    case habit
    /// "X lives in Y.", "Every X has Y."
    case fact
    /// "Tabs, not spaces."
    case nounPhrase
    /// "Why is there an X again?!"
    case complaint
    /// "Forget the X rule."
    case retraction
    /// Nothing that asks for anything.
    case none
  }

  var frame: Frame = .none
  var cues: Set<Cue> = []
  /// The main verb, where there is one.
  var verb: String?
  var negated = false
  /// The directive's words: from the verb on, or the whole fact or noun phrase.
  var body: [Token] = []
  /// The words before the verb of a fact.
  var subject: [Token] = []
  /// "when you commit", "in Python", as it stood before the main clause.
  var trigger: [Token] = []
  var reason: [Token] = []
  /// The words that bind the wish to the moment.
  var moment: [Token] = []
  var isQuestion = false
  var isExclamation = false
  /// "X gets pinned": the body was turned into "pin X".
  var isPassive = false
  /// A passive that says what must be, rather than what is.
  var isDuty = false
  /// A clause that asks for the other wishes of its message to be written into the rules.
  var recordsNeighbours = false
  /// A clause that holds nothing but cues: they belong to the clause before it.
  var isAfterthought = false
  /// A clause that asks for one piece of work.
  var ordersWork = false

  /// The words that carry the meaning, with the trigger.
  var words: [String] { (trigger + body).filter(\.isWord).map(\.form) }
}
