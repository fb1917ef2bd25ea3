import Foundation
import Git
import TestSupport
import Testing

/// Who is at the keyboard is what git itself says.
@Suite struct PersonIdentityTests {
  private let directory: TemporaryDirectory
  private var store: String { directory.path("r.git") }

  init() throws {
    directory = try TemporaryDirectory()
    try Repository.create(path: directory.path("r.git"), branch: "main")
  }

  private func find(_ environment: [String: String]) throws -> PersonIdentity? {
    try PersonIdentity.find(
      environment: ["HOME": directory.path("home"), "GIT_CONFIG_NOSYSTEM": "1"].merging(environment) { $1 },
      repository: store)
  }

  /// What `git var` says, without the time.
  private func git(_ environment: [String: String]) throws -> String {
    let command = try Command.run(
      ["git", "-C", store, "var", "GIT_AUTHOR_IDENT"],
      environment: ["HOME": directory.path("home"), "GIT_CONFIG_NOSYSTEM": "1", "PATH": "/usr/bin:/bin"]
        .merging(environment) { $1 })
    return command.output.split(separator: " ").dropLast(2).joined(separator: " ")
  }

  @Test(arguments: [
    [:], ["GIT_AUTHOR_NAME": "Eve"], ["GIT_AUTHOR_NAME": "Eve", "GIT_AUTHOR_EMAIL": "eve@example.org"],
    ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "Eve", "EMAIL": "mail@example.org"],
  ])
  func itIsWhoGitSays(environment: [String: String]) throws {
    try directory.write("[user]\n\tname = Ann <Lee>\n\temail = ann@example.org\n", to: "home/.gitconfig")
    try directory.write("[user]\n\tname = Old\n\temail = old@example.org\n", to: "home/.config/git/config")
    let person = try #require(try find(environment))
    #expect("\(person.name) <\(person.email)>" == (try git(environment)))
  }

  @Test func theStoresOwnConfigurationComesBeforeThePersons() throws {
    try directory.write("[user]\n\tname = Ann\n\temail = ann@example.org\n", to: "home/.gitconfig")
    #expect(try Command.git(store, "config", "user.name", "Team").status == 0)
    #expect(try find([:]) == PersonIdentity(name: "Team", email: "ann@example.org"))
  }

  @Test func withoutANameOrAnAddressItIsNobody() throws {
    #expect(try find([:]) == nil)
    #expect(try find(["GIT_AUTHOR_NAME": "Eve"]) == nil)
    #expect(try find(["GIT_AUTHOR_NAME": " <> ", "GIT_AUTHOR_EMAIL": "a@b"]) == nil)
  }

  @Test func aBrokenConfigurationIsNamed() throws {
    try directory.write("[user\n", to: "home/.gitconfig")
    let error = #expect(throws: GitError.self) { try find([:]) }
    #expect(error?.path?.hasSuffix("home/.gitconfig") == true)
  }
}
