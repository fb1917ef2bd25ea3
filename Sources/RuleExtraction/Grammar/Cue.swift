/// What a word or phrase says about the sentence it stands in, apart from its topic.
enum Cue: Hashable, Sendable, CaseIterable {
  /// At all times: "always", "every time".
  case habitual
  /// At no time: "never".
  case never
  /// From here on, or everywhere: "from now on", "in this repo".
  case standing
  /// Bound to the moment: "for now", "just this once".
  case passing
  /// Points at the present work: "this function", "the loop above"; no phrase alone says so.
  case pointing
  /// A duty: "must", "should".
  case obligation
  /// Words before the point: "ok", "btw", "no,".
  case opener
  case politeness
  /// Strong feeling: "seriously", "for the last time".
  case emphasis
  /// The wish was said before: "i keep telling you".
  case repeated
  /// Not sure: "maybe", "i wonder".
  case hedge
  /// Somebody else's words: "says", "according to".
  case reported
  /// About former times: "back then", "used to".
  case past
  /// "feel free", "you can".
  case permission
  /// Takes back: "forget the", "no longer".
  case retraction
  /// Brings in a reason: "because".
  case reason
  /// To be written into the project's rules; no phrase alone says so.
  case recorded
  /// Written in the project's rules already; no phrase alone says so.
  case cited
  /// "let's": no phrase alone says so.
  case proposal
  /// Universal: "every", "all", "any", "each".
  case universal
}

/// Finds cues in a run of tokens, the longest phrase first.
struct CueFinder: Sendable {
  /// A cue and the tokens it covers.
  struct Hit: Hashable, Sendable {
    let cue: Cue
    let range: Range<Int>
  }

  static let standard = CueFinder(phrases: Lexicon.cues)

  private let phrases: [[String]: Cue]
  private let longest: Int

  init(phrases: [Cue: [String]]) {
    var table: [[String]: Cue] = [:]
    for (cue, list) in phrases {
      for phrase in list { table[phrase.split(separator: " ").map(String.init)] = cue }
    }
    self.phrases = table
    longest = table.keys.map(\.count).max() ?? 0
  }

  /// The cues in the tokens, from left to right, none overlapping.
  func hits(in tokens: [Token]) -> [Hit] {
    let forms = tokens.map(\.form)
    var hits: [Hit] = []
    var start = 0
    search: while start < forms.count {
      for length in stride(from: min(longest, forms.count - start), through: 1, by: -1) {
        if let cue = phrases[Array(forms[start..<start + length])] {
          hits.append(Hit(cue: cue, range: start..<start + length))
          start += length
          continue search
        }
      }
      start += 1
    }
    return hits
  }
}
