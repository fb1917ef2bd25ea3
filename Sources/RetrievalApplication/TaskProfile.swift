import Rules

/// What a task says about itself, as rules are compared with it.
struct TaskProfile: Sendable {
  let project: String?
  let language: String?
  let path: String?
  /// What is asked, with the names that matter in it, for comparison by meaning.
  let wording: String
  /// Whether a command is to be run.
  let isCommand: Bool
  /// Everything the task says, for patterns.
  let text: String
  let stems: Set<String>
  let concepts: Set<String>
  let activities: Set<Concepts.Activity>
  /// Whether the task is about tests.
  let isTest: Bool
  /// Whether the task writes or changes code.
  let isCode: Bool
  /// Whether the task writes anything: code, or prose in a file.
  let writes: Bool

  init(_ task: TaskRequest) {
    project = task.project.flatMap(ProjectName.of(directory:))
    path = task.path
    language =
      task.language.map { LanguageName.canonical($0) ?? $0.lowercased() } ?? task.path.flatMap(LanguageName.ofFile)
    let named = [task.path ?? "", task.activity ?? ""] + task.variablesNeeded
    wording = ([task.description] + named).filter { !$0.isEmpty }.joined(separator: " ")
    let fields = [task.type, task.description] + JSONValue.object(task.context).strings + [task.language ?? ""]
    text = fields.joined(separator: "\n")
    // Identifiers are read as their words: `totalAmount` is about an amount.
    let stems = Set(WordStems.stems(of: Self.spaced(text)))
    self.stems = stems
    concepts = stems.union(stems.flatMap(Concepts.concepts))
    let kind = task.type.lowercased()
    let isTalk = ["explanation", "explain", "question", "discussion", "review", "research", "planning"].contains(kind)
    isCommand = kind == "command"
    writes = !isTalk && !isCommand
    isCode = writes && kind != "writing"
    var activities = Concepts.activities(of: Set(WordStems.stems(of: Self.spaced(kind + " " + (task.activity ?? "")))))
    if task.activity == nil {
      activities.formUnion(Concepts.activities(of: Set(WordStems.stems(of: task.description))))
    }
    if isCode { activities.insert(.editing) }
    // An assistant talks whatever it does.
    activities.insert(.communication)
    self.activities = activities
    let place = WordStems.stems(of: Self.spaced(task.path ?? ""))
    isTest = activities.contains(.testing) || place.contains { ["test", "tests", "spec", "specs"].contains($0) }
  }

  /// Parts the words of an identifier: `userName`, `user_name` and `src/userName.ts` become words.
  static func spaced(_ text: String) -> String {
    var result = ""
    var previous: Character = " "
    for character in text {
      if character.isUppercase, previous.isLowercase { result.append(" ") }
      result.append(character == "_" || character == "-" || character == "/" || character == "." ? " " : character)
      previous = character
    }
    return result
  }
}
