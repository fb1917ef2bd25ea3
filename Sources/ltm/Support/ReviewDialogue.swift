import Foundation
import Glibc
import Pipeline
import RuleStore
import Rules

/// Asks a person about one item after another, in the manner of `git add -p`.
struct ReviewDialogue {
  private let items: [ReviewItem]
  private let conversation: (Rule) throws -> [String]
  private let editor = Editor()
  private var decisions: [Int: ReviewDecision] = [:]
  private var index = 0
  /// Whether all that is not dangerous is accepted from here on.
  private var acceptsAll = false
  private var isDone = false

  /// - Parameter conversation: what was said around a rule's sources, line by line.
  init(_ items: [ReviewItem], conversation: @escaping (Rule) throws -> [String]) {
    self.items = items
    self.conversation = conversation
  }

  /// Asks until all is decided or the person quits. Ctrl-C ends the program here, and nothing has been done.
  mutating func run() throws -> [(item: ReviewItem, decision: ReviewDecision)] {
    signal(SIGINT, SIG_DFL)
    defer { Interruption.install() }
    while index < items.count, !isDone {
      let item = items[index]
      if acceptsAll, !item.isDangerous {
        settle(.accept)
        continue
      }
      for line in ReviewText.page(item, number: index + 1, of: items.count) { try Console.print(line) }
      try ask(about: item)
    }
    return decisions.sorted { $0.key < $1.key }.map { (items[$0.key], $0.value) }
  }

  /// Asks until the person moves on.
  private mutating func ask(about item: ReviewItem) throws {
    let start = index
    while index == start, !isDone {
      try Console.prompt(ReviewText.question(item))
      guard let answer = readLine()?.trimmingCharacters(in: .whitespaces) else {
        try Console.print("")
        isDone = true
        return
      }
      try obey(answer, item)
    }
  }

  private mutating func obey(_ answer: String, _ item: ReviewItem) throws {
    switch answer.lowercased() {
    case "y": settle(.accept)
    case "n": settle(.reject)
    case "s": settle(.skip)
    case "e" where item.change != .removed: try edit(item)
    case "c": for line in try conversation(item.rule) { try Console.print(line) }
    case "a":
      acceptsAll = true
      settle(.accept)
    case "d", "q": isDone = true
    case let text where text.hasPrefix("/"): try search(String(answer.dropFirst()))
    default: for line in ReviewText.help { try Console.print(Console.styled(line) { $0 }) }
    }
  }

  private mutating func settle(_ decision: ReviewDecision) {
    decisions[index] = decision
    index += 1
  }

  private mutating func search(_ text: String) throws {
    let wanted = text.lowercased()
    let found = items.indices.first { $0 > index && items[$0].rule.action.description.lowercased().contains(wanted) }
    guard let found else { return try Console.print("no later one has that in its description") }
    index = found
  }

  /// As git does with a hunk that does not apply, a text that is no rule is given back to the person.
  private mutating func edit(_ item: ReviewItem) throws {
    var text = try item.editableText()
    while true {
      guard let edited = try editor.edit(text, named: "\(item.rule.id).json") else {
        return try Console.print("the editor failed; nothing was changed")
      }
      do throws(ReviewEditError) {
        guard let rule = try item.edited(edited) else {
          try? Console.print("nothing was changed")
          return
        }
        return settle(.edit(rule))
      } catch {
        try Console.prompt("\(error)\nEdit again (saying 'n' discards the edit) [y/n]? ")
        guard readLine()?.lowercased().hasPrefix("y") == true else { return }
        text = edited
      }
    }
  }
}

extension ReviewItem {
  /// Whether doing what it asks for could do harm.
  fileprivate var isDangerous: Bool {
    change != .removed && rule.decision?.doubts.contains { $0.kind == .dangerous } == true
  }
}
