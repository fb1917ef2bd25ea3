import Foundation

/// Looks at where transcripts come from, and at what starts the job.
struct SourceExamination: Sendable {
  let inputs: [String]
  let home: String

  func findings() -> [Finding] {
    inputs.filter { $0 != "-" }.flatMap(input) + assistants() + schedule()
  }

  /// Every directory below an input is opened, and no file.
  private func input(_ path: String) -> [Finding] {
    let (paths, problems) = SourcesStage.files([path])
    if paths.isEmpty, problems.isEmpty {
      let remedy = "'ltm sources --discover' says where assistants keep transcripts"
      return [.warning(.input, path, "has no files that could be transcripts", remedy: remedy)]
    }
    return problems.map { problem in
      .error(.input, problem.file, problem.reason, remedy: "correct '--input', or the permissions of the directory")
    }.or(.input, path, "\(paths.count) files that may be transcripts")
  }

  private func assistants() -> [Finding] {
    let places = SourcesStage.places(home: home)
    guard !places.isEmpty else { return [.ok(.assistants, home, "no known assistant keeps transcripts below it")] }
    return places.map { place in
      let isRead = inputs.contains {
        place == $0 || place.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") || $0.hasPrefix(place + "/")
      }
      return .ok(.assistants, place, isRead ? "is read" : "may hold transcripts; no '--input' names it")
    }
  }

  private func schedule() -> [Finding] {
    let timer = "\(home)/.config/systemd/user/timers.target.wants/ltm.timer"
    return [
      .ok(
        .schedule, "ltm.timer",
        FileFacts(timer) == nil ? "systemd does not start the job for this user" : "systemd starts the job")
    ]
  }
}
