/// Why code cannot be read. Its text never holds any of the code.
package enum SourceCodeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The grammars are not installed, or the library that holds them cannot be loaded.
  case grammarsMissing(searched: [String])
  /// There is no grammar for the language.
  case unsupportedLanguage(String)

  package var description: String {
    switch self {
    case .grammarsMissing(let searched):
      "no grammars for reading code (looked for \(searched.joined(separator: ", "))); 'make deps' installs them"
    case .unsupportedLanguage(let language): "no grammar for the language '\(language)'"
    }
  }
}
