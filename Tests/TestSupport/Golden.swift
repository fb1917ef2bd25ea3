import Foundation
package import Testing

/// Expected outputs, in files beside the tests.
package enum Golden {
  /// Compares a text with the file of its name in `Goldens/`. `RECORD=1` writes the file; a missing one fails.
  package static func check(
    _ text: String, _ name: String, file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let place = URL(filePath: file).deletingLastPathComponent().appending(path: "Goldens/\(name)")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: place)
    }
    let expected = try? String(contentsOf: place, encoding: .utf8)
    #expect(expected != nil, "there is no golden \(name): record it with RECORD=1", sourceLocation: sourceLocation)
    #expect(text == expected ?? "", sourceLocation: sourceLocation)
  }
}
