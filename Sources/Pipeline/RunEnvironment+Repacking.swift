package import Git
package import RuleStore

extension RunEnvironment {
  /// Puts the store's packs together when there are many. That it could not be done is a warning: nothing is lost.
  package func repack(_ store: GitRuleStore, under lock: borrowing RunLock) {
    guard case .failed(let error) = store.repack(under: lock) else { return }
    warn("the packs of the store could not be put together, which makes it slow in time: \(error)")
  }
}
