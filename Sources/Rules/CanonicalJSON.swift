package import FoundationEssentials

/// The one form in which JSON is written: sorted keys, UTF-8, LF, a newline at the end.
///
/// The same value always gives the same bytes, so that a file changes in git only when its content does.
package enum CanonicalJSON {
  /// The value as a file of its own, indented.
  ///
  /// - Throws: `EncodingError`, for a number that JSON cannot hold.
  package static func file(_ value: some Encodable) throws -> Data {
    try encode(value, [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
  }

  /// The value as one line of a stream of JSON lines.
  ///
  /// - Throws: `EncodingError`, for a number that JSON cannot hold.
  package static func line(_ value: some Encodable) throws -> Data {
    try encode(value, [.sortedKeys, .withoutEscapingSlashes])
  }

  /// Reads a value.
  ///
  /// - Throws: `DecodingError`; ``problem(_:)`` says where and what without quoting the data.
  package static func decode<Value: Decodable>(_ type: Value.Type = Value.self, from data: Data) throws -> Value {
    try JSONDecoder().decode(type, from: data)
  }

  /// What is wrong with JSON that did not decode, and at which key: never the data itself.
  package static func problem(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context) -> String {
      let keys = context.codingPath.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
      return keys.isEmpty ? "" : " at \(keys.hasPrefix(".") ? String(keys.dropFirst()) : keys)"
    }
    return switch error {
    case DecodingError.keyNotFound(let key, let context): "key '\(key.stringValue)' is missing\(path(context))"
    case DecodingError.typeMismatch(let type, let context): "expected \(type)\(path(context))"
    case DecodingError.valueNotFound(let type, let context): "expected \(type), found null\(path(context))"
    case DecodingError.dataCorrupted(let context):
      context.codingPath.isEmpty ? "not valid JSON" : "value not allowed\(path(context))"
    default: "not valid JSON"
    }
  }

  private static func encode(_ value: some Encodable, _ format: JSONEncoder.OutputFormatting) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = format
    var data = try encoder.encode(value)
    data.append(UInt8(ascii: "\n"))
    return data
  }
}
