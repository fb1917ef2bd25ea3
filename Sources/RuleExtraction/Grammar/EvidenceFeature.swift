extension Evidence {
  /// One observation about a clause.
  enum Feature: String, Hashable, Sendable, CaseIterable {
    case imperative, prohibition, address, request, habit, fact
    case nounPhrase = "noun_phrase"
    case complaint, retraction
    case habitual, never, standing, passing, pointing, obligation, universal, repeated, preference, contrast, polite
    /// The user wants it written into the project's rules, or points at where it is written.
    case recorded, cited
    /// "let's use": for the two of us, now.
    case proposal
    case conventionVerb = "convention_verb"
    case weakVerb = "weak_verb"
    case dutyOfAll = "duty_of_all"
    case negated
    case topic
    case severalTopics = "several_topics"
    case tool, concrete, placement, pattern, circumstance
    case taskVerb = "task_verb"
    case definiteObject = "definite_object"
    /// "for the plan": a place in the present work.
    case definitePlace = "definite_place"
    case pronounObject = "pronoun_object"
    /// "test names": no article and more than one.
    case genericObject = "generic_object"
    /// "in tests", "of commits".
    case genericPlace = "generic_place"
    /// "when you add an endpoint".
    case generalTrigger = "general_trigger"
    /// "if the window is too small".
    case eventTrigger = "event_trigger"
    /// "our API": what is so for all who work here.
    case ours
    /// "rebase first": order and limits of this turn.
    case turn
    /// A thing with "please": there is nothing else that it could ask for.
    case wanted
    /// A version that the work is bound to.
    case version
    /// A tool's name alone says which of its kind to use.
    case choice
    /// Names of single files, addresses, ticket numbers.
    case specific
    /// "changes", "conflicts": what lies on the desk.
    case presentWork = "present_work"
    /// "first", "before you write": a step among steps.
    case sequence
    case firstPerson = "first_person"
    /// The clause itself orders a piece of work.
    case order
    /// "X is Y", without a duty.
    case copula
    case workInSentence = "work_in_sentence"
    case workInMessage = "work_in_message"
    /// The user says why.
    case reason
    case hedge, reported, past, permission, product, quotation, state
    case long, short
    case longMessage = "long_message"
  }
}
