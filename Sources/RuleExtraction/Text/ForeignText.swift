import RegularExpressions

/// Takes out of a message what is not the user's plain words, before its lines are read.
///
/// What a person types has no characters that are not seen, no letters of two scripts in one word, and none of the
/// marks with which models are told who speaks. Where such a thing stands, the words beside it were pasted, or put
/// there to be taken for the user's:
///
/// - an invisible character between two words is dropped, and a line with one inside a word is not read;
/// - a line with a control that reverses the direction of text is not read, nor one with words in two scripts or in
///   the letters of mathematics, nor one longer than anybody types;
/// - comments and elements of HTML are not read, nor links, nor JSON within a line;
/// - nothing behind a role marker, a mail's header, a document's heading, or what `ltm` itself puts into a prompt is
///   read: there the words of others begin.
enum ForeignText {
  /// Longer lines are data, in UTF-8 bytes.
  private static let longestLine = 5_000

  /// The lines of a message, each empty where it is not the user's.
  static func ownLines(of message: Substring) -> [Substring] {
    let lines = withoutElements(String(message)).split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    var own: [Substring] = []
    own.reserveCapacity(lines.count)
    var (isOver, isParagraphOver, fence): (Bool, Bool, Substring?) = (false, false, nil)
    for line in lines {
      let start = line.drop { $0 == " " || $0 == "\t" }
      if isOver {
        own.append("")
      } else if let open = fence {
        if start.hasPrefix(open) { fence = nil }
        own.append(line)
      } else if start.hasPrefix("```") || start.hasPrefix("~~~") {
        fence = start.prefix(3)
        own.append(line)
      } else if isHeadingOfOthers(line) {
        isOver = true
        own.append("")
      } else if Mark.others?.matches(line) == true {
        isOver = true
        own.append(Self.before(Mark.others, in: line))
      } else if Mark.othersParagraph?.matches(line.prefix(80)) == true {
        isParagraphOver = true
        own.append("")
      } else {
        if start.isEmpty { isParagraphOver = false }
        own.append(
          isParagraphOver || !isTyped(line) || Mark.othersLine?.matches(line) == true ? "" : plain(line))
      }
    }
    return own
  }

