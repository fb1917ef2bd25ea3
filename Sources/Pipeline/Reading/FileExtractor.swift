import RuleExtraction
import Transcripts

/// Extracts the candidate rules of one file.
struct FileExtractor: Sendable {
  let extractor: RuleExtractor

  /// Reads a file; what cannot be read is said in the result.
  func extract(_ file: TranscriptInputs.File) -> ExtractedFile {
    var extracted = ExtractedFile(file: file.path)
    do throws(TranscriptError) {
      let reading = try file.read()
      extracted.inputs.add(reading)
      extracted.problem = reading.damage.map { InputProblem($0) }
      extracted.records = reading.problems.map { InputProblem($0, in: file.path) }
      for transcript in reading.transcripts {
        let found = extractor.extract(from: transcript, observe: CodeObserver(transcript).observe)
        extracted.inputs.userSegments += found.segments
        extracted.dropped.merge(found.dropped, uniquingKeysWith: +)
        extracted.candidates += found.rules
      }
    } catch  where error.isSkip {
      extracted.inputs.otherFiles = 1
    } catch {
      extracted.problem = InputProblem(error)
    }
    return extracted
  }
}
