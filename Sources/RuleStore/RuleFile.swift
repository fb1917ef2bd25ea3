import FoundationEssentials
import Git
package import Rules
import Secrets

/// The file of one rule in the store.
package enum RuleFile {
  /// The most bytes a rule's file may have.
  package static let sizeLimit = 64 * 1024

  /// The directory of rules in a revision.
  package static let directory = "rules"

  /// Where a rule belongs: `rules/<2 hex>/<id>.json`.
  ///
  /// The shard keeps directories small: changing one file rewrites its directory, which for 100,000 files in one is
  /// 0.9 MB a commit. The rules' own ids are hashes, so that their first two digits spread evenly and a person finds
  /// the file by eye. Any other id, such as `session_001_r1`, is spread by the first two digits of the hash that
  /// `git hash-object` gives for its text.
  ///
  /// - Throws: ``RuleStoreError/git(_:)`` when libgit2 does not start.
  package static func path(of id: RuleID) throws(RuleStoreError) -> String {
    let isHash = id.text.utf8.count >= 16 && id.text.utf8.allSatisfy(lowerCaseHexadecimal.contains)
    let hash = isHash ? id.text : try git { () throws(GitError) in try ObjectID(hashing: id.text.utf8) }.description
    return "\(directory)/\(hash.prefix(2))/\(id).json"
  }

  private static let lowerCaseHexadecimal = Set("0123456789abcdef".utf8)

  /// The rule's canonical bytes.
  ///
  /// - Throws: ``RuleStoreError/refused(_:)`` when they are too many or do not read as the same rule.
  static func encode(_ rule: Rule, checkedBy reader: inout RuleReader) throws(RuleStoreError) -> [UInt8] {
    guard SecretScanner.kind(of: rule.id.text) == nil else {
      throw .refused(RuleRefusal(rule: rule.id, reason: .secretName))
    }
    let bytes: [UInt8]
    do {
      bytes = Array(try CanonicalJSON.file(rule))
    } catch {
      throw .refused(RuleRefusal(rule: rule.id, reason: .notCanonical))
    }
    guard case .success(rule) = decode(bytes, with: &reader) else {
      throw .refused(RuleRefusal(rule: rule.id, reason: .notCanonical))
    }
    guard bytes.count <= sizeLimit else {
      throw .refused(RuleRefusal(rule: rule.id, reason: .tooLarge(bytes: bytes.count)))
    }
    return bytes
  }

  /// Reads a rule, or says what is wrong without quoting it.
  static func decode(_ bytes: [UInt8], with reader: inout RuleReader) -> Result<Rule, Problem> {
    if let rule = bytes.withUnsafeBytes({ reader.rule(in: $0) }) { return .success(rule) }
    do {
      return .success(try CanonicalJSON.decode(from: Data(bytes)))
    } catch {
      return .failure(Problem(reason: CanonicalJSON.problem(error)))
    }
  }

  /// Why a file holds no rule.
  struct Problem: Error {
    let reason: String
  }
}
