import Foundation
import RuleExtraction
import Rules
import SentenceEncoder

// Reads sentences, one a line, and prints how many seconds of one core it takes to encode them all: the best of three
// times. `--ids` prints each line's tokens instead, `--vectors` its direction. With `--classify` the input is labelled
// messages, and it prints the seconds that it takes to judge all their clauses, from cutting them on and with the cheap
// first stage in front; `--clauses` prints those clauses, one a line. A path of a model may be given.

let arguments = CommandLine.arguments.dropFirst()
guard let path = arguments.first(where: { !$0.hasPrefix("--") }) ?? ModelFiles.locate("directives-l6-int8.bin") else {
  FileHandle.standardError.write(Data("encoder-bench: directives-l6-int8.bin is in none of the known places\n".utf8))
  exit(1)
}
let encoder = try SentenceEncoder(path: path)
let input = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)

/// The seconds of one core that something takes, the best of three times: other programs may be running.
func seconds(_ work: () -> Void) -> Double {
  let times = (0..<3).map { _ in
    let start = clock()
    work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }
  return times.min() ?? 0
}

if arguments.contains("--classify") || arguments.contains("--clauses") {
  let messages = try input.split(separator: "\n").map { line in
    try JSONDecoder().decode(LabelledMessage.self, from: Data(line.utf8))
  }
  if arguments.contains("--clauses") {
    for example in TrainingExample.examples(of: messages) {
      let bytes = Array(example.text.utf8)
      for clause in example.clauses {
        let text = String(decoding: bytes[clause.range[0]..<clause.range[1]], as: UTF8.self)
        print(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      }
    }
  } else {
    let classifier = MessageClassifier(try RuleExtractor(patterns: [:]), bounds: ConfidenceBounds())
    let texts = messages.filter { $0.label != nil }.map { (id: $0.id, text: $0.text) }
    print(seconds { _ = classifier.classify(texts) })
  }
  exit(0)
}

let sentences = input.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
  String.init)

if arguments.contains("--ids") {
  for sentence in sentences { print(encoder.tokenIDs(of: sentence).map(String.init).joined(separator: " ")) }
} else if arguments.contains("--vectors") {
  for vector in encoder.encode(sentences) { print(vector.map { "\($0)" }.joined(separator: " ")) }
} else {
  print(seconds { _ = encoder.encode(sentences) })
}
