package import Git

extension GitRuleStore {
  /// What became of repacking.
  package enum Repacking: Hashable, Sendable {
    case notNeeded
    case done
    /// It was needed and could not be done: worth a warning, no more. Nothing is lost, and the next run tries again.
    case failed(GitError)
  }

  /// From more packs on they are put together, as git does it.
  package static let mostPacks = 50
  /// So many objects with files of their own are git's own limit.
  package static let mostLooseObjects = 6700

  /// Puts all packs together when there are more than so many, which every reader has to search one after the other: a
  /// run adds up to one for each branch.
  ///
  /// `git gc` does it, and needs the program `git`. Objects that no reference reaches are kept for two weeks, whatever
  /// the store's own settings say: somebody may be about to refer to them.
  ///
  /// - Parameter limit: git's own limit by default.
  package func repack(under lock: borrowing RunLock, keepingPacks limit: Int = mostPacks) -> Repacking {
    guard Repository.packs(in: path) > limit || Repository.looseObjects(in: path) > Self.mostLooseObjects else {
      return .notNeeded
    }
    do {
      try GitProgram.run(["gc", "--quiet", "--prune=2.weeks.ago"], in: path)
      return .done
    } catch {
      return .failed(error)
    }
  }
}
