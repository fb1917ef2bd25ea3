/// How far one stage of long work has come.
package struct WorkProgress: Hashable, Sendable {
  /// What is counted, such as `transcripts`; work that counts something else is another stage.
  package var stage: String
  /// How many are done.
  package var done: Int
  /// How many there are.
  package var total: Int
  /// How many bytes are done.
  package var bytes: Int
  /// How many bytes there are; 0 where the work is not measured in bytes.
  package var totalBytes: Int

  package init(_ stage: String, done: Int, of total: Int, bytes: Int = 0, totalBytes: Int = 0) {
    self.stage = stage
    self.done = done
    self.total = total
    self.bytes = bytes
    self.totalBytes = totalBytes
  }

  /// What is done in the finest measure that there is, and the whole; never more than the whole, though files grow.
  var amount: (done: Int, total: Int) {
    totalBytes > 0 ? (min(bytes, totalBytes), totalBytes) : (min(done, total), total)
  }

  /// Whether all is done.
  var isComplete: Bool { done >= total }
}
