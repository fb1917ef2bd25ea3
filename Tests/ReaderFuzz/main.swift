import Foundation

// Gives damaged inputs to every reader of transcripts, in processes of their own, and checks that none crashes or hangs
// and that what holds for every input holds.
//
//   reader-fuzz [--seed N] [--count N] [--workers N] [--output DIR]   reads the inputs 0 to count - 1 of a seed
//   reader-fuzz --seed N --only N                                     reads one of them, in this process
//
// The same seed and number always make the same input. What fails is saved in DIR (default: fuzz-failures).

/// The value after an option.
func value(_ option: String) -> String? {
  guard let index = CommandLine.arguments.firstIndex(of: option), index + 1 < CommandLine.arguments.count else {
    return nil
  }
  return CommandLine.arguments[index + 1]
}

/// The number after an option.
func number(_ option: String, default standard: Int) -> Int {
  guard let text = value(option) else { return standard }
  guard let number = Int(text), number >= 0 else {
    FileHandle.standardError.write(Data("reader-fuzz: \(option) takes a number from zero on\n".utf8))
    exit(64)
  }
  return number
}

let seed = UInt64(number("--seed", default: Int(UInt32.random(in: 0...UInt32.max))))
let count = number("--count", default: 1_000_000)
let workers = max(number("--workers", default: ProcessInfo.processInfo.activeProcessorCount), 1)
let scratch = value("--scratch") ?? NSTemporaryDirectory() + "/reader-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)

if let first = value("--worker").flatMap({ Int($0) }) {
  guard let state = WorkerState(path: "\(scratch)/state") else { exit(1) }
  let worker = Worker(fuzz: try Fuzz(seed: seed, scratch: scratch), state: state, scratch: scratch)
  worker.run(from: first, below: count, step: workers)
  exit(0)
}

var failures = 0
do {
  defer { try? FileManager.default.removeItem(atPath: scratch) }
  if let only = value("--only").flatMap({ Int($0) }) {
    guard let state = WorkerState(path: "\(scratch)/state") else { exit(1) }
    let worker = Worker(fuzz: try Fuzz(seed: seed, scratch: scratch), state: state, scratch: scratch)
    let found = worker.read(only)
    for failure in found { print(failure) }
    failures = found.count
  } else {
    print("reader-fuzz: seed \(seed), \(count) inputs, \(workers) workers")
    fflush(nil)
    let output = value("--output") ?? "fuzz-failures"
    failures = try Supervisor(seed: seed, count: count, workers: workers, scratch: scratch, output: output).run()
  }
}
exit(failures == 0 ? 0 : 1)
