package import Rules

/// What there is to say about progress at one moment.
package struct ProgressReport: Hashable, Sendable {
  /// How far the stage has come.
  package var progress: WorkProgress
  /// The seconds since all work began.
  package var seconds: Double
  /// The seconds since the stage began.
  package var stageSeconds: Double
  /// How much is done in a second, in bytes or else in what the stage counts.
  package var rate: Double?
  /// How many seconds the rest of the stage takes.
  package var secondsLeft: Double?

  /// One line for people, such as `[0:12] transcripts 28%: 12 of 64, 340.0 MiB of 1.2 GiB, 28.3 MiB/s, 0:31 left`.
  package var text: String {
    let isMeasuredInBytes = progress.totalBytes > 0
    let amount = progress.amount
    var words = ["\(progress.done) of \(progress.total)"]
    if isMeasuredInBytes {
      let whole = Self.bytes(Double(progress.totalBytes))
      words.append(progress.isComplete ? whole : "\(Self.bytes(Double(amount.done))) of \(whole)")
    }
    if let rate {
      words.append(isMeasuredInBytes ? "\(Self.bytes(rate))/s" : "\(Self.decimal(rate))/s")
    }
    if progress.isComplete {
      words.append("took \(Self.duration(stageSeconds))")
    } else if let secondsLeft {
      words.append("\(Self.duration(secondsLeft)) left")
    }
    let share = amount.total > 0 ? Int(Double(amount.done) / Double(amount.total) * 100) : 100
    let portion = progress.isComplete ? "" : " \(share)%"
    return "[\(Self.duration(seconds))] \(progress.stage)\(portion): \(words.joined(separator: ", "))"
  }

  /// The numbers for a log that programs read.
  package var data: [String: JSONValue] {
    var data: [String: JSONValue] = [
      "stage": .string(progress.stage), "done": .integer(Int64(progress.done)),
      "total": .integer(Int64(progress.total)), "seconds": .integer(Self.whole(seconds)),
    ]
    if progress.totalBytes > 0 {
      data["bytes"] = .integer(Int64(progress.bytes))
      data["total_bytes"] = .integer(Int64(progress.totalBytes))
    }
    if let rate { data["per_second"] = .integer(Self.whole(rate)) }
    if let secondsLeft { data["seconds_left"] = .integer(Self.whole(secondsLeft)) }
    return data
  }

  /// A number of bytes in the largest unit of which there is one.
  static func bytes(_ count: Double) -> String {
    var (value, unit) = (count, "B")
    for larger in ["KiB", "MiB", "GiB", "TiB"] where value >= 1024 {
      (value, unit) = (value / 1024, larger)
    }
    return unit == "B" ? "\(whole(value)) B" : "\(decimal(value)) \(unit)"
  }

  /// A time as `0:07`, `12:34` or `1:02:03`.
  static func duration(_ seconds: Double) -> String {
    let seconds = whole(seconds)
    func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return (hours > 0 ? "\(hours):\(padded(minutes))" : "\(minutes)") + ":\(padded(seconds % 60))"
  }

  private static func decimal(_ value: Double) -> String {
    let tenths = whole(value * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// The nearest whole number that is not negative, with a bound that no true value reaches.
  private static func whole(_ value: Double) -> Int64 { value > 0 ? Int64(min(value, 1e15).rounded()) : 0 }
}
