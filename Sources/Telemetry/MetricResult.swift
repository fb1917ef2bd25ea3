package import Rules

/// One measured value.
package struct MetricResult: Hashable, Sendable, Codable {
  package var metricName: String
  package var value: Double
  /// What else there is to say about the measurement.
  package var metadata: [String: JSONValue]
  package var timestamp: Timestamp

  package init(metricName: String, value: Double, metadata: [String: JSONValue] = [:], timestamp: Timestamp) {
    self.metricName = metricName
    self.value = value
    self.metadata = metadata
    self.timestamp = timestamp
  }

  enum CodingKeys: String, CodingKey {
    case value, metadata, timestamp
    case metricName = "metric_name"
  }
}
