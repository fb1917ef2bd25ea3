/// Why a ledger could not be used. Its text never holds anything from a transcript.
package struct LedgerFailure: Error, Hashable, Sendable, CustomStringConvertible {
  package let path: String
  package let reason: String

  package var description: String {
    "\(path): the ingestion ledger cannot be used: \(reason); everything is read again, nothing else changes"
  }
}
