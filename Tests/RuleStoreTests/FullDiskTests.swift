import Foundation
import TestSupport
import Testing

/// A disk that is full, for real: a small file system of its own, where the system lets anybody mount one.
@Suite struct FullDiskTests {
  private static let mayMount =
    (try? Command.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]))?.status == 0

  @Test(.enabled(if: mayMount))
  func aFullDiskIsAnErrorAndTheStoreIsWhole() throws {
    let directory = try TemporaryDirectory()
    // The indexer writes through a mapping, which a full disk would answer with a signal.
    let script = """
      mount -t tmpfs -o size=1500k none "$1" && cd "$1" || exit 9
      for run in 1 2 3 4 5 6 7 8; do
        "$2" write rules.git run$run 1 400 >/dev/null 2>>"$3"
        status=$?
        echo "$status"
      done
      git -C rules.git fsck --strict --no-dangling || exit 8
      git -C rules.git rev-list --count main
      ls rules.git/objects
      """
    let (place, log) = (try directory.write("", to: "disk/here"), directory.path("log"))
    let command = try Command.run(
      [
        "unshare", "-rm", "sh", "-c", script, "sh", URL(filePath: place).deletingLastPathComponent().path,
        try StoreWriter.path(), log,
      ], environment: StoreWriter.environment)
    #expect(command.status == 0, "\(command.errors)")
    let lines = command.output.split(separator: "\n").map(String.init)
    let (statuses, rest) = (lines.prefix(8), Array(lines.dropFirst(8)))
    let stored = statuses.count { $0 == "0" }
    #expect(stored > 0 && statuses.contains("1"))
    #expect(statuses.allSatisfy { $0 == "0" || $0 == "1" })
    #expect(rest == ["\(stored * 400 + 1)", "info", "pack"])
    #expect(try String(contentsOf: URL(filePath: log), encoding: .utf8).contains("No space left on device"))
  }
}
