import FoundationEssentials
import Transcripts

/// The transcripts below the inputs of a run, file by file.
struct TranscriptInputs {
  private let walk: TranscriptWalk
  private let files: [String]
  /// For each file the bytes of those before it, and last of all.
  private let bytesBefore: [Int]

  /// - Parameter inputs: paths of files and directories; `-` is standard input.
  init(_ inputs: [String]) {
    walk = TranscriptWalk(inputs.filter { $0 != "-" })
    files = (inputs.contains("-") ? ["-"] : []) + walk.files
    let sizes = (inputs.contains("-") ? [0] : []) + walk.sizes
    bytesBefore = sizes.reduce(into: [0]) { sums, size in sums.append((sums.last ?? 0) + size) }
  }

  /// What became of the files that gave no transcript.
  struct Outcome {
    /// Those in a format that is not a transcript's, and what was left out of directories.
    var otherFiles: Int
    /// Those that could not be read; the others were.
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
      environment.progress(progress(index))
      do throws(TranscriptError) {
        body(file, try Self.read(file))
      } catch  where error.isSkip {
        outcome.otherFiles += 1
      } catch {
        outcome.problems.append(InputProblem(error))
      }
    }
    environment.progress(progress(files.count))
    return outcome
  }

  private func progress(_ done: Int) -> WorkProgress {
    WorkProgress(
      "transcripts", done: done, of: files.count, bytes: bytesBefore[done], totalBytes: bytesBefore.last ?? 0)
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
