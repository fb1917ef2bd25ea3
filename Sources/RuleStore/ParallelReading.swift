import Dispatch
import FoundationEssentials
import Git
import Rules
import Synchronization

/// Rules read from many files, by as many threads as there are processors.
struct ParallelReading {
  /// The rules, in the order of their files.
  let rules: [Rule]
  /// The path of each rule's file.
  let paths: [String]
  /// What is wrong with files that hold no rule, or one of another name.
  let failures: [RuleFileProblem]

  /// So many files at once are one thread's share.
  private static let share = 512

  /// What is to be said of a share.
  private struct Remarks {
    var problems: [RuleFileProblem] = []
    /// The places of the files without a rule.
    var missing: [Int] = []
    var error: RuleStoreError?
  }

  /// Reads files.
  ///
  /// - Throws: what the first of those files throws that cannot be read, in whatever order they are read.
  static func read(_ files: [TreeFile], in repository: Repository) throws(RuleStoreError) -> ParallelReading {
    let path = repository.path
    let shares = stride(from: 0, to: files.count, by: share).map { $0..<min($0 + share, files.count) }
    let remarks = Mutex<[Int: Remarks]>([:])
    let next = Atomic(0)
    // Every rule has many parts that are counted one by one when it is copied: each is made where it stays.
    let rules = [Rule](unsafeUninitializedCapacity: files.count) { buffer, count in
      // Each thread writes only the places of the shares that it took.
      nonisolated(unsafe) let places = buffer
      DispatchQueue.concurrentPerform(iterations: workers(shares.count)) { _ in
        // And each has a handle of its own.
        var objects: FileReader?
        var reader = RuleReader()
        while true {
          let number = next.add(1, ordering: .relaxed).oldValue
          guard number < shares.count else { return }
          let remark = read(shares[number], of: files, in: path, &objects, &reader) { index, rule in
            places.initializeElement(at: index, to: rule)
          }
          if let remark { remarks.withLock { $0[number] = remark } }
        }
      }
      count = close(gaps: remarks.withLock { remarks in remarks.values.flatMap(\.missing) }.sorted(), in: buffer)
    }
    let remarked = remarks.withLock { $0 }.sorted { $0.key < $1.key }.map(\.value)
    if let error = remarked.lazy.compactMap(\.error).first { throw error }
    let missing = Set(remarked.flatMap(\.missing))
    return ParallelReading(
      rules: rules,
      paths: files.indices.lazy.filter { !missing.contains($0) }.map { "\(RuleFile.directory)/\(files[$0].path)" },
      failures: remarked.flatMap(\.problems))
  }

  private static func workers(_ shares: Int) -> Int {
    min(shares, max(1, ProcessInfo.processInfo.activeProcessorCount))
  }

  /// - Returns: nil when each file holds the rule that it is named for.
  private static func read(
    _ share: Range<Int>, of files: [TreeFile], in repository: String, _ objects: inout FileReader?,
    _ reader: inout RuleReader, _ take: (Int, consuming Rule) -> Void
  ) -> Remarks? {
    var remarks = Remarks()
    for index in share {
      let file = files[index]
      let path = { "\(RuleFile.directory)/\(file.path)" }
      do throws(RuleStoreError) {
        let open: FileReader
        if let objects {
          open = objects
        } else {
          open = try git { () throws(GitError) in FileReader(try Repository(path: repository)) }
          objects = open
        }
        switch try readRule(file.id, file.kind, at: path(), in: open, with: &reader) {
        case .success(let rule):
          if !file.path.hasSuffix("/\(rule.id).json") && file.path != "\(rule.id).json" {
            remarks.problems.append(
              RuleFileProblem(path: path(), reason: "its name is not that of the rule in it, \(rule.id)"))
          }
          take(index, rule)
        case .failure(let problem):
          remarks.problems.append(RuleFileProblem(path: path(), reason: problem.reason))
          remarks.missing.append(index)
        }
      } catch {
        remarks.error = error
        remarks.missing += index..<share.upperBound
        break
      }
    }
    return remarks.problems.isEmpty && remarks.missing.isEmpty ? nil : remarks
  }

  /// Moves what stands behind places that were left empty to where it belongs.
  ///
  /// - Returns: how many there are.
  private static func close(gaps: [Int], in buffer: UnsafeMutableBufferPointer<Rule>) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    for (number, gap) in gaps.enumerated() {
      let end = number + 1 < gaps.count ? gaps[number + 1] : buffer.count
      (base + (gap - number)).moveInitialize(from: base + gap + 1, count: end - gap - 1)
    }
    return buffer.count - gaps.count
  }
}
