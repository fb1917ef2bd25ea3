import Foundation
import Git
import RetrievalApplication
import RuleExtraction
import RuleStore
import Rules
import SentenceEncoder
import SourceCode
import StorageDecision

/// Looks at what the program needs of the machine.
struct EnvironmentExamination: Sendable {
  let store: String
  /// Whether the configuration's method needs the trained model for messages.
  let needsModel: Bool
  /// The real time, in seconds since the Unix epoch.
  let clock: Int64
  let git: StoreGit?
  /// `SOURCE_DATE_EPOCH`, where it is set.
  var fixedTime = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"]

  func findings() -> [Finding] {
    libgit2() + gitProgram() + models() + [grammars()] + time()
  }

  /// Before 1.5.1, libgit2 does not see that a repository's owner is another (CVE-2022-29187).
  private static let oldestLibgit2 = LibraryVersion(1, 5, 1)

  private func libgit2() -> [Finding] {
    let version = LibraryVersion.loaded
    guard version >= Self.oldestLibgit2 else {
      return [
        .error(.libgit2, "libgit2", "is \(version), and \(Self.oldestLibgit2) is needed", remedy: "install a newer one")
      ]
    }
    return [.ok(.libgit2, "libgit2", "\(version)")]
  }

  private func gitProgram() -> [Finding] {
    guard let git, let version = git.version else {
      let remedy = "install git; the job does not need it, but repacking does, and whoever reviews"
      return [.warning(.git, "git", "is not installed", remedy: remedy)]
    }
    return [.ok(.git, "git", "\(version), at \(git.path)")]
  }

  private func models() -> [Finding] {
    let loaders: [(name: String, isNeeded: Bool, load: () throws -> Void)] = [
      (ClauseClassifier.fileName, needsModel, { _ = try ClauseClassifier.load() }),
      (ChangeModel.fileName, true, { _ = try ChangeJudge.load() }),
      (FitModel.fileName, true, { _ = try FitJudge.load() }),
    ]
    return loaders.map { name, isNeeded, load in
      do {
        // The sentence encoder's file is checked against the checksum in it.
        try load()
        return .ok(.model, name, "at \(ModelFiles.locate(name) ?? ""), with its encoder")
      } catch {
        let remedy = "run 'make install' again, or set LTM_MODELS to the directory with the models"
        return isNeeded
          ? .error(.model, name, "\(error)", remedy: remedy) : .warning(.model, name, "\(error)", remedy: remedy)
      }
    }
  }

  private func grammars() -> Finding {
    do {
      _ = try SourceText("let a = 1", language: "JavaScript")
      return .ok(.grammars, GrammarFile.path ?? "grammars", "can be loaded")
    } catch {
      return .error(
        .grammars, "grammars", "\(error)",
        remedy: "run 'make deps' and 'make install' again, or set LTM_GRAMMARS to the file with the grammars")
    }
  }

  /// Long before this program was written.
  private static let earliest: Int64 = 1_704_067_200

  private func time() -> [Finding] {
    guard clock >= Self.earliest else {
      return [.error(.clock, "clock", "is before 2024", remedy: "set the clock; commits get the time of the run")]
    }
    let last = (try? GitRuleStore(path: store).lastCommitTime()?.seconds) ?? nil
    if let last, last > clock + 86_400 {
      return [
        .warning(
          .clock, "clock", "the last commit, of \(Timestamp(seconds: last)), is more than a day in the future",
          remedy: "set the clock; or see whether SOURCE_DATE_EPOCH was set for that run")
      ]
    }
    if let fixedTime, !fixedTime.isEmpty {
      return [.ok(.clock, "SOURCE_DATE_EPOCH", "is set: commits get that time")]
    }
    return [.ok(.clock, "clock", "\(Timestamp(seconds: clock))")]
  }
}
