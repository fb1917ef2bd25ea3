import Secrets

/// One word or mark of a sentence.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case word
    /// Something between backticks: its text is kept as it is.
    case code
    /// Several quoted words, which are not the user's own.
    case quotation
    case mark
  }

  let kind: Kind
  /// The text as it was written.
  let text: String
  /// The text as the lexicon knows it: lower case, spelled out, common misspellings mended.
  let form: String
  /// The place in the message, in UTF-8 bytes; nil for a word that nobody typed.
  let range: Range<Int>?

  init(_ text: String, kind: Kind = .word, range: Range<Int>? = nil) {
    self.kind = kind
    self.text = text
    self.range = range
    form = kind == .word ? Spelling.normal(text.lowercased()) : text.lowercased()
  }

  /// A part of a line.
  ///
  /// - Parameter offset: where the line begins in the message, in UTF-8 bytes.
  init(_ part: Substring, kind: Kind = .word, ofLineAt offset: Int) {
    self.init(String(part), kind: kind, range: part.place(inLineAt: offset))
  }

  var isWord: Bool { kind == .word || kind == .code }
}

extension Sequence<Token> {
  /// The place in the message from the first to the last of the tokens; nil when nobody typed any of them.
  var place: Range<Int>? { reduce(nil) { Range.hull($0, $1.range) } }
}

extension Range<Int> {
  /// The least range that holds both.
  static func hull(_ left: Range?, _ right: Range?) -> Range? {
    guard let left, let right else { return left ?? right }
    return Swift.min(left.lowerBound, right.lowerBound)..<Swift.max(left.upperBound, right.upperBound)
  }
}

extension Substring {
  /// The place of a part of a line in the message, in UTF-8 bytes.
  func place(inLineAt offset: Int) -> Range<Int> {
    let start = offset + base.utf8.distance(from: base.startIndex, to: startIndex)
    return start..<start + utf8.count
  }
}

/// Spellings that people use when they type fast.
enum Spelling {
  /// The usual spelling of a lower-case word.
  static func normal(_ word: String) -> String {
    let straight = word.holds("’") ? word.replacing("’", with: "'") : word
    if let known = variants[straight] { return known }
    guard straight.utf8.count >= 5, !Lexicon.vocabulary.contains(straight) else { return straight }
    return Lexicon.misspellings[straight] ?? straight
  }

  private static let variants: [String: String] = Dictionary(
    uniqueKeysWithValues: """
      dont=don't do'nt=don't doesnt=doesn't didnt=didn't isnt=isn't arent=aren't wasnt=wasn't werent=weren't \
      cant=can't cannot=can't wont=won't shouldnt=shouldn't mustnt=mustn't neednt=needn't couldnt=couldn't \
      wouldnt=wouldn't havent=haven't hasnt=hasn't youre=you're theyre=they're thats=that's whats=what's \
      wheres=where's hows=how's whos=who's lets=let's im=i'm ive=i've weve=we've youve=you've id=i'd \
      pls=please plz=please plss=please u=you ur=your r=are theres=there's ill=i'll youll=you'll btw=btw til=until till=until tmrw=tomorrow \
      tmr=tomorrow alwys=always alwasy=always allways=always nvr=never w=with w/=with w/o=without wo=without \
      b4=before cuz=because bc=because cos=because coz=because gonna=going-to wanna=want-to everytime=every-time \
      anymore=any-more nothin=nothing abt=about msg=message msgs=messages fn=function fns=functions \
      teh=the fro=for adn=and wiht=with wihtout=without becuase=because agian=again \
      func=function funcs=functions vars=variables 
      """.split(separator: " ").map { pair in
        let sides = pair.split(separator: "=")
        return (String(sides[0]), String(sides[1]).replacing("-", with: " "))
      })
}
