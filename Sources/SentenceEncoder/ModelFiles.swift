import FoundationEssentials
import Glibc

/// Where the files with the weights of models lie.
package enum ModelFiles {
  /// The path of the first readable file with this name in the known places; nil when it is in none of them.
  package static func locate(_ name: String) -> String? {
    guard !name.contains("/") else { return nil }
    return directories.lazy.map { "\($0)/\(name)" }.first { access($0, R_OK) == 0 }
  }

  /// The directories that may hold models, in order of preference.
  ///
  /// A test runner's executable lies in the toolchain; there the package directory, which is the working directory,
  /// leads to the models.
  package static var directories: [String] {
    var places: [String] = []
    if let path = ProcessInfo.processInfo.environment["LTM_MODELS"], !path.isEmpty { places.append(path) }
    let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let directory = executable.flatMap(parent(of:))
    if let directory { places.append("\(directory)/../share/ltm/models") }
    places.append("\(FileManager.default.currentDirectoryPath)/config/models")
    var current = directory
    while let path = current {
      places.append("\(path == "/" ? "" : path)/config/models")
      current = parent(of: path)
    }
    return places
  }

  private static func parent(of path: String) -> String? {
    guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
