import Foundation

/// The proxies of the environment, which the transfer library below `URLSession` heeds whatever a session is set to.
enum Proxies {
  /// Lets a host be reached without a proxy, for the rest of the process: what is meant for this machine must not go
  /// to another one, unencrypted at that.
  static func leaveOut(_ host: String) {
    let environment = ProcessInfo.processInfo.environment
    let known = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
    // Only alone does it stand for every host.
    guard known != "*", !known.split(separator: ",").contains(Substring(host)) else { return }
    setenv("no_proxy", known.isEmpty ? host : "\(known),\(host)", 1)
  }
}
