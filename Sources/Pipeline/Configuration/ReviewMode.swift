/// Whether the job writes to the rules itself.
package enum ReviewMode: String, Hashable, Sendable, CaseIterable {
  /// It does, and a person may look afterwards.
  case optional
  /// It only proposes, on a branch of its own; a person brings what is right to the rules.
  case required
}
