package import Foundation
import Testing

/// A directory that is gone when the value is.
///
/// Before it goes, git checks every repository in it: no test leaves one in which anything is wrong, unless it says so.
package final class TemporaryDirectory: Sendable {
  package let url: URL
  private let holdsDamage: Bool

  /// Makes an empty one.
  ///
  /// - Parameter holdsDamage: whether the test damages repositories in it.
  package init(holdsDamage: Bool = false) throws {
    self.holdsDamage = holdsDamage
    url = FileManager.default.temporaryDirectory.appending(path: "ltm-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  package var path: String { url.path(percentEncoded: false) }

  /// The path of something inside.
  package func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

  /// Writes a file, with the directories above it.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path(percentEncoded: false)
  }

  deinit {
    if !holdsDamage {
      for repository in Self.repositories(in: path, depth: 3) { Self.check(repository) }
    }
    try? FileManager.default.removeItem(at: url)
  }

  /// The repositories in a directory, also those with a working tree.
  private static func repositories(in directory: String, depth: Int) -> [String] {
    let parts = ["HEAD", "objects", "refs"].map { "\(directory)/\($0)" }
    if parts.allSatisfy(FileManager.default.fileExists) { return [directory] }
    guard depth > 0 else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.sorted().map { "\(directory)/\($0)" }.filter { place in
      let type = try? FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType
      return type == .typeDirectory
    }.flatMap { repositories(in: $0, depth: depth - 1) }
  }

  private static func check(_ repository: String) {
    do {
      let check = try Command.run(
        ["git", "-c", "safe.directory=*", "-C", repository, "fsck", "--strict", "--no-dangling"],
        environment: Command.gitEnvironment)
      if check.status != 0 { Issue.record("git finds damage in \(repository): \(check.errors)") }
    } catch {
      Issue.record("\(error)")
    }
  }
}
