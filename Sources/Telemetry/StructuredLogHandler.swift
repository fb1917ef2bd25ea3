package import Logging
package import Rules

/// Writes swift-log's events as structured lines.
///
/// The members of the metadata named `operation`, `status`, `data`, `error` and `context` become the line's own; any
/// other becomes a member of `data`.
package struct StructuredLogHandler: LogHandler {
  package var logLevel: Logger.Level
  package var metadata: Logger.Metadata = [:]

  private let module: String
  private let sink: LogSink
  private let format: LogFormat
  private let now: @Sendable () -> Timestamp

  package init(
    module: String, sink: LogSink, level: Logger.Level = .info, format: LogFormat = .json,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.module = module
    self.sink = sink
    self.format = format
    self.now = now
    logLevel = level
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var members = metadata.merging(event.metadata ?? [:]) { _, new in new }.mapValues(JSONValue.init(logged:))
    let operation = members.removeValue(forKey: "operation")?.string ?? event.message.description
    let status = members.removeValue(forKey: "status")?.string
    let error = members.removeValue(forKey: "error").map { $0.string ?? "\($0)" }
    let context = members.removeValue(forKey: "context")?.object
    let data = members.removeValue(forKey: "data")?.object ?? [:]
    let line = LogLine(
      timestamp: now(), level: event.level.rawValue, module: module, operation: operation,
      status: status ?? (event.level >= .error ? "error" : "success"),
      data: data.merging(members) { given, _ in given }, error: error, context: context)
    sink.write(line.bytes(format))
  }
}

/// A JSON value on its way through swift-log, which knows no numbers.
private struct LoggedValue: CustomStringConvertible, Sendable {
  let value: JSONValue

  var description: String {
    switch value {
    case .null: "null"
    case .bool(let flag): "\(flag)"
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .string(let text): text
    case .array, .object: ""
    }
  }
}

extension Logger.MetadataValue {
  /// The value as metadata that any handler can write.
  init(_ value: JSONValue) {
    switch value {
    case .string(let text): self = .string(text)
    case .array(let elements): self = .array(elements.map(Self.init))
    case .object(let members): self = .dictionary(members.mapValues(Self.init))
    default: self = .stringConvertible(LoggedValue(value: value))
    }
  }
}

extension JSONValue {
  fileprivate init(logged metadata: Logger.MetadataValue) {
    switch metadata {
    case .string(let text): self = .string(text)
    case .array(let elements): self = .array(elements.map(Self.init(logged:)))
    case .dictionary(let members): self = .object(members.mapValues(Self.init(logged:)))
    case .stringConvertible(let value): self = (value as? LoggedValue)?.value ?? .string(value.description)
    }
  }
}
