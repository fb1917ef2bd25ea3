import Foundation

/// Starts workers, and tells what they found, how they died and where they hang.
final class Supervisor {
  /// How many seconds an input may take before its worker is killed.
  static let patience = 60.0
  /// After as many failures there is enough to mend.
  static let failureLimit = 20

  private let (seed, count, workers): (UInt64, Int, Int)
  private let (scratch, output): (String, String)
  private let fuzz: Fuzz
  private var failures = 0
  private var totals: [WorkerState.Field: Int] = [:]

  /// - Parameter output: the directory to save inputs in.
  init(seed: UInt64, count: Int, workers: Int, scratch: String, output: String) throws {
    (self.seed, self.count, self.workers) = (seed, count, workers)
    (self.scratch, self.output) = (scratch, output)
    fuzz = try Fuzz(seed: seed, scratch: scratch)
  }

  /// A worker as it is seen from here.
  private struct Seen {
    let index: Int
    let process: Process
    let pipe: Pipe
    let state: WorkerState
    var number = -1
    var since = Date()
  }

  /// - Returns: how many failures there were.
  func run() throws -> Int {
    var running = try (0..<workers).map { try start($0, from: $0) }
    while !running.isEmpty, failures < Self.failureLimit {
      usleep(100_000)
      for (position, seen) in running.enumerated().reversed() {
        tell(seen)
        if seen.process.isRunning {
          running[position] = watch(seen)
          continue
        }
        running.remove(at: position)
        if let next = try settle(seen) { running.append(next) }
      }
    }
    for seen in running { kill(seen.process.processIdentifier, SIGKILL) }
    for seen in running { seen.process.waitUntilExit() }
    summarise()
    return failures
  }

  private func start(_ index: Int, from first: Int) throws -> Seen {
    let directory = "\(scratch)/\(index)"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
      try FileManager.default.removeItem(atPath: "\(directory)/\(name)")
    }
    guard let state = WorkerState(path: "\(directory)/state") else { throw CocoaError(.fileWriteUnknown) }
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    process.arguments = [
      "--seed", "\(seed)", "--count", "\(count)", "--workers", "\(workers)", "--worker", "\(first)", "--scratch",
      directory,
    ]
    process.standardOutput = pipe
    try process.run()
    let reading = pipe.fileHandleForReading.fileDescriptor
    _ = fcntl(reading, F_SETFL, fcntl(reading, F_GETFL) | O_NONBLOCK)
    return Seen(index: index, process: process, pipe: pipe, state: state)
  }

  /// Tells what the worker printed.
  private func tell(_ seen: Seen) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var text: [UInt8] = []
    while case let got = read(seen.pipe.fileHandleForReading.fileDescriptor, &buffer, buffer.count), got > 0 {
      text += buffer.prefix(got)
    }
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2, let number = Int(parts[0]) { report(number, String(parts[1])) }
    }
  }

  private func watch(_ seen: Seen) -> Seen {
    var seen = seen
    if seen.state[.current] != seen.number { (seen.number, seen.since) = (seen.state[.current], Date()) }
    if Date().timeIntervalSince(seen.since) > Self.patience { kill(seen.process.processIdentifier, SIGKILL) }
    return seen
  }

  /// Tells how a worker ended, and starts another one behind the input that it died of.
  private func settle(_ seen: Seen) throws -> Seen? {
    for field in [WorkerState.Field.inputs, .readings] { totals[field, default: 0] += seen.state[field] }
    totals[.memory] = max(totals[.memory] ?? 0, seen.state[.memory])
    if seen.state[.slowest] > totals[.slowest] ?? -1 {
      (totals[.slowest], totals[.slowestNumber]) = (seen.state[.slowest], seen.state[.slowestNumber])
    }
    guard seen.state[.isDone] == 0 else { return nil }
    let number = seen.state[.current]
    let signal = seen.process.terminationStatus
    report(number, signal == SIGKILL ? "hangs, or was killed" : "crashes with signal or status \(signal)")
    return number + workers < count ? try start(seen.index, from: number + workers) : nil
  }

  private func report(_ number: Int, _ failure: String) {
    failures += 1
    let input = fuzz.input(number)
    let path = "\(output)/\(fuzz.format(of: input).name)-\(seed)-\(number)"
    try? FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    let isSaved = FileManager.default.createFile(atPath: path, contents: Data(input.bytes))
    print("input \(number) of seed \(seed) (\(fuzz.format(of: input).name)): \(failure)")
    print(isSaved ? "  saved as \(path); again with --seed \(seed) --only \(number)" : "  cannot be saved as \(path)")
    fflush(nil)
  }

  private func summarise() {
    print(
      "\(totals[.inputs] ?? 0) inputs, \(totals[.readings] ?? 0) of them read; slowest: number "
        + "\(totals[.slowestNumber] ?? 0), \((totals[.slowest] ?? 0) / 1000) ms; memory of a worker: "
        + "\((totals[.memory] ?? 0) / 1024) MiB; \(failures) failures")
  }
}
