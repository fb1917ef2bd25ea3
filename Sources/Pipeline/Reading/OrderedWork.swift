import Dispatch
import FoundationEssentials
import Synchronization

/// Work on many elements by all cores, whose results are brought together in the order of the elements.
enum OrderedWork {
  /// Results that wait for those before them.
  private struct Line<Value: Sendable, State: Sendable> {
    var state: State
    var next = 0
    var waiting: [Int: Value] = [:]
  }

  /// - Parameters:
  ///   - initial: what the results are brought together in.
  ///   - goesOn: asked before each element; once it says no, no element is begun any more.
  ///   - body: called from several threads.
  ///   - combine: called with one result after the other.
  /// - Returns: what the results came to, and of how many of the first elements.
  static func fold<Element: Sendable, Value: Sendable, State: Sendable>(
    _ elements: [Element], into initial: State, while goesOn: @escaping @Sendable () -> Bool,
    _ body: @escaping @Sendable (Element) -> Value, _ combine: @escaping @Sendable (inout State, Value) -> Void
  ) -> (state: State, count: Int) {
    let line = Mutex(Line<Value, State>(state: initial))
    let begun = Atomic(0)
    // Heeds the cores that the process may use, such as under taskset.
    let workers = min(max(ProcessInfo.processInfo.activeProcessorCount, 1), max(elements.count, 1))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while goesOn() {
        let index = begun.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < elements.count else { return }
        let value = body(elements[index])
        line.withLock { line in
          line.waiting[index] = value
          while let value = line.waiting.removeValue(forKey: line.next) {
            combine(&line.state, value)
            line.next += 1
          }
        }
      }
    }
    // Elements are begun in their order and always finished, so that nothing waits behind a gap.
    return line.withLock { ($0.state, $0.next) }
  }
}
