import Foundation

/// A program of this package, built beside the one that runs the tests.
package enum BuiltProgram {
  /// The path of a program.
  ///
  /// - Throws: when it is not built.
  package static func path(_ name: String) throws -> String {
    let tests = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let path = tests.deletingLastPathComponent().appending(path: name).path(percentEncoded: false)
    guard FileManager.default.isExecutableFile(atPath: path) else { throw CocoaError(.fileNoSuchFile) }
    return path
  }
}
