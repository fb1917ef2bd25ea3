import Glibc

/// Numbers that a worker writes and the program that started it reads, also after the worker crashed.
final class WorkerState {
  /// What the numbers are.
  enum Field: Int, CaseIterable {
    /// The input that is being read, and whether all are done.
    case current, isDone
    /// How many microseconds the slowest input took, and which that is.
    case slowest, slowestNumber
    /// The memory of the worker at its highest, in KiB.
    case memory
    /// How many inputs there were, and of how many something was read.
    case inputs, readings
  }

  private static let size = Field.allCases.count * MemoryLayout<Int>.stride
  private let numbers: UnsafeMutablePointer<Int>

  /// - Parameter path: of the file that both map.
  init?(path: String) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard ftruncate(descriptor, Self.size) == 0,
      let start = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), start != MAP_FAILED
    else { return nil }
    numbers = start.bindMemory(to: Int.self, capacity: Field.allCases.count)
  }

  deinit { munmap(numbers, Self.size) }

  subscript(_ field: Field) -> Int {
    get { numbers[field.rawValue] }
    set { numbers[field.rawValue] = newValue }
  }
}
