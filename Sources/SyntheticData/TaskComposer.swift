import Rules

/// Writes tasks for a project, without looking at its rules.
enum TaskComposer {
  static func task(id: String, project: Project, random: inout SplitMix64) -> TaskRequest {
    switch random.weighted([60, 28, 12]) {
    case 1: activityTask(id: id, project: project, random: &random)
    case 2:
      TaskRequest(
        id: id, type: "explanation", description: random.text(TaskCatalogue.explanation),
        context: ["project": .string(project.name)])
    default: codeTask(id: id, project: project, random: &random)
    }
  }

  private static func codeTask(id: String, project: Project, random: inout SplitMix64) -> TaskRequest {
    // Most work is in the main language.
    let main = project.places.filter { $0.language == project.languages.first }
    guard let place = random.pick(random.chance(70) ? main : project.places) else {
      return TaskRequest(id: id, type: "other", description: "Have a look around")
    }
    var type = "code_generation"
    var activity: String?
    var rows = TaskCatalogue.code
    switch place.language {
    case "sql":
      rows = random.chance(50) ? TaskCatalogue.sql : TaskCatalogue.migration
      if rows.first?.description == TaskCatalogue.migration.first?.description { activity = "migration" }
    case "shell": rows = TaskCatalogue.shell
    case "terraform": rows = TaskCatalogue.terraform
    default:
      let kind = random.weighted([70, 12, 18]) ?? 0
      if kind == 1 { (rows, type) = (TaskCatalogue.refactoring, "refactoring") }
      if kind == 2 { (rows, activity) = (TaskCatalogue.testing, "testing") }
    }
    guard let row = random.pick(rows) else { return TaskRequest(id: id, type: type, description: "") }
    let style = SampleCode.Style(using: &random)
    let file = row.names.first?.split(separator: " ").joined(separator: "-") ?? "file"
    var context: [String: JSONValue] = [
      "project": .string(project.name),
      "path": .string("\(place.directory)\(file).\(place.ending)"),
      "variables_needed": .array(row.names.map { .string(style.name($0)) }),
      "existing_code": .string(
        SampleCode.text(
          language: place.language, names: row.names, function: "handle \(row.names.last ?? "rows")", style: style)),
    ]
    context["activity"] = activity.map { .string($0) }
    return TaskRequest(id: id, type: type, language: place.language, description: row.description, context: context)
  }

  private static func activityTask(id: String, project: Project, random: inout SplitMix64) -> TaskRequest {
    let kinds: [(activity: String?, type: String, descriptions: [String])] = [
      ("commit", "command", TaskCatalogue.commit), ("branch", "command", TaskCatalogue.branch),
      ("push", "command", TaskCatalogue.push), ("install", "command", TaskCatalogue.install),
      ("deploy", "command", TaskCatalogue.deploy), ("documentation", "writing", TaskCatalogue.documentation),
      ("review", "review", TaskCatalogue.review), (nil, "command", TaskCatalogue.removal),
    ]
    let kind = kinds[random.below(kinds.count)]
    var context: [String: JSONValue] = ["project": .string(project.name)]
    context["activity"] = kind.activity.map { .string($0) }
    // A package belongs to a language; a commit or a review does not.
    let language = kind.activity == "install" ? project.languages.first : nil
    return TaskRequest(
      id: id, type: kind.type, language: language, description: random.text(kind.descriptions), context: context)
  }
}
