/// Why a language model gave no answer. Its text never holds the question, the answer or the key.
package enum ChatError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The address is none to which questions may be sent.
  case badAddress(reason: String)
  case unreachable
  case timedOut
  /// The server answered with another status than 200.
  case status(Int)
  /// The server sent the question on to another address.
  case redirected
  /// The answer is larger than is read.
  case tooLarge
  /// The answer is not of the form of the interface.
  case malformed

  package var description: String {
    switch self {
    case .badAddress(let reason): reason
    case .unreachable: "the server cannot be reached"
    case .timedOut: "the server took too long"
    case .status(let code): "the server answered with status \(code)"
    case .redirected: "the server redirects, which is not followed"
    case .tooLarge: "the answer is too large"
    case .malformed: "the answer is not that of a chat interface"
    }
  }
}
