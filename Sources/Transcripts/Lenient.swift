/// Decoding that takes a member of an unexpected type for absent: clients change what they write.
extension KeyedDecodingContainer {
  func lenient<Value: Decodable>(_ key: Key, as type: Value.Type = Value.self) -> Value? {
    (try? decodeIfPresent(type, forKey: key)) ?? nil
  }
}

/// An element of an array that may be of an unexpected type without spoiling the others.
struct Lenient<Value: Decodable & Sendable>: Decodable, Sendable {
  let value: Value?

  init(from decoder: any Decoder) throws {
    value = try? Value(from: decoder)
  }
}

/// The content of a message: a string, or blocks of which every client has its own kinds.
enum MessageContent<Block: Decodable & Sendable>: Decodable, Sendable {
  case text(String)
  case blocks([Block])

  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self = .text(text)
    } else {
      self = .blocks(try decoder.singleValueContainer().decode([Lenient<Block>].self).compactMap(\.value))
    }
  }
}
