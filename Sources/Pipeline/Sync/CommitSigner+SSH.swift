import Git

extension CommitSigner {
  /// Signs with an SSH key, by `ssh-keygen -Y sign` as git itself does.
  ///
  /// Nothing is asked for: a key with a passphrase has to be in an agent, and then its public half names it.
  ///
  /// - Parameters:
  ///   - key: the file of the private key, or of the public one with an agent; `~` is the home directory.
  ///   - environment: the environment, with the agent's address.
  static func ssh(key: String, environment: [String: String]) -> CommitSigner {
    var environment = environment
    (environment["SSH_ASKPASS_REQUIRE"], environment["SSH_ASKPASS"]) = ("force", "/bin/false")
    let settings = environment
    let file = key.hasPrefix("~/") ? "\(environment["HOME"] ?? "")\(key.dropFirst())" : key
    return CommitSigner { commit throws(GitError) in
      func failure(_ reason: String) -> GitError {
        GitError(.other, reason, operation: "ssh-keygen -Y sign", path: file)
      }
      let result: ProgramRun
      do {
        result = try ProgramRun.run(
          ["ssh-keygen", "-Y", "sign", "-n", "git", "-f", file], environment: settings, input: commit, isDetached: true)
      } catch {
        throw failure("\(error)")
      }
      let signature = String(decoding: result.output, as: UTF8.self)
      guard result.status == 0, signature.hasPrefix("-----BEGIN SSH SIGNATURE-----\n") else {
        let lines = result.errors.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("Signing data") }
        throw failure(
          "commits cannot be signed with this key: \(lines.joined(separator: "; ").prefix(300)) (with a passphrase it has "
            + "to be in ssh-agent; 'store.signing_key' then names the .pub file)")
      }
      return signature
    }
  }
}
