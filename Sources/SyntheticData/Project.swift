import Rules

/// A project that generated users work on.
struct Project: Hashable, Sendable {
  /// Where code of one language lies.
  struct Place: Hashable, Sendable {
    let language: String
    let directory: String
    let ending: String
  }

  let name: String
  let user: String
  let places: [Place]
  /// Tells whether its user also says how answers are to read.
  let mindsAnswers: Bool
  /// Tells whether its user writes whole sentences, with capitals.
  let writesProperly: Bool

  var languages: [String] {
    places.reduce(into: []) { found, place in
      if !found.contains(place.language) { found.append(place.language) }
    }
  }

  /// Tells whether anybody there could have the wish.
  func suits(_ directive: Directive) -> Bool {
    if let language = directive.language, !languages.contains(language) { return false }
    if let path = directive.conditions["path"], !places.contains(where: { $0.directory == path }) { return false }
    if directive.conditions["activity"] == "migration", !languages.contains("sql") { return false }
    if !directive.habitat.isEmpty, !directive.habitat.contains(where: languages.contains) { return false }
    return mindsAnswers || directive.concern != .everything
  }

  /// The projects of every suite.
  static let all: [Project] = [
    Project(
      name: "web-shop", user: "lena",
      places: [
        Place(language: "typescript", directory: "src/components/", ending: "tsx"),
        Place(language: "typescript", directory: "src/pages/", ending: "tsx"),
        Place(language: "typescript", directory: "src/server/", ending: "ts"),
      ], mindsAnswers: false, writesProperly: false),
    Project(
      name: "billing", user: "omar",
      places: [
        Place(language: "python", directory: "app/services/", ending: "py"),
        Place(language: "python", directory: "app/handlers/", ending: "py"),
        Place(language: "sql", directory: "migrations/", ending: "sql"),
      ], mindsAnswers: true, writesProperly: true),
    Project(
      name: "old-portal", user: "piet",
      places: [
        Place(language: "javascript", directory: "lib/", ending: "js"),
        Place(language: "javascript", directory: "server/", ending: "js"),
        Place(language: "shell", directory: "scripts/", ending: "sh"),
      ], mindsAnswers: false, writesProperly: false),
    Project(
      name: "fleet-gateway", user: "aiko",
      places: [
        Place(language: "go", directory: "internal/routing/", ending: "go"),
        Place(language: "go", directory: "cmd/gateway/", ending: "go"),
        Place(language: "terraform", directory: "infra/", ending: "tf"),
      ], mindsAnswers: false, writesProperly: true),
    Project(
      name: "pixel-tools", user: "sam",
      places: [
        Place(language: "rust", directory: "src/filters/", ending: "rs"),
        Place(language: "shell", directory: "ci/", ending: "sh"),
      ], mindsAnswers: true, writesProperly: false),
    Project(
      name: "trail-app", user: "noor",
      places: [
        Place(language: "swift", directory: "Sources/Maps/", ending: "swift"),
        Place(language: "swift", directory: "Sources/Trips/", ending: "swift"),
      ], mindsAnswers: true, writesProperly: false),
    Project(
      name: "claims-service", user: "rosa",
      places: [
        Place(language: "java", directory: "src/main/java/claims/", ending: "java"),
        Place(language: "sql", directory: "db/changes/", ending: "sql"),
      ], mindsAnswers: false, writesProperly: false),
    Project(
      name: "data-lake", user: "ivan",
      places: [
        Place(language: "python", directory: "jobs/", ending: "py"),
        Place(language: "sql", directory: "models/", ending: "sql"),
        Place(language: "terraform", directory: "envs/", ending: "tf"),
      ], mindsAnswers: false, writesProperly: false),
    Project(
      name: "seat-planner", user: "june",
      places: [
        Place(language: "typescript", directory: "src/components/", ending: "tsx"),
        Place(language: "typescript", directory: "src/store/", ending: "ts"),
        Place(language: "javascript", directory: "tools/", ending: "js"),
      ], mindsAnswers: true, writesProperly: true),
    Project(
      name: "photo-sync", user: "dora",
      places: [
        Place(language: "go", directory: "internal/sync/", ending: "go"),
        Place(language: "sql", directory: "schema/", ending: "sql"),
      ], mindsAnswers: false, writesProperly: false),
    Project(
      name: "quiz-site", user: "emil",
      places: [
        Place(language: "javascript", directory: "public/js/", ending: "js"),
        Place(language: "sql", directory: "sql/", ending: "sql"),
      ], mindsAnswers: true, writesProperly: false),
    Project(
      name: "ml-bench", user: "tove",
      places: [
        Place(language: "python", directory: "bench/", ending: "py"),
        Place(language: "shell", directory: "tools/", ending: "sh"),
      ], mindsAnswers: false, writesProperly: true),
  ]
}
