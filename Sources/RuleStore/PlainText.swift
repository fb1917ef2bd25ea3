/// Text from transcripts, made fit for one line of a commit's message.
extension String {
  /// The text on one line: every run of white space and control characters is one space, and characters that are
  /// not seen but change what is seen (such as those that reverse the direction of text) are gone.
  package var onOneLine: String {
    var line = ""
    var gap = false
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator:
        gap = true
      // Joiners make letters and emoji what they are; the rest of the category is invisible mischief.
      case .format where scalar != "\u{200C}" && scalar != "\u{200D}":
        continue
      default:
        if gap, !line.isEmpty { line.append(" ") }
        gap = false
        line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  /// The columns that the text takes on a terminal: two for wide characters of East Asia and emoji, one for any
  /// other scalar, so that also piled-up combining marks have an end.
  package var columns: Int {
    unicodeScalars.reduce(0) { columns, scalar in
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        columns + 2
      default: columns + 1
      }
    }
  }

  /// The text, or as many of its words as fit before an ellipsis.
  package func cut(toColumns limit: Int) -> String {
    guard columns > limit else { return self }
    var kept = ""
    var width = 1
    for character in self {
      width += String(character).columns
      guard width <= limit else { break }
      kept.append(character)
    }
    // At a word, unless the first one is longer than the line by itself.
    if self[kept.endIndex...].first != " ", let space = kept.lastIndex(of: " ") { kept = String(kept[..<space]) }
    while let last = kept.last, last == " " || last.isPunctuation, kept.count > 1 { kept.removeLast() }
    return kept + "…"
  }

  /// The text in lines of at most this many columns, broken between words.
  func wrapped(toColumns limit: Int) -> [String] {
    var lines: [String] = []
    for word in split(separator: " ") {
      if let last = lines.last, (last + word).columns < limit {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// The text with its first word in lower case, unless that is an acronym, a name or an identifier.
  var continuingSentence: String {
    let word = prefix { $0 != " " }
    guard word.count > 1, word.first?.isUppercase == true,
      word.dropFirst().allSatisfy({ $0.isLowercase || $0 == "'" || $0 == "’" || $0 == "," })
    else { return self }
    return word.lowercased() + self[word.endIndex...]
  }
}
