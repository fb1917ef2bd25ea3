import JSONReading

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
    guard InjectedText.contains(input, "*** Begin Patch") else { return nil }
    guard input.utf8.first == UInt8(ascii: "{") else { return input }
    var input = input
    return input.withUTF8 { bytes in
      var structure = JSONStructure()
      guard var cursor = structure.cursor(UnsafeRawBufferPointer(bytes)),
        let strings = try? strings(&cursor), cursor.position == nil
      else { return nil }
      return strings.first { InjectedText.contains($0, "*** Begin Patch") }
    }
  }

  /// The strings among the members of a JSON object, and in arrays among them, in the order of the members' names.
  private static func strings(_ cursor: inout JSONCursor) throws(JSONBroken) -> [String] {
    guard try cursor.enterObject() else { return [] }
    var members: [(name: String, strings: [String])] = []
    while let name = try cursor.nextName() {
      var (strings, elements) = ([String](), cursor)
      if let text = try cursor.string() {
        strings.append(try text.checked())
      } else if try elements.enterArray() {
        while try elements.nextElement() {
          if let text = try elements.string() { strings.append(try text.checked()) }
        }
      }
      members.append((try name.checked(), strings))
    }
    return members.sorted { $0.name < $1.name }.flatMap(\.strings)
  }
}
