import Rules
import Testing
import Transcripts

@Suite struct ProjectNameTests {
  @Test(arguments: [
    "/home/ann/.cursor/worktrees/app/x1f", "/Users/ann/.windsurf/worktrees/app/x1f/src",
    "/root/.cursor/worktrees/app/1",
    "/home/ann/src/app/.cursor/worktrees/x", "/srv/app/.git/worktrees/x", "/Users/ann/conductor/workspaces/app/lima",
    "/Users/ann/conductor/workspaces/app/lima/src", "/srv/app/.conductor/lima", "/srv/app-worktrees/fix",
    "/srv/app.worktrees/fix/src", "/tmp/vibe-kanban/worktrees/1f-fix/app/src", #"C:\Users\ann\.cursor\worktrees\app\1"#,
    "/home/ann/.codex/worktrees/1f/app/src", "app", "/srv/app",
  ])
  func aWorktreeIsItsProjectWhereverToolsKeepIt(directory: String) {
    #expect(ProjectName.of(directory: directory) == "app")
  }

  @Test(arguments: [
    ("/home/ann/git-worktrees/app-fix", "app-fix"), ("/home/ann/worktrees/app", "app"),
    ("/srv/app-worktrees", "app-worktrees"),
    ("/home/ann/conductor/workspaces", "workspaces"), ("/home/ann/.conductor/app", "app"),
    ("/srv/worktrees/app", "app"),
  ])
  func aDirectoryOfManyProjectsIsNoProject(directory: String, name: String) {
    #expect(ProjectName.of(directory: directory) == name)
  }

  @Test(arguments: [
    "https://example.com/ann/app.git", "https://example.com/ann/app/", "git@example.com:ann/app.git", "host:app.git",
    "ssh://git@example.com:22/ann/app", "https://ann:secret@example.com/app?x=/y", "/srv/git/app.git",
    "file:///srv/app",
    "https://dev.example.com/org/team/_git/app",
  ])
  func aRepositoryIsCalledWhatItsAddressEndsWith(address: String) {
    #expect(ProjectName.of(repository: address, directory: "/home/ann/copy-2/src") == "app")
  }

  @Test(arguments: ["", "https://ann:secret@example.com", "https://example.com/", "git@example.com:", ".git", "/"])
  func anAddressWithoutANameIsNotUsed(address: String) {
    #expect(ProjectName.of(repository: address, directory: "/home/ann/app") == "app")
    #expect(ProjectName.of(repository: address, directory: nil) == nil)
  }

  @Test func aNameThatDiffersByCaseAloneIsTheDirectorys() {
    #expect(ProjectName.of(repository: "git@example.com:ann/MyApp.git", directory: "/home/ann/myapp/src") == "myapp")
    #expect(ProjectName.of(repository: nil, directory: "/home/ann/myapp") == "myapp")
  }

  @Test func theRepositoryThatARecordNamesIsTheProject() throws {
    let git: JSONValue = ["branch": "main", "repository_url": "git@example.com:ann/tool.git"]
    let codex = try read([Lines.meta("c1", ["cwd": "/home/ann/copy-2", "git": git]), Lines.event("hi")])
    #expect(codex.transcripts.first?.project == "tool")
    #expect(codex.transcripts.first?.metadata?["git_branch"] == "main")
    let repository = #""repoData": {"localBranch": "fix", "remoteUrl": "https://example.com/ann/tool"}"#
    let copilot = try read(text: Samples.copilot.replacing(#""version": 3"#, with: repository))
    #expect(copilot.transcripts.first?.project == "tool")
    #expect(copilot.transcripts.first?.metadata?["git_branch"] == "fix")
  }
}
