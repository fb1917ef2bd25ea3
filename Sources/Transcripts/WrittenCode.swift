/// Code that an assistant wrote into a file.
struct WrittenCode: Hashable, Sendable {
  /// The file, as the tool was given it.
  var path: String?
  var text: String
}

/// What a tool that writes files is given. The tools of the assistants differ in the names of its members alone.
struct WrittenCodeInput: Decodable, Sendable {
  let code: [WrittenCode]

  /// A replacement within a file.
  private struct Edit: Decodable, Sendable {
    let text: String?

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Name.self)
      text = Self.texts.lazy.compactMap { container.lenient(Name($0), as: String.self) }.first
    }

    static let texts = ["new_string", "newString", "newText", "replace", "text"]
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    func strings(_ names: [String]) -> [String] { names.compactMap { container.lenient(Name($0), as: String.self) } }
    let path = strings(Self.paths).first
    let edits = Self.lists.flatMap { container.lenient(Name($0), as: [Lenient<Edit>].self) ?? [] }
    let listed = container.lenient(Name("diffs"), as: [Lenient<String>].self)?.compactMap(\.value) ?? []
    let diffs = (strings(["diff"]) + listed).flatMap(DiffText.added)
    let patches = strings(Self.patches).compactMap { PatchText(toolInput: $0) }.flatMap(\.files)
    let written = strings(Self.texts) + edits.compactMap { $0.value?.text } + diffs
    code =
      written.map { WrittenCode(path: path, text: $0) }
      + patches.map { WrittenCode(path: $0.path, text: $0.added.joined(separator: "\n")) }
  }

  /// What a tool was given as a JSON text; none when it is no JSON object.
  static func code(json: String) -> [WrittenCode] {
    JSONText.decode(json, as: WrittenCodeInput.self)?.code ?? []
  }

  private static let paths = [
    "file_path", "filePath", "filepath", "path", "target_file", "targetFile", "relativeWorkspacePath",
    "target_notebook", "absolute_path",
  ]
  private static let texts = [
    "content", "contents", "new_string", "newString", "code", "code_edit", "codeEdit", "changes", "replace",
    "streamingContent",
  ]
  private static let lists = ["edits", "replacements", "operations"]
  private static let patches = ["patch", "patchText", "input"]
}
