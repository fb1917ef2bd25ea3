/// Why code cannot be read. Its text never holds any of the code.
package enum SourceCodeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The grammars are not installed, or the library that holds them cannot be loaded.
  case grammarsMissing(searched: [String])
  /// There is no grammar for the language.
  case unsupportedLanguage(String)
  /// The text has more bytes than are read.
  case tooLarge(bytes: Int, maximum: Int)
  /// Reading the text took longer than is allowed.
  case timedOut(milliseconds: Int)

  package var description: String {
    switch self {
    case .grammarsMissing(let searched):
      "no grammars for reading code (looked for \(searched.joined(separator: ", "))); 'make deps' installs them"
    case .unsupportedLanguage(let language): "no grammar for the language '\(language)'"
    case .tooLarge(let bytes, let maximum):
      "the code has \(bytes) bytes, and at most \(maximum) are read; give a part of it"
    case .timedOut(let milliseconds):
      "the code could not be read within \(milliseconds) ms; give a part of it"
    }
  }
}
