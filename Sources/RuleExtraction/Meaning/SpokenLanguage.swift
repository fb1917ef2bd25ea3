import Rules

/// Which programming language a conversation is about.
enum SpokenLanguage {
  /// Languages of data and of parts of a page: they stand beside the code.
  private static let data: Set<String> = ["json", "toml", "markdown", "css", "html"]
  /// Longer messages are pasted: the names in their first part say enough, in characters.
  private static let longest = 20_000

  /// The language of most of the code in a transcript, by the names on the assistant's fences and by the files that
  /// both name; nil where neither says.
  static func dominant(in transcript: Transcript) -> String? {
    var counts: [String: Int] = [:]
    for segment in transcript.segments {
      let isAssistant = segment.speaker == .assistant
      for line in segment.content.prefix(longest).split(separator: "\n") {
        if isAssistant, line.hasPrefix("```"), line.count > 3 {
          let name = line.dropFirst(3).prefix { $0.isLetter || $0.isNumber || $0 == "+" || $0 == "#" }.lowercased()
          if let language = Topics.languages[name] ?? LanguageName.canonical(name), !data.contains(language) {
            counts[language, default: 0] += 3
          }
        } else {
          for language in line.split(whereSeparator: { $0.isWhitespace || "()[]\"'`,:".contains($0) })
            .compactMap(ofFile)
          {
            counts[language, default: 0] += 1
          }
        }
      }
    }
    if let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) { return most.key }
    return transcript.tags.lazy.compactMap { tag in
      let name = tag.lowercased()
      return Topics.languages[name] ?? LanguageName.canonical(name)
    }.first
  }

  /// The language of a word that is a file's name; data and prose are no code.
  static func ofFile(_ word: Substring) -> String? {
    let name = word.hasSuffix(".") ? word.dropLast() : word
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex, name.index(after: dot) < name.endIndex else {
      return nil
    }
    let isData = ["json", "toml", "md", "mdx", "markdown", "yaml", "yml", "html", "htm", "css", "scss", "r", "h"]
    let ending = name[name.index(after: dot)...].lowercased()
    return isData.contains(ending) ? nil : LanguageName.ofFile(at: String(name))
  }
}
