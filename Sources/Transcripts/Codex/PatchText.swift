import FoundationEssentials

/// The lines that a patch in Codex's `apply_patch` form adds, file by file.
struct PatchText: Hashable, Sendable {
  /// A file and what is added to it.
  struct File: Hashable, Sendable {
    let path: String
    var added: [String] = []
  }

  private(set) var files: [File] = []

  /// Reads the patch within a tool's input: the patch itself, or JSON with a string that holds it, such as a command.
  init?(toolInput: String) {
    guard let text = Self.patch(in: toolInput) else { return nil }
    var current: File?
    for line in InjectedText.lines(text) {
      if let path = Self.path(line) {
        if let current { files.append(current) }
        current = File(path: path)
      } else if line.hasPrefix("*** ") {
        if let done = current, !line.hasPrefix("*** Move to:") {
          files.append(done)
          current = nil
        }
      } else if line.hasPrefix("+") {
        current?.added.append(String(line.dropFirst()))
      }
    }
    if let current { files.append(current) }
    files.removeAll { file in file.added.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
    if files.isEmpty { return nil }
  }

  /// The files alone.
  var withoutText: PatchText {
    var copy = self
    for index in copy.files.indices { copy.files[index].added = [] }
    return copy
  }

  /// The bytes that are added.
  var size: Int { files.reduce(0) { sum, file in file.added.reduce(sum) { $0 + $1.utf8.count + 1 } } }

  private static func path(_ line: String) -> String? {
    for marker in ["*** Add File: ", "*** Update File: "] where line.hasPrefix(marker) {
      return InjectedText.trimmed(String(line.dropFirst(marker.count)))
    }
    return nil
  }

  private static func patch(in input: String) -> String? {
    let marker = "*** Begin Patch"
    guard input.contains(marker) else { return nil }
    guard input.utf8.first == UInt8(ascii: "{") else { return input }
    let strings = try? JSONDecoder().decode(Strings.self, from: Data(input.utf8)).values
    return strings?.first { $0.contains(marker) }
  }

  /// The strings among the members of a JSON object, and in arrays among them.
  private struct Strings: Decodable {
    let values: [String]

    private struct Name: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Name.self)
      values = container.allKeys.sorted { $0.stringValue < $1.stringValue }.flatMap { key -> [String] in
        if let text = container.lenient(key, as: String.self) { return [text] }
        return container.lenient(key, as: [Lenient<String>].self)?.compactMap(\.value) ?? []
      }
    }
  }
}
