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

    /// What a feature says, in log-odds.
    struct Weight: Hashable, Sendable {
      /// That the clause is a directive about how to work.
      let directive: Double
      /// That a directive is meant for later sessions too.
      let standing: Double

      init(_ directive: Double, _ standing: Double) {
        self.directive = directive
        self.standing = standing
      }
    }

    /// Set by hand; a directive passes the default threshold from 0.85 on.
    var weight: Weight {
      switch self {
      case .imperative: Weight(0, -0.2)
      case .prohibition: Weight(1.3, 0.1)
      case .address: Weight(0.3, 0)
      case .request: Weight(-0.6, -0.3)
      case .habit: Weight(0, 1.5)
      case .fact: Weight(-0.7, 0.8)
      case .nounPhrase: Weight(-0.7, 0.3)
      case .complaint: Weight(0.9, 1.2)
      case .retraction: Weight(1, 3)
      case .habitual, .never: Weight(2.2, 2.2)
      case .standing: Weight(2, 3)
      case .passing: Weight(2.3, -8)
      case .pointing: Weight(1, -8)
      case .obligation: Weight(0.2, 0)
      case .universal: Weight(0.9, 1)
      case .repeated: Weight(1.6, 2)
      case .preference: Weight(1.6, 1.5)
      case .contrast: Weight(1.25, 0.2)
      case .polite: Weight(0.6, 0)
      case .recorded: Weight(2.5, 4)
      case .cited: Weight(1, 0.3)
      case .proposal: Weight(-0.8, -0.8)
      case .conventionVerb: Weight(0.9, 0.2)
      case .weakVerb: Weight(0.3, 0)
      case .dutyOfAll: Weight(0.8, 0.8)
      case .negated: Weight(0.6, 0)
      case .topic: Weight(0.6, 0.3)
      case .severalTopics: Weight(0.3, 0.1)
      case .tool: Weight(0.6, 0.2)
      case .concrete: Weight(1.4, 1.2)
      case .placement: Weight(1.6, 0.5)
      case .generalTrigger: Weight(1, 1)
      case .eventTrigger: Weight(-1.5, -0.5)
      case .ours: Weight(1.2, 0.5)
      case .turn: Weight(6, -6)
      case .wanted: Weight(1.3, 0.3)
      case .version: Weight(2.3, 0.8)
      case .pattern: Weight(0.8, 0.5)
      case .circumstance: Weight(0.6, 0.4)
      case .taskVerb: Weight(-2.2, -0.5)
      case .definiteObject: Weight(-1.4, -1)
      case .definitePlace: Weight(0, -1)
      case .pronounObject: Weight(-1.6, -1.2)
      case .genericObject: Weight(0.3, 0.5)
      case .genericPlace: Weight(0.6, 0.8)
      case .choice: Weight(1.8, 1)
      case .specific: Weight(0, -1)
      case .presentWork: Weight(0, -1.2)
      case .sequence: Weight(0.3, -1.5)
      case .firstPerson: Weight(0, -0.5)
      case .order: Weight(-0.8, -1.2)
      case .copula: Weight(-1, 0)
      case .workInSentence: Weight(0.3, -1.6)
      case .workInMessage: Weight(0, -0.7)
      case .reason: Weight(0.5, 0.2)
      case .hedge: Weight(-3, 0)
      case .reported, .past: Weight(-4, 0)
      case .permission: Weight(-3, 0)
      case .product: Weight(-3.2, 0)
      case .quotation: Weight(-1.5, 0)
      case .state: Weight(-4, 0)
      case .long: Weight(-0.8, -0.3)
      case .short: Weight(-0.6, 0)
      case .longMessage: Weight(-1.2, -0.5)
      }
    }
  }
}
