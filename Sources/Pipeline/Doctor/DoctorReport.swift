/// What `ltm doctor` found.
package struct DoctorReport: Hashable, Sendable, Encodable {
  /// In the order of the checks.
  package internal(set) var findings: [Finding]

  /// What is wrong and was not mended.
  package var problems: [Finding] { findings.filter { $0.severity != .ok && !$0.isMended } }

  /// How many findings have a severity and were not mended.
  package func count(_ severity: Finding.Severity) -> Int {
    findings.count { $0.severity == severity && !$0.isMended }
  }

  /// How many things were mended.
  package var mended: Int { findings.count(where: \.isMended) }

  /// How many of the problems `--fix` can mend.
  package var fixable: Int { problems.count(where: \.isFixable) }

  /// Whether errors remain.
  package var isWrong: Bool { count(.error) > 0 }

  init(findings: [Finding]) {
    self.findings = findings
  }

  /// What is found after mending.
  ///
  /// - Parameters:
  ///   - mended: what was found before and something was done about.
  ///   - failures: why something could not be done.
  init(findings: [Finding], after mended: [Finding], failures: [Mending: String]) {
    self.findings = findings.map { finding in
      var finding = finding
      finding.failure = finding.mending.flatMap { failures[$0] }
      return finding
    }
    for var finding in mended where !findings.contains(where: { finding.isAbout($0) }) {
      finding.isMended = true
      // Beside the others of its check.
      let place = self.findings.firstIndex { $0.check == finding.check } ?? self.findings.count
      if !self.findings.contains(finding) { self.findings.insert(finding, at: place) }
    }
  }

  /// Says of everything that could have been mended why it was not.
  mutating func note(failure: String) {
    for index in findings.indices where findings[index].isFixable { findings[index].failure = failure }
  }

  enum CodingKeys: String, CodingKey {
    case findings, ok, warnings, errors, mended
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(findings, forKey: .findings)
    try container.encode(count(.ok), forKey: .ok)
    try container.encode(count(.warning), forKey: .warnings)
    try container.encode(count(.error), forKey: .errors)
    try container.encode(mended, forKey: .mended)
  }
}
