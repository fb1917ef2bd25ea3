/// Who puts a signature under commits.
///
/// It is given a commit's bytes, and gives the signature as text, in the form that git keeps: armoured, in lines.
package struct CommitSigner: Sendable {
  private let sign: @Sendable ([UInt8]) throws(GitError) -> String

  package init(_ sign: @escaping @Sendable ([UInt8]) throws(GitError) -> String) { self.sign = sign }

  /// The commit with its signature.
  ///
  /// Git signs the commit as it would be without, and puts the signature into a header `gpgsig` after the others, each
  /// further line after a space (git's Documentation/gitformat-signature.txt).
  ///
  /// - Parameter commit: the commit's bytes without any.
  /// - Throws: `GitError` when there is no signature.
  package func signing(_ commit: [UInt8]) throws(GitError) -> [UInt8] {
    let newline = UInt8(ascii: "\n")
    guard let end = commit.indices.first(where: { commit[$0] == newline && commit.dropFirst($0 + 1).first == newline })
    else { throw GitError(.invalid, "a commit without an end of its headers", operation: "sign") }
    let lines = try sign(commit).split(whereSeparator: \.isNewline)
    guard !lines.isEmpty else { throw GitError(.other, "the signature is empty", operation: "sign") }
    let header = "gpgsig " + lines.joined(separator: "\n ") + "\n"
    return commit[...end] + Array(header.utf8) + commit[(end + 1)...]
  }
}
