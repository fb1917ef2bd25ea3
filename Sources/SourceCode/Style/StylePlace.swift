/// A place of a text that shows one choice of style.
struct StylePlace: Hashable, Sendable {
  /// The choice, as the value of a rule's parameter would name it: `single`, `true`, `spaces`.
  let choice: String
  /// The bytes that show it.
  let range: Range<Int>
  /// How to make the other choice here; nil where that is not safe or not done.
  var edit: TextEdit?

  /// A place that shows a choice.
  init(_ choice: String, _ range: Range<Int>, edit: TextEdit? = nil) {
    (self.choice, self.range, self.edit) = (choice, range, edit)
  }

  /// A place that shows a choice between yes and no.
  init(_ choice: Bool, _ range: Range<Int>, edit: TextEdit? = nil) {
    self.init(choice ? "true" : "false", range, edit: edit)
  }
}
