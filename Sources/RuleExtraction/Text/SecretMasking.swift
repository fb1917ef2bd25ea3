import Rules
import Secrets

extension Transcript {
  /// The transcript's names without credentials in them, for sources of rules: files and directories are named by
  /// anybody. Its segments are gone.
  var withSecretsMasked: Transcript {
    var metadata: [String: JSONValue] = [:]
    if let project { metadata["project"] = .string(SecretScanner.masked(project)) }
    return Transcript(
      id: SecretScanner.masked(id), segments: [], sessionID: SecretScanner.masked(sessionID), metadata: metadata)
  }
}
