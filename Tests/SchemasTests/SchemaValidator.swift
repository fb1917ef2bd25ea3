import Foundation
import Rules
import TestSupport
import Testing

/// A JSON Schema in `config/schemas`, asked through the validator `check-jsonschema`.
struct SchemaValidator: Sendable {
  /// The schema's name without its ending.
  let name: String

  /// Which of the files the schema refuses, by their last path component. One run for all: starting it is slow.
  func refused(_ files: [String]) throws -> Set<String> {
    let schema = "config/schemas/\(name).schema.json"
    let result = try Self.run(["--output-format", "json", "--schemafile", schema] + files)
    let report = try CanonicalJSON.decode(Report.self, from: Data(result.output.utf8))
    // A file that is no JSON is a mistake in the test, not an answer about the schema.
    #expect(report.parseErrors?.isEmpty != false)
    #expect(result.status == (report.errors.isEmpty ? 0 : 1))
    return Set(report.errors.map { URL(filePath: $0.filename).lastPathComponent })
  }

  /// Runs the validator from the package's directory.
  static func run(_ arguments: [String]) throws -> Command {
    var environment = ProcessInfo.processInfo.environment
    let own = packageDirectory.appending(path: ".build/venv/bin").path(percentEncoded: false)
    environment["PATH"] = "\(own):\(environment["PATH"] ?? "/usr/bin:/bin")"
    let result = try Command.run(
      ["check-jsonschema"] + arguments, in: packageDirectory.path(percentEncoded: false), environment: environment)
    guard result.status != 127 else { throw Missing() }
    return result
  }

  /// The validator is not installed.
  struct Missing: Error, CustomStringConvertible {
    let description = "check-jsonschema is neither on the PATH nor in .build/venv/bin; 'make deps' installs it"
  }

  private struct Report: Decodable {
    struct Failure: Decodable {
      let filename: String
    }
    let errors: [Failure]
    /// Absent when all is well.
    let parseErrors: [Failure]?

    enum CodingKeys: String, CodingKey {
      case errors
      case parseErrors = "parse_errors"
    }
  }
}

extension JSONValue {
  /// The value with the one at a path set, or removed when it is nil; an array's element is named by its index.
  func setting(_ path: String..., to new: JSONValue?) -> JSONValue {
    setting(path[...], to: new)
  }

  private func setting(_ path: ArraySlice<String>, to new: JSONValue?) -> JSONValue {
    guard let key = path.first else { return new ?? .null }
    let rest = path.dropFirst()
    switch self {
    case .object(var members):
      members[key] = rest.isEmpty ? new : (members[key] ?? .null).setting(rest, to: new)
      return .object(members)
    case .array(var elements):
      if let index = Int(key), elements.indices.contains(index) {
        elements[index] = elements[index].setting(rest, to: new)
      }
      return .array(elements)
    default: return self
    }
  }
}
