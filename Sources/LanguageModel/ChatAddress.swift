package import Foundation

/// Where a language model answers: an address to which messages of people may be sent.
package struct ChatAddress: Hashable, Sendable {
  /// The address of chat completions.
  package let url: URL

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
    guard scheme == "https" || allowsPlainHTTP || Self.isLoopback(host) else {
      throw .badAddress(reason: "an https address, because it is on another machine")
    }
    let path = "chat/completions"
    self.url = url.path.hasSuffix(path) ? url : url.appending(path: path)
  }

  private static func isLoopback(_ host: String) -> Bool {
    let name = host.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    if name == "localhost" || name == "::1" { return true }
    let numbers = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
  }
}
