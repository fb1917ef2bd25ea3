package import Rules

/// What a run is given by the world around it: the time, whether to stop, and somebody to tell about progress.
package struct RunEnvironment: Sendable {
  /// The time of the run, read once.
  package var now: Timestamp
  /// Whether the user asked to stop.
  package var isInterrupted: @Sendable () -> Bool
  /// Told how far long work has come, by any thread.
  package var progress: @Sendable (WorkProgress) -> Void
  /// The seconds since the work began, for nothing but telling how long it takes.
  package var elapsed: @Sendable () -> Double
  /// Told what went wrong without stopping the work.
  package var warn: @Sendable (String) -> Void

  package init(
    now: Timestamp, isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }, elapsed: @escaping @Sendable () -> Double = { 0 },
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.now = now
    self.isInterrupted = isInterrupted
    self.progress = progress
    self.elapsed = elapsed
    self.warn = warn
  }

  /// - Throws: ``PipelineError/interrupted`` when the user asked to stop.
  func checkInterruption() throws(PipelineError) {
    if isInterrupted() { throw .interrupted }
  }
}
