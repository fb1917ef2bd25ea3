/// A name that a text declares.
package struct SourceName: Hashable, Sendable {
  package let name: String
  package let role: NameRole
  /// The bytes of every identifier that is renamed with it; empty when a rename would not be safe.
  package let uses: [Range<Int>]

  package init(name: String, role: NameRole, uses: [Range<Int>]) {
    self.name = name
    self.role = role
    self.uses = uses
  }
}
