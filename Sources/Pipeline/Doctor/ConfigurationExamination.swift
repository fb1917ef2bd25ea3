import FoundationEssentials
import Glibc
import RuleExtraction

/// Looks at the configuration, and at what it leads to.
struct ConfigurationExamination: Sendable {
  /// Nil for the built-in values.
  let file: String?
  /// The directory for the report; nil where none is given.
  let output: String?

  /// What is to be said about it, and the configuration itself where it can be read.
  func examine() -> (findings: [Finding], configuration: PipelineConfiguration?) {
    let configuration: PipelineConfiguration
    do {
      configuration =
        try file.map { file throws(ConfigurationError) in try PipelineConfiguration(file: file) } ?? .init()
    } catch {
      let subject = file ?? "configuration"
      // The error begins with the file's name.
      let text = "\(error)".hasPrefix("\(subject): ") ? String("\(error)".dropFirst(subject.count + 2)) : "\(error)"
      let remedy = "correct it; config/schemas and the README say what each key may be"
      return ([.error(.configuration, subject, text, remedy: remedy)] + outputFindings(), nil)
    }
    let text = file == nil ? "the built-in values hold" : "all keys are known, all values allowed"
    return (
      [.ok(.configuration, file ?? "configuration", text)] + patterns(configuration) + languageModel(configuration)
        + outputFindings(), configuration
    )
  }

  private func patterns(_ configuration: PipelineConfiguration) -> [Finding] {
    do {
      _ = try configuration.makeExtractor(isForReview: true, judge: .patterns)
      let count = configuration.extraction.patterns.count
      return [.ok(.patterns, "extraction.patterns", "\(count) patterns, all valid")]
    } catch {
      let remedy = "correct the pattern: https://github.com/google/re2/wiki/Syntax"
      return [.error(.patterns, "extraction.patterns", "\(error)", remedy: remedy)]
    }
  }

  /// The key itself is never shown.
  private func languageModel(_ configuration: PipelineConfiguration) -> [Finding] {
    let isUsed = configuration.extraction.method == .llm
    guard isUsed || !configuration.languageModel.endpoint.isEmpty else {
      return [.ok(.languageModel, "llm", "not configured; nothing leaves this machine")]
    }
    do {
      _ = try configuration.makeSecondReader()
      return [
        .ok(.languageModel, "llm", isUsed ? "all that it needs is set" : "set, and used with '--method llm' only")
      ]
    } catch {
      let remedy = "set it, also where the nightly job gets its environment from"
      return [
        isUsed
          ? .error(.languageModel, "llm", "\(error)", remedy: remedy)
          : .warning(.languageModel, "llm", "\(error)", remedy: remedy)
      ]
    }
  }

  private func outputFindings() -> [Finding] {
    guard let output else { return [] }
    // A run makes what is missing below what is there.
    var place = output
    while FileFacts(place + "/") == nil, FileFacts(place) == nil, place.contains("/"), place != "/" {
      place = String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)])
      if place.isEmpty { place = "/" }
    }
    if FileFacts(place + "/") == nil, FileFacts(place) == nil { place = "." }
    guard FileFacts(place + "/")?.kind == .directory else {
      return [.error(.output, place, "is not a directory", remedy: "give '--output' a directory")]
    }
    guard access(place, W_OK | X_OK) == 0 else {
      return [
        .error(.output, place, "cannot be written to", remedy: "change its permissions, or give another '--output'")
      ]
    }
    return [.ok(.output, output, "can be written to")]
  }
}
