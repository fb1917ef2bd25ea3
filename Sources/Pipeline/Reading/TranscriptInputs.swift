import FoundationEssentials
import Synchronization
import Transcripts

/// The transcripts below the inputs of a run, file by file.
struct TranscriptInputs {
  /// A file to read, or standard input.
  struct File: Hashable, Sendable {
    /// `-` is standard input.
    let path: String
    /// Nil where the file was not looked at.
    let state: FileState?

    /// - Throws: `TranscriptError`.
    func read() throws(TranscriptError) -> TranscriptReading {
      guard path == "-" else { return try TranscriptReaders.standard.read(path: path) }
      let data: Data
      do {
        data = try JSONFiles.read("-")
      } catch {
        throw .unreadable(path: "-", reason: "standard input cannot be read")
      }
      return try TranscriptReaders.standard.read(data, name: "stdin")
    }
  }

  /// In the order of the paths.
  let files: [File]
  /// What was left out of directories.
  let skipped: Int
  /// What cannot be looked at; the others can.
  let problems: [InputProblem]

  /// - Parameter inputs: paths of files and directories; `-` is standard input.
  init(_ inputs: [String]) {
    let walk = TranscriptWalk(inputs.filter { $0 != "-" })
    let standardInput = inputs.contains("-") ? [File(path: "-", state: nil)] : []
    files = standardInput + walk.files.map { File(path: $0.path, state: $0.state) }
    skipped = walk.skipped.values.reduce(0, +)
    problems = walk.errors.map(InputProblem.init)
  }

  /// Files that somebody else found.
  ///
  /// - Parameter paths: in any order.
  init(paths: [String]) {
    // By bytes: two names that are equal to a string may be two files.
    files = Set(paths.map { Array($0.utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
      .map { File(path: String(decoding: $0, as: UTF8.self), state: nil) }
    skipped = 0
    problems = []
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
    var outcome = Outcome(otherFiles: skipped, problems: problems)
    var progress = noProgress
    for file in files {
      try environment.checkInterruption()
      environment.progress(progress)
      progress.add(file)
      do throws(TranscriptError) {
        let reading = try file.read()
        body(file.path, reading)
        if let damage = reading.damage { outcome.problems.append(InputProblem(damage)) }
      } catch  where error.isSkip {
        outcome.otherFiles += 1
      } catch {
        outcome.problems.append(InputProblem(error))
      }
    }
    environment.progress(progress)
    return outcome
  }

  /// Does something with each file on all cores, and brings the results together in the order of the files.
  ///
  /// - Returns: what they came to, and whether every file was done before the user asked to stop.
  func fold<Value: Sendable, State: Sendable>(
    into initial: State, _ environment: RunEnvironment, _ body: @escaping @Sendable (File) -> Value,
    _ combine: @escaping @Sendable (inout State, Value) -> Void
  ) -> (state: State, isComplete: Bool) {
    environment.progress(noProgress)
    let done = Mutex(noProgress)
    let (state, count) = OrderedWork.fold(
      files, into: initial, while: { !environment.isInterrupted() },
      { file in
        let value = body(file)
        // Told under the lock, so that nobody hears of the second file before the first.
        done.withLock { done in
          done.add(file)
          environment.progress(done)
        }
        return value
      }, combine)
    return (state, count == files.count)
  }

  /// Bytes are told where each file was looked at.
  private var noProgress: WorkProgress {
    let bytes = files.reduce(0) { $0 + Int($1.state?.size ?? 0) }
    return WorkProgress("transcripts", done: 0, of: files.count, totalBytes: bytes)
  }
}

extension WorkProgress {
  fileprivate mutating func add(_ file: TranscriptInputs.File) {
    done += 1
    bytes += Int(file.state?.size ?? 0)
  }
}
