/// What a check found about one thing.
package struct Finding: Hashable, Sendable, Encodable {
  package enum Severity: String, Hashable, Sendable, Encodable, CaseIterable {
    case ok
    /// Works, but somebody should look at it.
    case warning
    /// Does not work, or not for long, or loses something.
    case error
  }

  package let check: Check
  package let severity: Severity
  /// The file, reference, rule or program concerned.
  package let subject: String
  /// What is wrong, or what is well.
  package let text: String
  /// What to do about it; nil where nothing is wrong.
  package let remedy: String?
  /// What `--fix` does about it; nil where it does nothing.
  let mending: Mending?
  /// Whether `--fix` mended it.
  package internal(set) var isMended = false
  /// Why `--fix` could not mend it; nil where it did not try.
  package internal(set) var failure: String?

  /// Whether `--fix` can mend it.
  package var isFixable: Bool { mending != nil }

  /// Whether another finding says that the same thing is wrong.
  func isAbout(_ other: Finding) -> Bool {
    (check, subject) == (other.check, other.subject) && other.severity != .ok
  }

  private init(
    _ check: Check, _ severity: Severity, _ subject: String, _ text: String, remedy: String?, mending: Mending?
  ) {
    (self.check, self.severity, self.subject, self.text) = (check, severity, subject, text)
    (self.remedy, self.mending) = (remedy, mending)
  }

  /// Something that is as it should be.
  static func ok(_ check: Check, _ subject: String, _ text: String) -> Finding {
    Finding(check, .ok, subject, text, remedy: nil, mending: nil)
  }

  /// Something that somebody should look at.
  static func warning(
    _ check: Check, _ subject: String, _ text: String, remedy: String, mending: Mending? = nil
  ) -> Finding {
    Finding(check, .warning, subject, text, remedy: remedy, mending: mending)
  }

  /// Something that does not work.
  static func error(
    _ check: Check, _ subject: String, _ text: String, remedy: String, mending: Mending? = nil
  ) -> Finding {
    Finding(check, .error, subject, text, remedy: remedy, mending: mending)
  }

  enum CodingKeys: String, CodingKey {
    case check, severity, subject, text, remedy, fixable, mended, failure
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(check, forKey: .check)
    try container.encode(severity, forKey: .severity)
    try container.encode(subject, forKey: .subject)
    try container.encode(text, forKey: .text)
    try container.encodeIfPresent(remedy, forKey: .remedy)
    try container.encode(isFixable, forKey: .fixable)
    try container.encode(isMended, forKey: .mended)
    try container.encodeIfPresent(failure, forKey: .failure)
  }
}

extension [Finding] {
  /// The findings, or one that says that all is well.
  func or(_ check: Check, _ subject: String, _ text: String) -> [Finding] {
    isEmpty ? [.ok(check, subject, text)] : self
  }
}
