import FoundationEssentials
import Rules
import Transcripts

/// What holds for every input, however damaged it is.
struct Invariants {
  /// What is not as it should be, in words.
  private(set) var failures: [String] = []
  /// Whether anything was read.
  private(set) var isRead = false

  private let input: Fuzz.Input
  private let format: Seeds.Format
  private let source: TranscriptSource
  private let path: String?

  /// Reads the input by its content and as its format.
  ///
  /// - Parameter path: of a file that holds the input; nil where it is read from memory.
  init(_ input: Fuzz.Input, _ format: Seeds.Format, path: String?, isThorough: Bool) {
    (self.input, self.format, self.path) = (input, format, path)
    source = path.map { .file($0) } ?? .bytes(input.bytes, name: "/home/ann/app/x/s1.jsonl")
    let told = readTold()
    check(told)
    let direct = readDirectly()
    // It is the same reader then: reading again gives the same.
    if case .success(let reading) = told, reading.format == format.reader.format {
      if case .success(let again) = direct {
        if !isSame(again, reading) { failures.append("reading again gives something else") }
      } else {
        failures.append("reading again fails")
      }
    } else {
      check(direct)
    }
    if isThorough { checkThoroughly(told, direct) }
  }

  private typealias Outcome = Result<TranscriptReading, TranscriptError>

  private func readTold() -> Outcome {
    Result { () throws(TranscriptError) in
      if let path { return try TranscriptReaders.standard.read(path: path) }
      return try TranscriptReaders.standard.read(Data(input.bytes), name: "/home/ann/app/x/s1.jsonl")
    }
  }

  private func readDirectly() -> Outcome {
    Result { () throws(TranscriptError) in try format.reader.read(source) }
  }

  /// But for the damage, which is told by what chooses the reader.
  private func isSame(_ one: TranscriptReading, _ two: TranscriptReading) -> Bool {
    var (one, two) = (one, two)
    (one.damage, two.damage) = (nil, nil)
    return one == two
  }

  private mutating func check(_ outcome: Outcome) {
    switch outcome {
    case .failure(let error):
      if error.description.contains(Seeds.marker) { failures.append("an error quotes the input") }
    case .success(let reading):
      isRead = isRead || !reading.transcripts.isEmpty
      check(reading)
    }
  }

  private mutating func check(_ reading: TranscriptReading) {
    func expect(_ condition: Bool, _ text: String) { if !condition { failures.append("\(reading.format): \(text)") } }
    let (count, segments) = (reading.count, reading.transcripts.flatMap(\.segments))
    expect(count.used >= 0 && count.skipped.values.allSatisfy { $0 > 0 }, "a count is negative or zero")
    expect(count.read == count.used + count.skipped.values.reduce(0, +), "the counts do not add up")
    expect(count.used <= segments.count, "more records are used than there are segments")
    expect(reading.transcripts.allSatisfy { $0.duration >= 0 }, "a transcript of negative duration")
    if reading.format != .own {
      expect(reading.transcripts.allSatisfy { !$0.segments.isEmpty && !$0.id.isEmpty }, "an empty transcript")
      expect(Set(reading.transcripts.map(\.id)).count == reading.transcripts.count, "two transcripts have one id")
    }
    if !input.isDatabase, let plain = input.plain {
      let lines = plain.count { $0 == UInt8(ascii: "\n") } + 1
      expect(
        reading.problems.allSatisfy {
          (0...plain.count).contains($0.place.byte ?? 0) && (1...lines).contains($0.place.line)
        },
        "a problem lies outside the input")
      if reading.format != .own {
        expect(segments.allSatisfy { $0.line.map { (1...lines).contains($0) } ?? true }, "a line outside the input")
      }
      // A byte that is no UTF-8 becomes three; a segment of code gets fences and a language.
      let size = segments.reduce(0) { $0 + $1.content.utf8.count - 64 }
      expect(size <= 3 * plain.count, "more text than input")
      expect(reading.damage == nil, "a whole stream is called damaged")
    }
  }

  /// What takes longer, and is done for some inputs only.
  private mutating func checkThoroughly(_ told: Outcome, _ direct: Outcome) {
    if readTold() != told || readDirectly() != direct { failures.append("reading again gives something else") }
    for case .success(let reading) in [told, direct] {
      for transcript in reading.transcripts {
        guard let data = try? CanonicalJSON.file(transcript),
          let again = try? CanonicalJSON.decode(Transcript.self, from: data)
        else {
          failures.append("\(reading.format): a transcript cannot be written")
          continue
        }
        if again != transcript { failures.append("\(reading.format): a transcript changes when it is written") }
      }
    }
  }
}
