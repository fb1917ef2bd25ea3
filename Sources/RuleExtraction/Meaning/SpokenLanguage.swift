import Rules

/// Which programming language a conversation is about.
enum SpokenLanguage {
  /// The language of most of the code in a transcript, by the names on the assistant's fences and by the files that
  /// both name; nil where neither says.
  static func dominant(in transcript: Transcript) -> String? {
    var mentions = LanguageMentions()
    for segment in transcript.segments { mentions.add(segment.content, hasFences: segment.speaker == .assistant) }
    if let most = mentions.counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) { return most.key }
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
    return isData(ending: name[name.index(after: dot)...].lowercased()) ? nil : LanguageName.ofFile(at: String(name))
  }

  /// Whether files with the ending hold data or prose.
  ///
  /// - Parameter ending: in lower case, without the full stop.
  static func isData(ending: String) -> Bool { dataEndings.contains(ending) }

  private static let dataEndings: Set<String> = [
    "json", "toml", "md", "mdx", "markdown", "yaml", "yml", "html", "htm", "css", "scss", "r", "h",
  ]
}
