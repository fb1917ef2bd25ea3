import ArgumentParser
import Foundation
import Pipeline
import RuleStore

/// How the program ends.
enum ExitStatus: Int32, Error {
  case failure = 1
  case usage = 2
  /// Done, but some inputs were unreadable. They have been named already.
  case someInputsUnreadable = 3
  case locked = 4
  case interrupted = 130

  /// Ends the program with the status and the message that an error calls for.
  static func exit(after error: any Error) -> Never {
    if let status = error as? ExitStatus { Foundation.exit(status.rawValue) }
    let code = LTM.exitCode(for: error)
    // Help and the like: the parser's own, on standard output.
    if code.isSuccess { LTM.exit(withError: error) }
    if code == .validationFailure {
      Console.error(LTM.fullMessage(for: error))
      Foundation.exit(ExitStatus.usage.rawValue)
    }
    let status = status(of: error)
    Console.error("ltm: \(status == .interrupted ? "" : "error: ")\(error)")
    Foundation.exit(status.rawValue)
  }

  private static func status(of error: any Error) -> ExitStatus {
    switch error {
    case is ConfigurationError: .usage
    case RuleStoreError.lockedByAnotherRun: .locked
    case PipelineError.interrupted: .interrupted
    default: .failure
    }
  }
}
