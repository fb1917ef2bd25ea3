package import Git

/// The id of a commit in the store.
package struct RevisionID: Hashable, Sendable, CustomStringConvertible {
  package let object: ObjectID

  package init(_ object: ObjectID) {
    self.object = object
  }

  /// Forty lower-case hexadecimal digits.
  package var description: String { object.description }

  /// The first twelve digits, for people.
  package var short: String { String(description.prefix(12)) }
}

extension RevisionID: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let object = ObjectID(hex: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not forty hexadecimal digits")
    }
    self.init(object)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
