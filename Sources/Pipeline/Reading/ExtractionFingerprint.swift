import RuleExtraction
import Rules
import SentenceEncoder
import SourceCode
import Transcripts

/// What, beside a file itself, it depends on what the file gives: the program, the models, the grammars and the
/// settings.
enum ExtractionFingerprint {
  /// The fingerprint as hexadecimal digits.
  static func of(_ configuration: PipelineConfiguration, isForReview: Bool) -> String {
    let files = [ClauseClassifier.fileName, TrainStage.encoder].map { ModelFiles.locate($0) } + [GrammarFile.path]
    var parts = ["/proc/self/exe"].map(state) + files.map { state($0 ?? "none") }
    parts += configuration.extraction.patterns.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    parts.append(configuration.extraction.method.rawValue)
    parts.append("\(configuration.confidenceBounds(isForReview: isForReview))")
    if let clauses = configuration.learned.clauses, let line = try? CanonicalJSON.line(clauses) {
      parts.append(String(decoding: line, as: UTF8.self))
    }
    if configuration.extraction.method == .llm { parts.append("\(configuration.languageModel)") }
    var digest = Digest()
    for part in parts { digest.add(part) }
    return digest.hex()
  }

  /// A file by what the system knows of it: it need not be read.
  private static func state(_ path: String) -> String {
    FileState(path: path).map { "\(path) \($0)" } ?? "\(path) missing"
  }
}
