import Foundation
import RuleStore
import TestSupport
import Testing

/// One night that a store's writer makes again and again, from the same store each time, and that is disturbed.
struct Nights {
  private let directory: TemporaryDirectory
  /// The references after each step of an undisturbed night, from what was there before it to its end.
  let states: [String]
  /// The calls of an undisturbed night, from its beginning on a store that is there.
  let trace: [String]
  /// How long an undisturbed night takes from the moment at which it has the run lock.
  let duration: Duration

  init(size: Int = 2) throws {
    directory = try TemporaryDirectory()
    let base = directory.path("base.git")
    try #require(try StoreWriter.night(base, "old", size: 3).status == 0)
    let place = directory.path("trace.git")
    try FileManager.default.copyItem(atPath: base, toPath: place)
    let whole = try StoreWriter.night(place, "new", size: size, trace: directory.path("trace"))
    try #require(whole.status == 0)
    trace = try String(contentsOfFile: directory.path("trace"), encoding: .utf8).split(separator: "\n").map(String.init)
    var current = try Self.references(base)
    var states = [Self.text(current)]
    let moves = whole.output.split(separator: "\n").dropFirst().map(String.init)
    for (branch, id) in zip(["evidence", "candidates", "main", "candidates", "evidence"], moves) {
      current["refs/heads/\(branch)"] = id
      states.append(Self.text(current))
    }
    self.states = states
    try #require(states.last == Self.text(try Self.references(place)) && Set(states).count == 6)
    let timed = directory.path("timed.git")
    try FileManager.default.copyItem(atPath: base, toPath: timed)
    let (writer, output) = try StoreWriter.startNight(timed, "new", size: size)
    let start = ContinuousClock.now
    _ = output.fileHandleForReading.readDataToEndOfFile()
    writer.waitUntilExit()
    duration = ContinuousClock.now - start
  }

  /// A fresh copy of the store, on which `disturb` begins a night; then expects a whole store in one of the states, and
  /// after an undisturbed night the last state with nothing left behind.
  ///
  /// - Returns: which state the disturbed night came to.
  @discardableResult
  func disturbed(
    _ name: String = "", sourceLocation: SourceLocation = #_sourceLocation, _ disturb: (String) throws -> Void
  ) throws -> Int {
    let path = directory.path("night-\(UUID().uuidString).git")
    try FileManager.default.copyItem(atPath: directory.path("base.git"), toPath: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try disturb(path)
    try expectSound(path, sourceLocation: sourceLocation)
    let state = states.firstIndex(of: Self.text(try Self.references(path)))
    #expect(state != nil, "\(name)", sourceLocation: sourceLocation)
    let next = try StoreWriter.night(path, "new", size: 2)
    #expect(next.status == 0, "\(name): \(next.errors)", sourceLocation: sourceLocation)
    #expect(Self.text(try Self.references(path)) == states.last, "\(name)", sourceLocation: sourceLocation)
    try expectSound(path, sourceLocation: sourceLocation)
    #expect(try leftovers(in: path) == [], "\(name)", sourceLocation: sourceLocation)
    return state ?? -1
  }

  static func references(_ store: String) throws -> [String: String] {
    let lines = try Command.git(store, "for-each-ref", "--format=%(refname) %(objectname)").output
    return Dictionary(
      uniqueKeysWithValues: lines.split(separator: "\n").map { line in
        let parts = line.split(separator: " ").map(String.init)
        return (parts[0], parts[1])
      })
  }

  private static func text(_ references: [String: String]) -> String {
    references.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "\n")
  }
}

/// The files that a killed writer leaves and that are to be gone: locks on references, unfinished packs, and what keeps
/// finished ones from git.
func leftovers(in store: String) throws -> [String] {
  let names = try FileManager.default.subpathsOfDirectory(atPath: store)
  return names.filter { name in
    (name.hasPrefix("refs/") && name.hasSuffix(".lock")) || name.hasPrefix("objects/ltm-")
      || name.hasPrefix("objects/tmp_")
      || name.hasSuffix(".keep") || name.hasPrefix("objects/pack/tmp_") || name.hasPrefix("objects/pack/pack_git2")
  }.sorted()
}
