package import Rules

/// What a run is given by the world around it: the time, whether to stop, and somebody to tell about progress.
package struct RunEnvironment: Sendable {
  /// The time of the run, read once.
  package var now: Timestamp
  /// Whether the user asked to stop.
  package var isInterrupted: @Sendable () -> Bool
  /// Told how far long work has come: what is done, how many, of how many.
  package var progress: @Sendable (String, Int, Int) -> Void
  /// Told what went wrong without stopping the work.
  package var warn: @Sendable (String) -> Void

  package init(
    now: Timestamp, isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (String, Int, Int) -> Void = { _, _, _ in },
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.now = now
    self.isInterrupted = isInterrupted
    self.progress = progress
    self.warn = warn
  }

  /// - Throws: ``PipelineError/interrupted`` when the user asked to stop.
  func checkInterruption() throws(PipelineError) {
    if isInterrupted() { throw .interrupted }
  }
}
