import FoundationEssentials
import Transcripts

/// The transcripts below the inputs of a run, file by file.
struct TranscriptInputs {
  private let walk: TranscriptWalk
  private let files: [String]

  /// - Parameter inputs: paths of files and directories; `-` is standard input.
  init(_ inputs: [String]) {
    walk = TranscriptWalk(inputs.filter { $0 != "-" })
    files = (inputs.contains("-") ? ["-"] : []) + walk.files
  }

  /// What became of the files that gave no transcript.
  struct Outcome {
    /// Those in a format that is not a transcript's, and what was left out of directories.
    var otherFiles: Int
    /// Those that could not be read, or not to their end; the others were.
    var problems: [InputProblem]
  }

  /// Reads each file once, in the order of the paths, and holds one at a time.
  ///
  /// - Throws: ``PipelineError/interrupted``.
  func forEach(
    _ environment: RunEnvironment, _ body: (_ file: String, _ reading: TranscriptReading) -> Void
  ) throws(PipelineError) -> Outcome {
    var outcome = Outcome(
      otherFiles: walk.skipped.values.reduce(0, +), problems: walk.errors.map(InputProblem.init))
    for (index, file) in files.enumerated() {
      try environment.checkInterruption()
      environment.progress("transcripts", index + 1, files.count)
      do throws(TranscriptError) {
        let reading = try Self.read(file)
        body(file, reading)
        if let damage = reading.damage { outcome.problems.append(InputProblem(damage)) }
      } catch  where error.isSkip {
        outcome.otherFiles += 1
      } catch {
        outcome.problems.append(InputProblem(error))
      }
    }
    return outcome
  }

  private static func read(_ file: String) throws(TranscriptError) -> TranscriptReading {
    guard file == "-" else { return try TranscriptReaders.standard.read(path: file) }
    let data: Data
    do {
      data = try JSONFiles.read("-")
    } catch {
      throw .unreadable(path: "-", reason: "standard input cannot be read")
    }
    return try TranscriptReaders.standard.read(data, name: "stdin")
  }
}
