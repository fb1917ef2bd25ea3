package import FoundationEssentials
import RuleStore
package import Rules

/// What a person says about one item.
package enum ReviewDecision: Hashable, Sendable {
  case accept
  case reject
  /// It is a rule in this form.
  case edit(Rule)
  /// Comes again next time.
  case skip
}

/// Why an edited rule is none.
package enum ReviewEditError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text is no rule; the reason quotes nothing.
  case noRule(reason: String)
  case otherID
  /// These fields are evidence, which nobody writes.
  case evidence([String])
  /// There is nothing to edit in a rule that is gone.
  case gone
  case tooLarge

  package var description: String {
    switch self {
    case .noRule(let reason): "the edited text is no rule: \(reason)"
    case .otherID: "the rule's id is its name and stays as it is"
    case .evidence(let paths):
      "'\(paths.first ?? "")' is evidence, which stays as it was found; edit what the rule says"
    case .gone: "a rule that is gone cannot be edited; accept or reject its removal"
    case .tooLarge: "the edited rule is too large for a rule's file"
    }
  }
}

extension ReviewItem {
  /// The text that a person edits: the rule's file, as the store has it.
  ///
  /// - Throws: `EncodingError`, for a number that JSON cannot hold.
  package func editableText() throws -> Data { try CanonicalJSON.file(rule) }

  /// The rule that an edited text holds.
  ///
  /// - Returns: nil where the text says the same.
  /// - Throws: ``ReviewEditError``.
  package func edited(_ text: Data) throws(ReviewEditError) -> Rule? {
    guard change != .removed else { throw .gone }
    guard text.count <= RuleFile.sizeLimit else { throw .tooLarge }
    let edited: Rule
    do { edited = try CanonicalJSON.decode(from: text) } catch { throw .noRule(reason: CanonicalJSON.problem(error)) }
    guard edited.id == rule.id else { throw .otherID }
    guard let old = try? RuleFields(rule), let new = try? RuleFields(edited) else {
      throw .noRule(reason: "a number that JSON cannot hold")
    }
    let paths = RuleFields.differences(old, new)
    let evidence = paths.filter(RuleFields.isEvidence)
    guard evidence.isEmpty else { throw .evidence(evidence) }
    guard !edited.action.description.isEmpty else { throw .noRule(reason: "its description is empty") }
    return paths.isEmpty ? nil : edited
  }

  /// The rule with some members changed, as a JSON Merge Patch (RFC 7396) says it.
  ///
  /// - Returns: nil where that changes nothing.
  /// - Throws: ``ReviewEditError``.
  package func edited(by patch: JSONValue) throws(ReviewEditError) -> Rule? {
    guard let old = try? CanonicalJSON.decode(JSONValue.self, from: CanonicalJSON.line(rule)),
      let text = try? CanonicalJSON.line(old.merging(patch))
    else { throw .noRule(reason: "a number that JSON cannot hold") }
    return try edited(text)
  }
}

extension JSONValue {
  /// The value with a merge patch applied (RFC 7396, section 2).
  func merging(_ patch: JSONValue) -> JSONValue {
    guard let changes = patch.object else { return patch }
    var members = object ?? [:]
    for (name, change) in changes {
      members[name] = change == .null ? nil : (members[name] ?? .object([:])).merging(change)
    }
    return .object(members)
  }
}

/// One line of decisions that a program gives.
package struct ReviewLine: Sendable, Decodable {
  package enum Decision: String, Sendable, Decodable { case accept, reject, edit, skip }

  /// The rule's id, or its first characters.
  package var rule: String
  package var decision: Decision
  /// A merge patch of the rule; for `edit` alone.
  package var edit: JSONValue?

  /// What it says about an item.
  ///
  /// - Throws: ``ReviewEditError``.
  package func decision(on item: ReviewItem) throws(ReviewEditError) -> ReviewDecision {
    switch decision {
    case .accept: return .accept
    case .reject: return .reject
    case .skip: return .skip
    case .edit:
      guard let edit, edit.object != nil else { throw .noRule(reason: "'edit' must be an object") }
      return try item.edited(by: edit).map(ReviewDecision.edit) ?? .accept
    }
  }
}
