import Rules

/// Which programming language a conversation is about.
enum SpokenLanguage {
  /// The language of most of the code that the assistant showed, by the names on its fences; nil where there is none.
  static func dominant(in transcript: Transcript) -> String? {
    var counts: [String: Int] = [:]
    for segment in transcript.segments where segment.speaker == .assistant {
      for line in segment.content.split(separator: "\n") where line.hasPrefix("```") && line.count > 3 {
        let name = line.dropFirst(3).prefix { $0.isLetter || $0.isNumber || $0 == "+" || $0 == "#" }.lowercased()
        if let language = Topics.languages[name] { counts[language, default: 0] += 1 }
      }
    }
    if let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) { return most.key }
    return transcript.tags.lazy.compactMap { Topics.languages[$0.lowercased()] }.first
  }
}
