import CTreeSitter
import FoundationEssentials
import Glibc
import Synchronization

/// The shared library that holds the grammars of all languages, loaded once in a process.
final class GrammarLibrary: Sendable {
  /// The address that dlopen gave, which stays valid: the library is never closed.
  private let address: UInt
  private let grammars = Mutex<[String: Grammar]>([:])

  private init(handle: UnsafeMutableRawPointer) {
    address = UInt(bitPattern: handle)
  }

  /// The one library of this process.
  private static let loaded: Result<GrammarLibrary, SourceCodeError> = load(from: places)

  /// The one library of this process.
  ///
  /// - Throws: ``SourceCodeError/grammarsMissing(searched:)`` when it is in none of the known places.
  static func shared() throws(SourceCodeError) -> GrammarLibrary { try loaded.get() }

  /// Opens the first library that exists.
  static func load(from places: [String]) -> Result<GrammarLibrary, SourceCodeError> {
    for place in places where access(place, R_OK) == 0 {
      if let handle = dlopen(place, RTLD_LAZY | RTLD_LOCAL) { return .success(GrammarLibrary(handle: handle)) }
    }
    return .failure(.grammarsMissing(searched: places))
  }

  /// The grammar that a symbol names, such as `tree_sitter_python`; nil when there is none, or one that this version
  /// of the parser cannot use.
  func grammar(named name: String) -> Grammar? {
    grammars.withLock { known in
      if let grammar = known[name] { return grammar }
      guard let symbol = dlsym(UnsafeMutableRawPointer(bitPattern: address), "tree_sitter_\(name)") else { return nil }
      typealias Maker = @convention(c) () -> OpaquePointer?
      guard let language = unsafeBitCast(symbol, to: Maker.self)(), let grammar = Grammar(language) else { return nil }
      known[name] = grammar
      return grammar
    }
  }

  /// Where the library may be, in order of preference.
  ///
  /// A test runner's executable lies in the toolchain; there the package directory, which is the working directory,
  /// leads to the library.
  static var places: [String] {
    var places: [String] = []
    if let path = ProcessInfo.processInfo.environment["LTM_GRAMMARS"], !path.isEmpty { places.append(path) }
    if let executable = executablePath, let directory = parent(of: executable) {
      places.append("\(directory)/../lib/ltm/languages.so")
      places += upward(from: directory)
    }
    places += upward(from: FileManager.default.currentDirectoryPath)
    return places
  }

  private static func upward(from directory: String) -> [String] {
    var found: [String] = []
    var current: String? = directory
    while let path = current {
      found.append("\(path == "/" ? "" : path)/.build/grammars/languages.so")
      current = parent(of: path)
    }
    return found
  }

  private static func parent(of path: String) -> String? {
    guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static var executablePath: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }
}
