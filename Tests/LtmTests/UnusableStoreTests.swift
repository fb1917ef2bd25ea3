import Foundation
import TestSupport
import Testing

/// Disks and owners that let the program not write, and places where a store may be.
@Suite struct UnusableStoreTests {
  private let store: FaultyStore

  init() throws { store = try FaultyStore(with: "first") }

  /// Whether this user can mount in a namespace of its own: root can, and others where user namespaces are allowed.
  private static let canMount: Bool = {
    (try? Command.run(["unshare"] + namespace + ["mount", "-t", "tmpfs", "none", "/mnt"]).status) == 0
  }()
  private static let namespace = getuid() == 0 ? ["--mount"] : ["--map-root-user", "--mount"]

  /// Runs a script in which the mounts are its own; the program is `$1`, the store `$2`, the file with a rule `$3`.
  private func mounting(_ script: String, more: String...) throws -> Command {
    try Command.run(
      ["unshare"] + Self.namespace
        + ["sh", "-c", script, "sh", try BuiltProgram.path("ltm"), store.path, try store.file("second")] + more,
      environment: Command.gitEnvironment)
  }

  @Test(
    .enabled(if: canMount, "mounting takes root or user namespaces"),
    arguments: [0, 4, 8, 12, 16, 20, 24, 28, 32, 40, 48, 64])
  func onAFullDiskNothingChangesUntilThereIsRoom(kilobytes: Int) throws {
    // Fills the disk but for some room, adds a rule, makes room and adds it again.
    let script = """
      set -eu
      disk="$(mktemp -d)"; mount -t tmpfs -o size=2m none "$disk"; cp -r "$2" "$disk/rules.git"
      before="$(git -C "$disk/rules.git" rev-parse main)"
      dd if=/dev/zero of="$disk/room" bs=1k count="$4" 2>/dev/null
      dd if=/dev/zero of="$disk/full" bs=4k 2>/dev/null || :
      rm "$disk/room"
      "$1" store import --input "$3" --store "$disk/rules.git" 2>"$0-errors" && status=0 || status=$?
      cat "$0-errors" >&2
      git -C "$disk/rules.git" fsck --strict --no-dangling >&2
      after="$(git -C "$disk/rules.git" rev-parse main)"
      [ "$status" -ne 0 ] || [ "$before" != "$after" ]
      rm "$disk/full"
      "$1" store import --input "$3" --store "$disk/rules.git"
      git -C "$disk/rules.git" fsck --strict --no-dangling >&2
      echo "status $status moved $([ "$before" = "$after" ] && echo no || echo yes)" \\
        "count $(git -C "$disk/rules.git" rev-list --count main)"
      """
    let run = try mounting(
      script.replacing("$0-errors", with: store.directory.path("complaints")), more: "\(kilobytes)")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasSuffix("count 3\n"), "\(run.output)\(run.errors)")
    guard run.output.hasPrefix("status 0") else {
      #expect(run.output.hasPrefix("status 1"), "\(run.output)\(run.errors)")
      #expect(run.errors.contains("ltm: error: ") && run.errors.contains("No space left on device"), "\(run.errors)")
      return
    }
    // A pack, its index, the reflog and the branch take a page each, and two directories.
    #expect(kilobytes > 8)
  }

  @Test(.enabled(if: canMount, "mounting takes root or user namespaces"))
  func aReadOnlyDiskIsReadAndNotWritten() throws {
    let script = """
      set -eu
      mount --bind "$2" "$2"; mount -o remount,bind,ro "$2"
      "$1" rules list --store "$2"
      "$1" store import --input "$3" --store "$2"
      """
    let tip = try store.tip()
    let run = try mounting(script)
    #expect(run.status == 1)
    #expect(run.output.contains("first"))
    #expect(run.errors == "ltm: error: \(store.path)/ltm.lock: Read-only file system (open)\n")
    #expect(try store.tip() == tip)
    try store.expectSound()
  }

  private static let isRoot = getuid() == 0

  /// Runs the program as another user, who has a copy of it.
  private func asAnotherUser(_ arguments: [String]) throws -> Command {
    let copy = store.directory.path("ltm")
    if !FileManager.default.fileExists(atPath: copy) {
      try FileManager.default.copyItem(atPath: try BuiltProgram.path("ltm"), toPath: copy)
    }
    return try Command.run(
      ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", copy] + arguments,
      environment: ["PATH": "/usr/bin:/bin"])
  }

  @Test(.enabled(if: isRoot, "only root can act as another user"))
  func anotherUsersStoreIsRefused() throws {
    let input = try store.file("second")
    let tip = try store.tip()
    let message = "ltm: error: \(store.path): belongs to another user; run as its owner or change the owner with chown"
    for arguments in [["store", "import", "--input", input], ["rules", "list"]] {
      let run = try asAnotherUser(arguments + ["--store", store.path])
      #expect(run.status == 1)
      #expect(run.errors.hasPrefix(message), "\(run.errors)")
    }
    #expect(try Command.run(["chown", "-R", "65534", store.path]).status == 0)
    let run = try store.importRule("second")
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix(message))
    // Its owner may.
    let own = try asAnotherUser(["store", "import", "--input", input, "--store", store.path])
    #expect(own.status == 0, "\(own.errors)")
    #expect(try Command.run(["chown", "-R", "0", store.path]).status == 0)
    #expect(try store.tip() != tip)
    try store.expectSound()
  }

  @Test(.enabled(if: isRoot, "only root can act as another user"), arguments: ["objects/pack", "refs/heads", "."])
  func whatItsOwnerMayNotWriteToEndsWithOne(part: String) throws {
    #expect(try Command.run(["chown", "-R", "65534", store.path]).status == 0)
    let place = "\(store.path)/\(part)"
    for lock in ["ltm.lock", "ltm.commit.lock"] where part == "." {
      try FileManager.default.removeItem(atPath: "\(store.path)/\(lock)")
    }
    #expect(try Command.run(["chmod", "555", place]).status == 0)
    let input = try store.file("second")
    let tip = try Command.run(["cat", "\(store.path)/refs/heads/main"]).output
    let run = try asAnotherUser(["store", "import", "--input", input, "--store", store.path])
    #expect(run.status == 1)
    #expect(run.errors.contains("Permission denied"), "\(run.errors)")
    #expect(try Command.run(["cat", "\(store.path)/refs/heads/main"]).output == tip)
    #expect(try Command.run(["chmod", "755", place]).status == 0)
    let next = try asAnotherUser(["store", "import", "--input", input, "--store", store.path])
    #expect(next.status == 0, "\(next.errors)")
    #expect(try Command.run(["chown", "-R", "0", store.path]).status == 0)
    try store.expectSound()
    #expect(try store.rules() == ["first", "second"])
  }

  @Test func aStoreMayBeALinkOrBelowWhatIsNotThere() throws {
    let link = store.directory.path("link.git")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "rules.git")
    #expect(try store.importRule("second", to: link).status == 0)
    try store.expectSound()
    #expect(try store.rules() == ["first", "second"])
    let deep = store.directory.path("a/b/c/rules.git")
    #expect(try store.importRule("first", to: deep).status == 0)
    #expect(try Command.git(deep, "fsck", "--strict").status == 0)
  }

  @Test func aPlaceThatCannotHoldAStoreIsNamed() throws {
    let file = try store.directory.write("precious", to: "file")
    let dangling = store.directory.path("dangling.git")
    try FileManager.default.createSymbolicLink(atPath: dangling, withDestinationPath: "nowhere/rules.git")
    for place in [file, "\(file)/rules.git", dangling] {
      let run = try store.importRule("second", to: place)
      #expect(run.status == 1)
      #expect(run.errors.hasPrefix("ltm: error: ") && run.errors.contains(place == dangling ? dangling : file))
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "precious")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: dangling) == "nowhere/rules.git")
  }
}
