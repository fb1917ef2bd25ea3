import Foundation
import TestSupport
import Testing

/// Credentials planted all over transcripts, through the whole job: whatever it writes is read afterwards.
@Suite struct SecretLeakTests {
  private struct Plant {
    let planted: PlantedSecret
    let encoding: SecretEncoding
    var text: String { encoding.encode(planted.text) }
  }

  private static func plants() -> [Plant] {
    var generator = SeededGenerator(seed: 2024)
    return SecretEncoding.allCases.flatMap { encoding in
      PlantedSecret.all(using: &generator).compactMap { planted in
        // A random word is known as a secret only as it stands, and only keys can be put together again.
        let isRandom = planted.kind == "random-key" && !encoding.isByCharacter
        let isBroken =
          encoding.breaks && (planted.secret != planted.text || ["api-key", "private-key"].contains(planted.kind))
        return isRandom || isBroken ? nil : Plant(planted: planted, encoding: encoding)
      }
    }
  }

  private static func transcript(_ plant: Plant, _ number: Int) throws -> Data {
    let text = plant.text
    // Half a secret is none: names are not cut.
    let name = text.utf8.count <= 200 ? text : "x"
    let messages: [(String, String)] = [
      ("user", "Always use \(text) for staging."),
      ("assistant", "I will use \(text)."),
      ("user", "Here is the key: \(text)\n\nPlease always name test files with the suffix _spec\(number % 20)."),
      ("tool", "printed \(text)"),
      ("user", "Never commit to main because \(text) is watching."),
      ("user", "Use snake_case for columns in table t\(number % 20), the login is \(text)"),
    ]
    let value: [String: Any] = [
      "id": "t\(number)-\(name)", "session_id": "s\(number)",
      "metadata": ["project": "acme/\(number % 50 == 0 ? name : "app")"],
      "segments": messages.enumerated().map { index, message in
        [
          "speaker": message.0, "content": message.1,
          "timestamp": String(
            format: "2025-03-%02dT%02d:%02d:%02dZ", number / 1440 + 1, number / 60 % 24, number % 60, index),
        ]
      },
    ]
    return try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
  }

  @Test func nothingThatTheJobWritesHoldsASecret() throws {
    let plants = Self.plants()
    let directory = try TemporaryDirectory()
    for (number, plant) in plants.enumerated() {
      // A name of a file can hold neither a slash nor 256 bytes.
      let text =
        plant.text.utf8.count < 180 && !plant.text.contains("/") && !plant.text.contains("\n") ? plant.text : "x"
      let file = directory.url.appending(path: "in/\(number) \(text).json")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Self.transcript(plant, number).write(to: file)
      if number.isMultiple(of: 9) {
        try Data("{\"segments\": [], \"id\": 1}".utf8).write(
          to: directory.url.appending(path: "in/broken \(number) \(text).json"))
      }
    }
    let run = try Command.run(
      [try BuiltProgram.path("ltm"), "run", "--input", "in", "--store", "rules.git", "--output", "out"],
      in: directory.path, environment: ["SOURCE_DATE_EPOCH": "1750000000", "PATH": "/usr/bin:/bin"])
    #expect(run.status == 3, "\(run.errors.prefix(500))")

    // What was written, in files that one pass can search for everything.
    let store = directory.path("rules.git")
    try directory.write(run.output + run.errors, to: "out/console")
    try directory.write(try Command.git(store, "cat-file", "--batch-all-objects", "--batch").output, to: "out/objects")
    try directory.write(try Command.git(store, "log", "-p", "main").output, to: "out/history")
    let pieces = plants.flatMap { $0.encoding.leaks(of: $0.planted) }
      .flatMap { [$0, Self.inJSON($0)] }.filter { !$0.contains("\n") && $0.utf8.count >= 8 }
    #expect(pieces.count > 2000)
    try directory.write(Set(pieces).sorted().joined(separator: "\n") + "\n", to: "pieces")
    func search(_ arguments: String...) throws -> Command {
      try Command.run(
        ["grep", "-r", "-F"] + arguments, in: directory.path, environment: ["LC_ALL": "C", "PATH": "/usr/bin:/bin"])
    }
    let leaks = try search("-o", "-f", "pieces", "out").output.split(separator: "\n")
    print("planted \(plants.count) credentials; leaks: \(leaks.count)")
    for leak in leaks.prefix(40) { print("  \(leak.prefix(160))") }
    #expect(leaks.isEmpty)
    // The search finds what is there, and there is something to leak into: the wishes beside the secrets were kept.
    #expect(try search("-o", "-f", "pieces", "in").output.split(separator: "\n").count > plants.count)
    #expect(try search("-l", "[secret:", "out/report.json", "out/candidates.jsonl").status == 0)
    for place in ["out/objects", "out/report.txt", "out/decisions.jsonl"] {
      #expect(try search("-q", "_spec0", place).status == 0, "\(place)")
    }
    #expect(try search("-q", "commits", "out/logs").status == 0)
  }

  private static func inJSON(_ text: String) -> String {
    let json = (try? JSONSerialization.data(withJSONObject: [text], options: [.withoutEscapingSlashes])) ?? Data()
    return String(String(decoding: json, as: UTF8.self).dropFirst(2).dropLast(2))
  }
}
