import Rules

/// How well outputs agree, each metric in 0…1; 1 where nothing disagrees.
package struct ConsistencyScores: Hashable, Sendable {
  package let values: [ConsistencyMetric: Double]

  package init(_ values: [ConsistencyMetric: Double]) {
    self.values = values
  }

  package subscript(metric: ConsistencyMetric) -> Double? { values[metric] }

  /// The mean over the metrics.
  package var mean: Double {
    values.isEmpty ? 1 : values.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value } / Double(values.count)
  }

  /// The mean of each metric over the scores that have it; nil when none has any.
  package static func mean(of scores: [ConsistencyScores]) -> ConsistencyScores? {
    var means: [ConsistencyMetric: Double] = [:]
    for metric in ConsistencyMetric.allCases {
      let values = scores.compactMap { $0[metric] }
      if !values.isEmpty { means[metric] = values.reduce(0, +) / Double(values.count) }
    }
    return means.isEmpty ? nil : ConsistencyScores(means)
  }
}

extension ConsistencyScores: Codable {
  package init(from decoder: any Decoder) throws {
    let numbers = try [String: Double](from: decoder)
    var values: [ConsistencyMetric: Double] = [:]
    for (name, number) in numbers { if let metric = ConsistencyMetric(rawValue: name) { values[metric] = number } }
    self.init(values)
  }

  /// Writes four decimals, so that the same outputs give the same bytes on every machine.
  package func encode(to encoder: any Encoder) throws {
    let rounded = values.map { ($0.key.rawValue, $0.value.fourDecimals) }
    try Dictionary(uniqueKeysWithValues: rounded).encode(to: encoder)
  }
}
