import Rules
import Testing

@testable import SyntheticData

@Suite struct CatalogueTests {
  private static let texts = [
    DirectiveCatalogue.naming, DirectiveCatalogue.style, DirectiveCatalogue.structure, DirectiveCatalogue.behavior,
  ]

  @Test func everyLineOfTheCatalogueIsUnderstood() {
    let keys = ["when", "about", "set", "in"] + Directive.Form.allCases.map(\.rawValue)
    let kinds = Action.Kind.allCases.map(\.rawValue)
    for line in Self.texts.joined(separator: "\n").split(separator: "\n") {
      let key = line.split(separator: " ").first.map(String.init) ?? ""
      #expect((line.first == " " ? keys : kinds).contains(key), "\(line)")
    }
  }

  @Test func theCatalogueHasManyWishesOfAllTypesAndLanguages() {
    let all = DirectiveCatalogue.all
    #expect(Set(all.map(\.gold)).count == all.count)
    #expect(all.count >= 120)
    for kind in Action.Kind.allCases { #expect(all.count { $0.kind == kind } >= 20) }
    #expect(Set(all.compactMap(\.language)).count >= 8)
    for form in Directive.Form.allCases { #expect(all.count { !$0.wordings(form).isEmpty } >= 5, "\(form)") }
  }

  @Test func everyWishCanBeSaidAndHasParametersThatTheProgramKnows() {
    let keys = Set(ParameterKey.allCases.map(\.rawValue))
    for directive in DirectiveCatalogue.all {
      #expect(directive.wordings.values.reduce(0) { $0 + $1.count } >= 2, "\(directive.gold)")
      #expect(Set(directive.parameters.keys).isSubset(of: keys), "\(directive.gold)")
      #expect(Project.all.contains { $0.suits(directive) }, "\(directive.gold)")
    }
  }

  @Test func thereAreEnoughFramesAndDistractors() {
    #expect(PassingFrames.moment.count + PassingFrames.code.count + PassingFrames.turns.count >= 40)
    let distractors = Distractors.sentences.flatMap(\.self) + Distractors.pasted + Distractors.foreign
    #expect(Set(distractors).count >= 120)
    let indicators = ["always", "never", "should", "must", "prefer", "convention", "standard", "format", "style"]
    for word in indicators { #expect(distractors.contains { $0.lowercased().contains(word) }, "\(word)") }
  }

  @Test func aFrameHasAPlaceForTheWish() {
    let frames =
      StandingFrames.imperative + StandingFrames.team + StandingFrames.noun + StandingFrames.never
      + StandingFrames.stop + StandingFrames.reasons + StandingFrames.retraction + PassingFrames.moment.map(\.frame)
      + PassingFrames.code.map(\.frame)
    for frame in frames { #expect(frame.contains("{}"), "\(frame)") }
    for frame in StandingFrames.replacement { #expect(frame.contains("{old}") && frame.contains("{new}"), "\(frame)") }
  }
}
