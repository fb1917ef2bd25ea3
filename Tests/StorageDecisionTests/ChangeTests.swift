import FoundationEssentials
import LogisticModels
import Rules
import Testing

@testable import StorageDecision

/// What a trained model says of changes, and what is made of it.
@Suite struct ChangeTests {
  /// A model that believes one cue, and takes a wish for taken back where another occurs.
  private func judge(bias: Double = -6) throws -> ChangeJudge {
    let json = """
      {"schema": 2, "encoder": "none",
       "ends": {"bias": \(bias), "flags": {"cue.ditch": 9, "best_by_words": 3},
                "lengths": [], "embedding": []},
       "takes_back": {"bias": -3, "flags": {"cue.stop": 6}, "lengths": [], "embedding": []},
       "excepts": {"bias": -6, "flags": {"cue.exempt": 9, "best_by_words": 3}, "lengths": [], "embedding": []}}
      """
    return ChangeJudge(try ChangeModel.read(Data(json.utf8), path: "changes.json"), similarity: { _, _ in 0 })
  }

  private func night(_ judge: ChangeJudge) throws -> Night {
    var night = Night()
    night.maker = DecisionMaker(bounds: Night.bounds, changes: judge)
    night.run(try Wish.make("tables", "Give every table a created_at column", day: 1))
    night.run(try Wish.make("fetch", "Load rosters through the gateway client", day: 2))
    return night
  }

  @Test func aStatementThatEndsAWishReplacesIt() throws {
    var night = try night(judge())
    let later = try Wish.make("new", "Ditch rosters of the gateway, read the snapshot file", day: 3)
    night.run(later)
    #expect(night.stored == ["new", "tables"])
    #expect(night.rule("new")?.supersedes.map(\.text) == ["fetch"])
    let again = night.run(later)
    #expect(again.changes.isEmpty)
  }

  @Test func aStatementThatOnlyTakesBackIsNoRule() throws {
    var night = try night(judge())
    let later = try Wish.make("back", "Ditch rosters of the gateway, stop that", day: 3)
    night.run(later)
    #expect(night.stored == ["tables"])
    let again = night.run(later)
    #expect(again.changes.isEmpty)
    #expect(night.stored == ["tables"])
  }

  @Test func ofAnUnsureChangeBothAreKeptAndMarked() throws {
    var night = try night(judge(bias: -12.8))
    night.run(try Wish.make("new", "Ditch rosters of the gateway, read the snapshot file", day: 3))
    #expect(night.stored == ["fetch", "new", "tables"])
    #expect(night.rule("new")?.decision?.doubts.map(\.kind) == [.conflict])
  }

  @Test func whatIsMeantForTheMomentEndsNothing() throws {
    var night = try night(judge())
    night.run(
      try Wish.make("now", "Ditch rosters of the gateway, read the snapshot file", day: 3, scope: .shortTerm))
    #expect(night.stored == ["fetch", "tables"])
  }

  @Test func whatWasSaidLaterIsNotEndedByWhatWasSaidBefore() throws {
    var night = try night(judge())
    night.run(try Wish.make("early", "Ditch rosters of the gateway, read the snapshot file", day: 0))
    #expect(night.stored.contains("fetch"))
  }

  @Test func namesOfFeaturesAreUnique() {
    #expect(Set(ChangeFeatures.names).count == ChangeFeatures.names.count)
  }

  @Test func everyFeatureHasAsManyMeasuresAsAreTrained() throws {
    let known = try [Wish.make("a", "Use tabs", day: 1), Wish.make("b", "Sort imports", day: 1)]
    let features = ChangeJudge.features(
      of: WishComparison(try Wish.make("c", "Use spaces now", day: 2)), among: known.map(WishComparison.init),
      ChangeFeatures.Meaning(similarity: { _, _ in 0.5 }, embedding: { _ in [1, 0] }))
    #expect(features.map(\.measures.count) == [ChangeFeatures.measureCount, ChangeFeatures.measureCount])
    #expect(features.allSatisfy { $0.flags == $0.flags.sorted() && $0.embedding == [1, 0] })
  }

  @Test func trainingFindsTheWordsThatEndWishesAndGivesTheSameModelAgain() throws {
    var examples: [ChangeTrainer.Example] = []
    for (index, thing) in ["tabs", "emoji", "docker", "mocks", "seeds", "logs", "hooks", "traits", "enums", "docs"]
      .enumerated()
    {
      let known = try [Wish.make("k\(index)", "Use \(thing)", day: 1), Wish.make("o\(index)", "Sort imports", day: 1)]
      for (said, ended, excepted) in [
        ("No \(thing) any more", 0, nil), ("Keep the \(thing) tidy", nil, nil),
        ("Demos are exempt from \(thing)", nil, 0),
      ] as [(String, Int?, Int?)] {
        examples.append(
          .init(
            later: try Wish.make("l\(index)", said, day: 2), known: known, ended: ended, takesBack: ended != nil,
            excepted: excepted, group: "g\(index)"))
      }
    }
    let trainer = ChangeTrainer(encoder: "none", similarity: { _, _ in 0 })
    let (model, report) = trainer.train(examples)
    #expect(report.statements == 30)
    #expect(report.ending == 10)
    #expect(report.excepting == 10)
    #expect(try #require(report.exceptionPoints.first { $0.threshold == 0.5 }).precision == 1)
    #expect(try #require(report.points.first { $0.threshold == 0.5 }).precision == 1)
    #expect(trainer.train(examples.reversed().reversed()).model == model)
    #expect(model.ends.flags["cue.any more", default: 0] > 0)
    #expect(model.excepts.flags["cue.exempt", default: 0] > 0)
  }

  @Test func aModelOfAnotherFormIsNamed() {
    #expect(throws: TrainedModelError(path: "c.json", kind: "changes")) {
      try ChangeModel.read(Data("{}".utf8), path: "c.json")
    }
  }
}
