import FoundationEssentials
import Rules
import Secrets

/// How log lines are written.
package enum LogFormat: String, Hashable, Sendable, Codable, CaseIterable {
  /// One JSON object a line, keys sorted.
  case json
  /// Words for people; one line too, whatever the values hold.
  case text
}

/// What one log line says.
struct LogLine: Hashable, Sendable {
  var timestamp: Timestamp
  var level: String
  var module: String
  var operation: String
  var status: String
  var data: [String: JSONValue]
  var error: String?
  var context: [String: JSONValue]?

  /// The line's bytes, without a line end and with every secret masked.
  func bytes(_ format: LogFormat) -> [UInt8] {
    var line = self
    line.maskSecrets()
    return switch format {
    case .json: Self.json(.object(line.members))
    case .text: Array(line.text.utf8)
    }
  }

  /// Masks each value by itself: in the line as it is written their ends would be lost.
  private mutating func maskSecrets() {
    operation = SecretScanner.masked(operation)
    status = SecretScanner.masked(status)
    data = Self.masked(data)
    error = error.map(SecretScanner.masked)
    context = context.map(Self.masked)
  }

  private static func masked(_ members: [String: JSONValue]) -> [String: JSONValue] {
    JSONValue.object(members).mappingStrings(SecretScanner.masked).object ?? [:]
  }

  private var members: [String: JSONValue] {
    var members: [String: JSONValue] = [
      "timestamp": .string(timestamp.description), "level": .string(level), "module": .string(module),
      "operation": .string(operation), "status": .string(status), "data": .object(data),
    ]
    if let error { members["error"] = .string(error) }
    if let context { members["context"] = .object(context) }
    return members
  }

  private var text: String {
    var words = [timestamp.description, level, module, operation, status]
    if let error { words.append("error=\(Self.quoted(.string(error)))") }
    for (key, value) in (data.merging(context ?? [:]) { value, _ in value }).sorted(by: { $0.key < $1.key }) {
      words.append("\(key)=\(Self.quoted(value))")
    }
    return Self.visible(words.joined(separator: " "))
  }

  private static func quoted(_ value: JSONValue) -> String { String(decoding: json(value), as: UTF8.self) }

  private static func json(_ value: JSONValue) -> [UInt8] {
    // Finite values always encode; a line is not lost over one that does not.
    guard let data = try? CanonicalJSON.line(finite(value)) else { return Array("null".utf8) }
    return [UInt8](data.dropLast())
  }

  /// The value with numbers that JSON cannot hold written as words.
  private static func finite(_ value: JSONValue) -> JSONValue {
    switch value {
    case .number(let number) where !number.isFinite: .string("\(number)")
    case .array(let elements): .array(elements.map(finite))
    case .object(let members): .object(members.mapValues(finite))
    default: value
    }
  }

  /// The text with characters that break or disguise a line (controls, directions) written as escapes.
  private static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
