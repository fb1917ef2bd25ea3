import Rules

/// What the trained model made of messages, kept for when they are read again: a conversation that goes on is read from
/// its beginning, but only its new messages are judged.
///
/// The model alone is remembered, not how a session's messages are seen in each other's light.
package protocol JudgementMemory: Sendable {
  /// What was noted for a message; nil when nothing was.
  func judgements(on message: String) -> [UInt8]?

  /// Notes judgements, in a form that only the reader understands.
  func note(_ judgements: [UInt8], on message: String)
}

/// The judgements on a message's clauses as bytes.
///
/// For each clause a byte that says whether it has one, and then its numbers: the probabilities of a lasting and of a
/// short-lived directive, of each kind of action in the order of the kinds' names, and of being joined; IEEE 754
/// doubles, the low byte first.
enum JudgementBytes {
  private static let kinds = Action.Kind.allCases.sorted { $0.rawValue < $1.rawValue }

  static func encode(_ judgements: [ClauseClassifier.Judgement]) -> [UInt8] {
    var bytes: [UInt8] = []
    for judgement in judgements {
      guard judgement != .nothing else {
        bytes.append(0)
        continue
      }
      bytes.append(judgement.kinds.isEmpty ? 1 : 2)
      var numbers = [judgement.persistent, judgement.shortTerm, judgement.joinsPrevious]
      if !judgement.kinds.isEmpty { numbers += kinds.map { judgement.kinds[$0] ?? -1 } }
      for number in numbers { withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 } }
    }
    return bytes
  }

  /// - Returns: nil when the bytes are not of so many clauses.
  static func decode(_ bytes: [UInt8], clauses: Int) -> [ClauseClassifier.Judgement]? {
    var judgements: [ClauseClassifier.Judgement] = []
    var position = 0
    func number(_ index: Int) -> Double {
      let start = position + 8 * index
      let bits = (0..<8).reduce(0 as UInt64) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
      return Double(bitPattern: bits)
    }
    while position < bytes.count {
      let form = bytes[position]
      position += 1
      guard form > 0 else {
        judgements.append(.nothing)
        continue
      }
      let count = form == 2 ? 3 + kinds.count : 3
      guard form <= 2, position + 8 * count <= bytes.count else { return nil }
      var judgement = ClauseClassifier.Judgement(persistent: number(0), shortTerm: number(1))
      judgement.joinsPrevious = number(2)
      if form == 2 {
        for (index, kind) in kinds.enumerated() where number(3 + index) >= 0 {
          judgement.kinds[kind] = number(3 + index)
        }
      }
      judgements.append(judgement)
      position += 8 * count
    }
    return judgements.count == clauses ? judgements : nil
  }
}
