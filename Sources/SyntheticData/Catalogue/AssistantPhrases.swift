/// What generated assistants say. None of it is ever a wish of the user.
enum AssistantPhrases {
  static let openings = StandingFrames.lines(
    """
    Done.
    I've changed {file} accordingly.
    The {noun} works now; the tests pass.
    Good question. It depends on how the {noun} is loaded.
    I looked at {file} and found the cause.
    Here is the first version.
    Sure.
    I've added the {noun} and a test for it.
    That comes from the cache of the {noun}.
    I couldn't reproduce it, so I added some output.
    """)

  /// Promises to keep a wish; `{}` is the wish.
  static let promises = StandingFrames.lines(
    """
    From now on I'll {}.
    Understood: {}.
    I will always {}.
    Noted. Rule: {}.
    """)

  /// Claims of conventions that nobody asked for.
  static let claims = StandingFrames.lines(
    """
    By the usual convention one should always {}.
    You should always {}.
    I prefer to {}.
    Note that the standard style is to {}.
    """)
}
