package import Logging
package import Rules

/// Logs what a module does, one structured line an operation.
///
/// The caller chooses every value: counts, ids and paths, and never the text of a transcript or a rule.
package struct StructuredLogger: Sendable {
  /// The swift-log logger underneath.
  package private(set) var logger: Logger

  /// - Parameters:
  ///   - moduleName: what the lines name as their `module`.
  ///   - level: lines below it are not written.
  ///   - now: the time that lines bear; a run gives its own, so that its log is the same when it is repeated.
  package init(
    moduleName: String, sink: LogSink, level: Logger.Level = .info, format: LogFormat = .json,
    now: @escaping @Sendable () -> Timestamp
  ) {
    logger = Logger(label: moduleName) { _ in
      StructuredLogHandler(module: moduleName, sink: sink, level: level, format: format, now: now)
    }
  }

  /// Logs to any handler of swift-log.
  package init(logger: Logger) {
    self.logger = logger
  }

  /// Logs that something was done.
  package func logOperation(
    _ operation: String, data: [String: JSONValue] = [:], status: String = "success", level: Logger.Level = .info
  ) {
    logger.log(
      level: level, "\(operation)",
      metadata: ["operation": .string(operation), "status": .string(status), "data": .init(.object(data))])
  }

  /// Logs that something failed. The error's description is written: it must not hold a transcript's text.
  package func logError(_ operation: String, error: any Error, context: [String: JSONValue] = [:]) {
    logger.error(
      "\(operation)",
      metadata: [
        "operation": .string(operation), "status": "error", "error": .string("\(error)"),
        "context": .init(.object(context)),
      ])
  }
}

extension Logger.Level {
  /// The level of a configured name, in any case; `warn` and `fatal` are understood too.
  package init?(name: String) {
    switch name.lowercased() {
    case "warn": self = .warning
    case "fatal": self = .critical
    case let name: self.init(rawValue: name)
    }
  }
}
