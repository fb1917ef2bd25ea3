import Dispatch
import FoundationEssentials
import Synchronization

/// Work on many elements by all cores; the results come in the order of the elements.
enum OrderedWork {
  /// - Parameters:
  ///   - goesOn: asked before each element; once it says no, the elements that were not begun have no result.
  ///   - body: called from several threads.
  /// - Returns: a result for each element, nil where it was not begun.
  static func map<Element: Sendable, Value: Sendable>(
    _ elements: [Element], while goesOn: @escaping @Sendable () -> Bool = { true },
    _ body: @escaping @Sendable (Element) -> Value
  ) -> [Value?] {
    let results = Mutex<[Value?]>(Array(repeating: nil, count: elements.count))
    let next = Atomic(0)
    // Heeds the cores that the process may use, such as under taskset.
    let workers = min(max(ProcessInfo.processInfo.activeProcessorCount, 1), max(elements.count, 1))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while goesOn() {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < elements.count else { return }
        let value = body(elements[index])
        results.withLock { $0[index] = value }
      }
    }
    return results.withLock { $0 }
  }
}
