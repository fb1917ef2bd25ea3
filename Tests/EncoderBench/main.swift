import Foundation
import SentenceEncoder

// Reads sentences, one a line, and prints how many seconds of one core it takes to encode them all: the best of three
// times. `--ids` prints each line's tokens instead, `--vectors` its direction. A path of a model may be given.

let arguments = CommandLine.arguments.dropFirst()
guard let path = arguments.first(where: { !$0.hasPrefix("--") }) ?? ModelFiles.locate("directives-l6-int8.bin") else {
  FileHandle.standardError.write(Data("encoder-bench: directives-l6-int8.bin is in none of the known places\n".utf8))
  exit(1)
}
let encoder = try SentenceEncoder(path: path)
let input = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
let sentences = input.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
  String.init)

if arguments.contains("--ids") {
  for sentence in sentences { print(encoder.tokenIDs(of: sentence).map(String.init).joined(separator: " ")) }
} else if arguments.contains("--vectors") {
  for vector in encoder.encode(sentences) { print(vector.map { "\($0)" }.joined(separator: " ")) }
} else {
  let times = (0..<3).map { _ in
    // The time of the core, not of the wall: other programs may be running.
    let start = clock()
    _ = encoder.encode(sentences)
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }
  print(times.min() ?? 0)
}
