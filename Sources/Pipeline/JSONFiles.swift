package import FoundationEssentials
import Rules
import Secrets

/// Files of JSON and of JSON lines; `-` stands for standard input and output. Secrets are masked in all that is written.
package enum JSONFiles {
  /// What was in a file of JSON lines.
  package struct Lines<Value: Sendable>: Sendable {
    package var values: [Value] = []
    package var problems: [InputProblem] = []
  }

  /// Reads one value for each line; a line that is none is a problem, and the others are read.
  ///
  /// - Throws: ``PipelineError/unreadable(file:reason:)``.
  package static func readLines<Value: Decodable & Sendable>(
    _ type: Value.Type = Value.self, from path: String
  ) throws(PipelineError) -> Lines<Value> {
    var lines = Lines<Value>()
    let data = try read(path)
    for (index, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 > UInt8(ascii: " ") }) else { continue }
      do {
        lines.values.append(try CanonicalJSON.decode(from: Data(line)))
      } catch {
        lines.problems.append(
          InputProblem(file: path, line: index + 1, reason: CanonicalJSON.problem(error)))
      }
    }
    return lines
  }

  /// Reads a JSON array, or JSON lines, or a single value.
  ///
  /// - Throws: ``PipelineError/unreadable(file:reason:)``.
  package static func readList<Value: Decodable & Sendable>(
    _ type: Value.Type = Value.self, from path: String
  ) throws(PipelineError) -> Lines<Value> {
    let data = try read(path)
    let first = data.first { $0 > UInt8(ascii: " ") }
    if first == UInt8(ascii: "["), let elements = try? CanonicalJSON.decode([Fallible<Value>].self, from: data) {
      var lines = Lines<Value>()
      for (index, element) in elements.enumerated() {
        switch element.result {
        case .success(let value): lines.values.append(value)
        case .failure(let problem):
          lines.problems.append(InputProblem(file: path, reason: "element \(index): \(problem.reason)"))
        }
      }
      return lines
    }
    if first == UInt8(ascii: "{"), let value = try? CanonicalJSON.decode(Value.self, from: data) {
      return Lines(values: [value])
    }
    guard first == UInt8(ascii: "{") else {
      throw .unreadable(file: path, reason: "neither a JSON array nor JSON lines")
    }
    return try readLines(from: path)
  }

  /// Reads a list of paths, one a line; empty lines are none.
  ///
  /// - Throws: ``PipelineError/unreadable(file:reason:)``.
  package static func readPaths(from path: String) throws(PipelineError) -> [String] {
    try read(path).split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes one line for each value.
  ///
  /// - Throws: ``PipelineError/unwritable(file:reason:)``; a file that was there is then as it was.
  package static func writeLines(_ values: [some Encodable], to path: String) throws(PipelineError) {
    var data = Data()
    do {
      for value in values { data.append(try line(value)) }
    } catch {
      throw .unwritable(file: path, reason: "a value cannot be written as JSON")
    }
    try write(data, to: path)
  }

  /// A value as one line of JSON.
  ///
  /// - Throws: `EncodingError`, for a number that JSON cannot hold.
  static func line(_ value: some Encodable) throws -> Data {
    try masked(try CanonicalJSON.line(value), CanonicalJSON.line)
  }

  /// Writes a value as a file of its own.
  ///
  /// - Throws: ``PipelineError/unwritable(file:reason:)``; a file that was there is then as it was.
  package static func write(_ value: some Encodable, to path: String) throws(PipelineError) {
    let data: Data
    do {
      data = try masked(try CanonicalJSON.file(value), CanonicalJSON.file)
    } catch {
      throw .unwritable(file: path, reason: "a value cannot be written as JSON")
    }
    try write(data, to: path)
  }

  /// JSON with every secret in its strings masked; the very same bytes where there is none.
  ///
  /// String by string: in the encoded text a secret's end could not be told from what follows it.
  private static func masked(_ json: Data, _ encode: (JSONValue) throws -> Data) throws -> Data {
    let value: JSONValue = try CanonicalJSON.decode(from: json)
    let safe = value.mappingStrings(SecretScanner.masked)
    return safe == value ? json : try encode(safe)
  }

  /// Writes bytes, all or nothing.
  ///
  /// - Throws: ``PipelineError/unwritable(file:reason:)``.
  package static func write(_ data: Data, to path: String) throws(PipelineError) {
    do {
      if path == "-" { return try OpenFile.standardOutput.write(data) }
      // A device or a pipe is written to; renaming a file over it would take its place.
      let isReplaceable = !exists(path) || isRegularFile(path)
      try data.write(to: URL(filePath: path), options: isReplaceable ? .atomic : [])
    } catch {
      throw .unwritable(file: path, reason: Self.reason(error))
    }
  }

  /// Writes text, all or nothing.
  ///
  /// - Throws: ``PipelineError/unwritable(file:reason:)``.
  package static func writeText(_ text: String, to path: String) throws(PipelineError) {
    try write(Data(SecretScanner.masked(text).utf8), to: path)
  }

  /// Creates a directory with those above it.
  ///
  /// - Throws: ``PipelineError/unwritable(file:reason:)``.
  package static func createDirectory(_ path: String) throws(PipelineError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(file: path, reason: Self.reason(error))
    }
  }

  /// Tells whether there is something at a path.
  package static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  private static func isRegularFile(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeRegular
  }

  /// Reads a file, or standard input for `-`.
  ///
  /// - Throws: ``PipelineError/unreadable(file:reason:)``.
  package static func read(_ path: String) throws(PipelineError) -> Data {
    do {
      return try path == "-" ? OpenFile.standardInput.readToEnd() : Data(contentsOf: URL(filePath: path))
    } catch {
      throw .unreadable(file: path, reason: Self.reason(error))
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "no such file or directory"
    case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
    case .fileWriteOutOfSpace: "no space left"
    case .fileWriteVolumeReadOnly: "read-only file system"
    default: "the system refused it"
    }
  }

  /// A value, or why it is none.
  private struct Fallible<Value: Decodable & Sendable>: Decodable {
    struct Problem: Error { let reason: String }
    let result: Result<Value, Problem>

    init(from decoder: any Decoder) throws {
      do { result = .success(try Value(from: decoder)) } catch {
        result = .failure(Problem(reason: CanonicalJSON.problem(error)))
      }
    }
  }
}
