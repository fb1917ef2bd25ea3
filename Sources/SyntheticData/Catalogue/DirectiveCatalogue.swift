/// Every wish that a generated user can have.
///
/// The catalogue is text and not code: it is read by people who add to it, and compiles in no time. A block is one
/// wish; its lines are described at ``Directive``.
enum DirectiveCatalogue {
  /// All wishes, in a fixed order.
  static let all: [Directive] = [naming, style, structure, behavior].flatMap(Directive.parse)
}
