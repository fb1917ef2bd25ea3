package import Foundation

/// Where a language model answers: an address to which messages of people may be sent.
package struct ChatAddress: Hashable, Sendable {
  /// The address of chat completions.
  package let url: URL
  /// The host where that is this machine; nil for another one.
  let loopbackHost: String?

  /// - Parameters:
  ///   - base: the base of the interface, such as `https://host/v1`, or the whole address of its chat completions.
  ///   - allowsPlainHTTP: whether messages may go unencrypted to another machine.
  /// - Throws: ``ChatError/badAddress(reason:)``.
  package init(_ base: String, allowsPlainHTTP: Bool = false) throws(ChatError) {
    guard let parts = URLComponents(string: base), let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty, let url = parts.url
    else { throw .badAddress(reason: "an http or https address with a host") }
    guard parts.user == nil, parts.password == nil else {
      throw .badAddress(reason: "an address without a name and password")
    }
    let name = host.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    loopbackHost = Self.isLoopback(name) ? name : nil
    guard scheme == "https" || allowsPlainHTTP || loopbackHost != nil else {
      throw .badAddress(reason: "an https address, because it is on another machine")
    }
    let path = "chat/completions"
    self.url = url.path.hasSuffix(path) ? url : url.appending(path: path)
  }

  private static func isLoopback(_ name: String) -> Bool {
    if name == "localhost" || name == "::1" { return true }
    // A leading zero makes a number octal: 0127.0.0.1 is another machine.
    let numbers = name.split(separator: ".", omittingEmptySubsequences: false).map { part in
      UInt8(part).flatMap { String($0) == part ? $0 : nil }
    }
    return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
  }
}
