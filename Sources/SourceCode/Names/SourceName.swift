/// A name that a text declares.
package struct SourceName: Hashable, Sendable {
  /// The identifier, as it is written.
  package let name: String
  /// What it is the name of.
  package let role: NameRole
  /// The bytes of every identifier that is renamed with it; empty when a rename would not be safe.
  package let uses: [Range<Int>]

  /// Names something that is declared.
  package init(name: String, role: NameRole, uses: [Range<Int>]) {
    self.name = name
    self.role = role
    self.uses = uses
  }
}