  private static func isHeadingOfOthers(_ line: Substring) -> Bool {
    // White space as the expression has it.
    switch line.utf8.last(where: { ![0x09, 0x0A, 0x0C, 0x0D, 0x20].contains($0) }) ?? 0 {
    case UInt8(ascii: ":"), UInt8(ascii: "M"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      Mark.othersHeading?.matches(line) == true
    default: false
    }
  }

  /// What stands before a mark, where the user's own words may.
  private static func before(_ mark: RegularExpression?, in line: Substring) -> Substring {
    guard let match = mark?.firstMatch(in: String(line)) else { return "" }
    let own = Substring(String(decoding: line.utf8.prefix(match.utf8Range.lowerBound), as: UTF8.self))
    return isTyped(own) ? plain(own) : ""
  }

  private enum Mark {
    /// From here on somebody else speaks: role markers, mails, documents, what a tool recalled.
    static let others = try? RegularExpression(
      #"<\|[\w ]{1,40}\|>|\[/?INST\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>"#
        + #"|(?:^|\\n|[\r\x{0b}\x{0c}\x{85}\x{2028}\x{2029}])[\s*_#>-]{0,6}"#
        + #"(?:Human|HUMAN|Assistant|ASSISTANT|AI|Claude|ChatGPT|GPT|Codex|Copilot|Gemini|Model|Developer|SYSTEM|USER)[*_]{0,2}\s?:"#
        + #"|[.!?]\s{1,4}(?:Human|Assistant|System|User): "#
        + #"|(?:^|\\n)\s{0,3}#{1,6}\s"#
        + #"|^\s{0,3}(?:On|Am|Le|El|Em|Op|Il) .{4,160}(?:wrote|schrieb|a écrit|escribió|escreveu|schreef|ha scritto)\b.{0,80}:?\s*$"#
        + #"|(?i:^\s{0,3}-{2,}\s*(?:original|forwarded|weitergeleitete|ursprüngliche) ?(?:message|nachricht))"#
        + #"|(?i:^\s{0,3}begin forwarded message)|^(?:From|Von|De): \S.{0,120}@"#
        // A title that is underlined, a directive of reStructuredText, a mail's signature.
        + #"|^\s{0,3}={3,}\s*$|^\.\. [\w-]{1,40}::|^-- $"#
        + #"|(?i:recalled by ltm|<ltm[ -]|\bltm (?:recalled|rules list|remembers)|\bltm-rules\b)"#
        + #"|(?i:^\s*<(?:memory|memories|system|rules|instructions?|context|documents?|user|human|assistant|message|prompt|untrusted|tool_result|result)\b)"#
    )
    /// The same, told by a whole line: a chat's name and time, the name of a text. Slow, since nearly every line may
    /// begin so; asked only about lines that end so.
    static let othersHeading = try? RegularExpression(
      #"^\S.{0,40}\s{2,}\d{1,2}:\d\d(?: ?[AP]M)?\s*$"#
        + #"|(?i:^.{0,80}\b(?:readme|contributing|claude\.md|agents\.md|gemini\.md|cursorrules|style ?guide|documentation|article|blog post|web ?page|website|wiki|e-?mail|memory|memories|transcript|conversation|chat|system prompt|contents? of)\b.{0,40}:\s*$)"#
    )
    /// Until the next blank line: these words also begin a line of a form that a user fills in.
    static let othersParagraph = try? RegularExpression(
      #"^[\s*_>-]{0,6}(?:User|System|Bot|Tool|Customer|Reviewer)[*_]{0,2}\s?:"#)
    /// Only this line: a member of JSON or of a record, a definition of a link, what `ltm` prints about rules.
    static let othersLine = try? RegularExpression(
      #"^\s*["'][\w -]{1,40}["']\s*:|(?i:^\s*-?\s*(?:role|speaker|content|text|message|instruction|output|body)\s*:)|^\s*\[[^\]]{1,80}\]:\s"#
        + #"|^\s*(?:[0-9a-f]{7,64}\s+)?(?:Add|Strengthen|Change|Replace|Remove|Restore) (?:style|naming|structure|behavior) rule: "#
        + #"|^\s*(?:[0-9a-f]{7,64}|-)\s{1,4}(?:style|naming|structure|behavior)\s|^\s*[01]\.\d\d  \S"#)
    /// Links and pictures of Markdown, and JSON within a line.
    static let asides = try? RegularExpression(#"!?\[[^\]\n]{0,400}\]\([^)\n]{0,800}\)|\{\\?["'].*["'}\]]\}?"#)
  }

  /// The line without invisible characters and asides.
  private static func plain(_ line: Substring) -> Substring {
    var text = line
    // Joiners make emoji and letters of other scripts what they are.
    let isDropped = { (scalar: Unicode.Scalar) in isInvisible(scalar) && !(0x200C...0x200D).contains(scalar.value) }
    if line.utf8.contains(where: { $0 >= 0x80 }), line.unicodeScalars.contains(where: isDropped) {
      text = Substring(Substring.UnicodeScalarView(line.unicodeScalars.filter { !isDropped($0) }))
    }
    guard text.utf8.contains(UInt8(ascii: "[")) || text.utf8.contains(UInt8(ascii: "{")), let asides = Mark.asides
    else {
      return text
    }
    let whole = String(text)
    var (kept, copied) = ("", whole.startIndex)
    for match in asides.allMatches(in: whole) {
      kept += whole[copied..<match.range.lowerBound] + " … "
      copied = match.range.upperBound
    }
    return Substring(kept + whole[copied...])
  }

  /// Whether a person may have typed the line: see the type's own comment.
  private static func isTyped(_ line: Substring) -> Bool {
    guard line.utf8.count <= longestLine else { return false }
    guard line.utf8.contains(where: { $0 >= 0x80 }) else { return true }
    var word = Word()
    var (previous, isGap): (Unicode.Scalar, Bool) = (" ", false)
    var styled = 0
    for scalar in line.unicodeScalars {
      switch scalar.value {
      case 0x202A...0x202E, 0x2066...0x2069: return false
      case 0x1D400...0x1D7FF, 0x24B6...0x24E9, 0x1F130...0x1F189: styled += 1
      case 0xFF21...0xFF5A where !word.isIdeographic: styled += 1
      default: break
      }
      if styled >= 3 { return false }
      if isInvisible(scalar) {
        isGap = true
        continue
      }
      let isLetter = scalar.properties.isAlphabetic
      // The byte order mark and others between words do no harm.
      if isGap, isLetter, previous.properties.isAlphabetic, scalar.isASCII || previous.isASCII { return false }
      isGap = false
      if isLetter { word.add(scalar) } else { word.end() }
      if word.isMixed { return false }
      previous = scalar
    }
    return true
  }

  /// The scripts of a word's letters.
  private struct Word {
    private var hasLatin = false
    private var hasLookAlike = false
    /// Whether the line has characters of East Asia, in which full-width letters are usual.
    private(set) var isIdeographic = false

    var isMixed: Bool { hasLatin && hasLookAlike }

    mutating func add(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A: hasLatin = true
      case 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3: isIdeographic = true
      default: hasLookAlike = hasLookAlike || ForeignText.lookAlikes.contains(scalar)
      }
    }

    mutating func end() { (hasLatin, hasLookAlike) = (false, false) }
  }

  /// Letters of Cyrillic, Greek, Armenian and Cherokee that look like Latin ones (Unicode Technical Standard 39).
  private static let lookAlikes = Set(
    "аеорсухіјѕһԁԛԝѵӏАВЕКМНОРСТУХІЈЅԌοανιρυτκωΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսոցհյᎪᏴᏟᎠᎬᎻᎥᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳ".unicodeScalars)

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x2060...0x2065,
      0x206A...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// The text without comments and closed elements of HTML or XML; the line breaks in them stay.
  private static func withoutElements(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
    let bytes = Array(text.utf8)
    let ends = elementEnds(in: bytes)
    var (kept, index): ([UInt8], Int) = ([], 0)
    kept.reserveCapacity(bytes.count)
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<"), let end = end(of: index, in: bytes, ends) else {
        kept.append(bytes[index])
        index += 1
        continue
      }
      kept += bytes[index..<end].filter { $0 == 0x0A }
      index = end
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// The end of the comment or element that begins here; nil where none does.
  private static func end(of start: Int, in bytes: [UInt8], _ ends: [String: Int]) -> Int? {
    let rest = bytes[(start + 1)...]
    // A comment that is not closed hides the rest.
    if rest.starts(with: "!--".utf8) {
      return ends["-->"].flatMap { $0 > start ? closing("-->", in: bytes, from: start) : nil } ?? bytes.count
    }
    let name = elementName(rest)
    guard !name.isEmpty, let last = ends[name], last > start else { return nil }
    return last
  }

  /// Where the last closing of each element ends: an element reaches to there, so that one inside it ends none.
  private static func elementEnds(in bytes: [UInt8]) -> [String: Int] {
    var ends: [String: Int] = [:]
    for index in bytes.indices where bytes[index] == UInt8(ascii: "<") || bytes[index] == UInt8(ascii: ">") {
      if bytes[index] == UInt8(ascii: ">") {
        if index >= 2, bytes[index - 1] == UInt8(ascii: "-"), bytes[index - 2] == UInt8(ascii: "-") {
          ends["-->"] = index + 1
        }
      } else if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/") {
        let name = elementName(bytes[(index + 2)...])
        if !name.isEmpty { ends[name] = min(bytes.count, index + 3 + name.utf8.count) }
      }
    }
    return ends
  }

  private static func closing(_ mark: String, in bytes: [UInt8], from start: Int) -> Int? {
    let needle = Array(mark.utf8)
    var index = start
    while index + needle.count <= bytes.count {
      if bytes[index] == needle[0], bytes[index..<index + needle.count].elementsEqual(needle) {
        return index + needle.count
      }
      index += 1
    }
    return nil
  }

  private static func elementName(_ bytes: ArraySlice<UInt8>) -> String {
    String(
      decoding: bytes.prefix(64).prefix { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (0x30...0x39).contains(byte)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }, as: UTF8.self
    ).lowercased()
  }
}
