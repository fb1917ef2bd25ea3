/// Why a record of an input is not in the transcript; the raw values appear in reports and stay as they are.
package enum SkipReason: String, Hashable, Sendable, CaseIterable {
  /// What a tool gave back.
  case toolResult = "tool_result"
  /// A call of a tool that writes no code.
  case toolUse = "tool_use"
  /// The assistant's hidden reasoning.
  case thinking
  /// A subagent's conversation: its "user" is a model.
  case sidechain
  /// Marked by the client as not typed.
  case meta
  /// A summary of the conversation so far, written by a model.
  case compactSummary = "compact_summary"
  /// A plan that a model wrote and the client sends as the user.
  case plan
  /// Text that the client puts in under the user's role: reminders, rules files, the environment.
  case injected
  /// A command to the client, without words to the assistant.
  case command
  /// The client's note that the user interrupted.
  case interruption
  /// The same record, or the same message in another record.
  case duplicate
  /// A run whose prompt came from a program.
  case headless
  /// A message that the client made up in the assistant's name, such as an error of the service.
  case synthetic
  /// A queued prompt, or a part of the conversation, that the user took back.
  case retracted
  /// A message on a branch of the conversation that was left for another one.
  case branch
  /// What looks like a turn within code or a tool's output.
  case quoted
  /// Progress of a tool.
  case progress
  /// A snapshot of files.
  case snapshot
  /// A note of the client about the session.
  case system
  /// The client's bookkeeping: queue, title, settings, context of a turn.
  case state
  /// The title or summary of a session.
  case summary
  /// An event that repeats or accompanies the conversation's items.
  case event
  /// A message without text.
  case empty
  /// A type of record that is not known here.
  case unknownType = "unknown_type"
  /// Not a JSON object of the expected shape.
  case malformed
  /// The last line, which was not yet written to its end.
  case partialLastLine = "partial_last_line"
  /// A line longer than the limit.
  case tooLong = "too_long"

  /// For people, of a record that could not be read.
  package var title: String {
    switch self {
    case .malformed: "not a record of this format"
    case .partialLastLine: "cut off; it is read once it is complete"
    case .tooLong: "longer than \(LineStream.lineLimit) bytes"
    default: rawValue
    }
  }
}

extension InputCount {
  mutating func skip(_ reason: SkipReason, count: Int = 1) { if count > 0 { skip(reason.rawValue, count: count) } }
}
