/// The frames in which people put a wish that is meant to last; `{}` is where the wish goes.
enum StandingFrames {
  /// Frames for a bare verb phrase: what to do.
  static let imperative = lines(
    """
    {}.
    {}
    please {}
    pls {}
    always {}
    please always {}
    {}, always
    from now on {}
    from here on, {}
    going forward, {}
    in future, {}
    can you please always {}?
    could you {} from now on?
    would you please {}, every time?
    you should always {}
    you must {}, no exceptions
    i want you to {}, every time
    i'd like you to always {}
    i need you to {} in every session
    make sure to {}, whatever you work on
    remember to {}
    remember: {}
    as a rule, {}
    as a general rule {}
    general rule for this repo: {}
    house rule: {}
    no, as i said, {}
    once more: {}
    i keep telling you: {}
    like i said last week, {}
    whenever you work in this repo, {}
    the team has agreed to {}
    everyone here has agreed to {}
    don't forget to {}, ever
    never forget to {}
    write it into CLAUDE.md: {}
    put this in the cursor rules: {}
    note for next time and every time after: {}
    for all future work: {}
    by default, {}
    our convention is to {}
    the standard in this project is to {}
    i prefer that you {}
    {}, that's how we work here
    {}. goes for everything you do here
    let's {} from now on
    important: {}
    IMPORTANT: {}
    {}!
    {} pls, also in other sessions
    """)

  /// Frames for a bare verb phrase that is said of the whole team; not for what only the assistant does.
  static let team = lines(
    """
    we {} here
    we always {}
    on this team we {}
    in this project we {}
    in this codebase we {}
    we {}, as you know
    btw we {} in this repo
    at our place we {}
    we {}, please do the same
    """)

  /// Frames for a noun phrase: what is wanted.
  static let noun = lines(
    """
    {} please
    {} pls
    {}, always
    {}, please, everywhere
    {}. always.
    i prefer {}
    i'd rather have {}, always
    i really prefer {}
    i strongly prefer {}
    i like {} better, so keep to that
    our convention is {}
    the convention here is {}
    house style is {}
    our standard is {}
    the team agreed on {}
    we settled on {} a while ago, so stick to that
    stick to {}
    stick with {} from now on
    go with {} from now on
    i want {}, as before
    no, {}, as i said
    again: {}
    from now on: {}
    general preference: {}
    for the future: {}
    {} in this repo, please
    {}, no exceptions
    """)

  /// Frames for a bare verb phrase: what not to do.
  static let never = lines(
    """
    never {}
    never {}.
    don't {}
    please don't {}
    please never {}
    do not {}
    do not {}, ever
    dont ever {} again
    don't {} anymore
    you must never {}
    you should never {}
    i never want you to {}
    i don't want you to {}, ever
    under no circumstances {}
    no matter what, don't {}
    rule number one: don't {}
    from now on don't {}
    again: do not {}
    i told you not to {}
    how often do i have to say it: don't {}
    please do not {} in this project
    NEVER {}
    and never {}, not even once
    for the future: never {}
    i'd prefer it if you didn't {}, ever
    remember not to {}
    general rule: don't {}
    """)

  /// Frames for a gerund: what not to do.
  static let stop = lines(
    """
    stop {}
    stop {}!
    please stop {}
    quit {}
    no more {}
    avoid {}
    please avoid {}
    can you stop {}?
    could you please stop {}?
    for the last time, stop {}
    i'm tired of you {}
    you keep {}, stop that for good
    refrain from {}
    {} is not ok in this repo
    {} is forbidden here
    i asked you to stop {}
    """)

  /// What stands before a wish.
  static let openers = lines(
    """
    ok,
    hm,
    hey,
    btw,
    also,
    one more thing:
    thanks, but
    nice, but
    looks good, but
    before i forget:
    fyi,
    right,
    so,
    alright,
    no no no,
    ugh,
    listen,
    good. now,
    oh and
    wait,
    """)

  /// Ways to give a reason; `{}` is the reason's clause.
  static let reasons = lines(
    """
    , because {}
    , since {}
    . {}
     - {}
     ({})
    , {}
    """)

  /// Frames that take a wish back; `{}` is a bare verb phrase that said what to do.
  static let retraction = lines(
    """
    you needn't {} any more
    you don't have to {} anymore
    no need to {} any longer
    forget what i said, you no longer have to {}
    it's no longer necessary to {}
    drop that rule to {}, it's gone
    i take it back, you don't need to {} any more
    """)

  /// Frames in which a wish replaces another; `{new}` is a noun phrase, and `{old}` the one that it replaces.
  static let replacement = lines(
    """
    forget {old}. {new} from now on
    changed my mind: {new} from now on, not {old}
    we've switched from {old} to {new}
    no longer {old}: {new} from here on
    the team decided against {old}, so it's {new} now, everywhere
    scrap {old}, we do {new} now
    actually, {new} from now on and no longer {old}
    instead of {old} i want {new} from now on
    """)

  /// The lines of a text, without what only indents them.
  static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }
}
