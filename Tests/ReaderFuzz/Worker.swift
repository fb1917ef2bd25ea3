import Foundation

/// Reads a share of the inputs in a process of its own, and prints what is wrong: a number and words a line.
struct Worker {
  /// How many bytes of address space a worker may have: an allocation beyond that fails at once.
  static let addressLimit = 2 << 30
  /// How many bytes of memory a worker may have at its highest: far more than any of the inputs needs.
  static let memoryLimit = 256 << 20
  /// How many seconds of one core an input may take. Each is read two to four times.
  static let timeLimit = 10.0

  let fuzz: Fuzz
  let state: WorkerState
  let scratch: String

  /// Reads the inputs from one number on, below the end, in steps.
  func run(from first: Int, below end: Int, step: Int) {
    var limit = rlimit(rlim_cur: rlim_t(Self.addressLimit), rlim_max: rlim_t(Self.addressLimit))
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    for number in stride(from: first, to: end, by: step) {
      state[.current] = number
      let start = clock()
      for failure in read(number) { report(number, failure) }
      let time = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      if time > Self.timeLimit { report(number, "takes \(Int(time)) seconds") }
      if Int(time * 1e6) > state[.slowest] {
        state[.slowest] = Int(time * 1e6)
        state[.slowestNumber] = number
      }
      state[.inputs] += 1
      let (before, after) = (state[.memory], memory())
      state[.memory] = after
      if before << 10 <= Self.memoryLimit, after << 10 > Self.memoryLimit { report(number, "takes much memory") }
    }
    state[.isDone] = 1
  }

  /// The memory of this process at its highest, in KiB.
  private func memory() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
  }

  /// What is wrong with the reading of an input.
  func read(_ number: Int) -> [String] {
    let input = fuzz.input(number)
    var path: String?
    if input.isDatabase {
      let file = "\(scratch)/input.db"
      guard FileManager.default.createFile(atPath: file, contents: Data(input.bytes)) else {
        return ["\(file) cannot be written"]
      }
      path = file
    }
    let isThorough = number / (fuzz.formats.count + 1) % 16 == 0
    let invariants = Invariants(input, fuzz.format(of: input), path: path, isThorough: isThorough)
    if invariants.isRead { state[.readings] += 1 }
    return invariants.failures
  }

  private func report(_ number: Int, _ failure: String) {
    print("\(number) \(failure)")
    fflush(nil)
  }
}
