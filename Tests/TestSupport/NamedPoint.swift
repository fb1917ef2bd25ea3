import Foundation

/// A moment of a program that writes, named by the system call before which it is.
///
/// Between two calls that change files nothing changes that a crash could leave, so a kill at every call is a kill at
/// every moment.
package struct NamedPoint: Sendable, CustomStringConvertible {
  package let description: String
  /// Which calls are counted, as SystemCalls.c writes them (fnmatch).
  package let pattern: String
  /// Which of them it is, from 1.
  package let occurrence: Int

  package init(_ name: String, _ pattern: String, _ occurrence: Int = 1) {
    description = name
    self.pattern = pattern
    self.occurrence = occurrence
  }

  /// What SystemCalls.c takes as `LTM_FAULT`.
  package func fault(_ kind: String) -> String { "\(kind):\(occurrence):\(pattern)" }

  /// Tells whether a program whose calls were traced has the point.
  package func occurs(in trace: [String]) -> Bool {
    trace.filter { fnmatch(pattern, $0, 0) == 0 }.count >= occurrence
  }

  private static let draft = "mkdir */objects/ltm-draft-*"
  private static let mark = "truncate */ltm.commit.lock"

  /// Those of a store's writer that moves its branches in the order of a night: evidence, candidates, main, candidates,
  /// evidence.
  package static let ofNight = [
    NamedPoint("nothing written", draft),
    NamedPoint("place of the pack made", "create */objects/ltm-draft-*/pack_*"),
    NamedPoint("pack begun", "write */objects/ltm-draft-*/pack_*", 2),
    NamedPoint("index begun", "write */objects/ltm-draft-*idx.lock"),
    NamedPoint("pack and index complete", "rename */objects/ltm-draft-*/keep */objects/pack/*.keep"),
    NamedPoint("pack kept from git", "rename *.pack */objects/pack/*"),
    NamedPoint("pack renamed", "rename *.idx */objects/pack/*"),
    NamedPoint("index renamed", "fsync */objects/pack"),
    NamedPoint("directory synchronised", "rmdir */objects/ltm-draft-*"),
    NamedPoint("objects stored", mark),
    NamedPoint("mark empty", "write */ltm.commit.lock"),
    NamedPoint("mark set", "create */refs/heads/evidence.lock"),
    NamedPoint("reference locked", "create */logs/refs/heads/evidence"),
    NamedPoint("reflog opened", "write */logs/refs/heads/evidence"),
    NamedPoint("reflog written", "write */refs/heads/evidence.lock"),
    NamedPoint("lock written", "fsync */refs/heads/evidence.lock"),
    NamedPoint("lock synchronised", "[rl]*[ek] */refs/heads/evidence.lock *"),
    NamedPoint("reference moved", mark, 2),
    NamedPoint("between evidence and candidates", draft, 2),
    NamedPoint("between candidates and main", draft, 3),
    NamedPoint("rules about to move", "[rl]*[ek] */refs/heads/main.lock *"),
    NamedPoint("between main and candidates", draft, 4),
    NamedPoint("between candidates and evidence", draft, 5),
    NamedPoint("last reference moved", mark, 10),
    NamedPoint("mark gone", "unlink */objects/pack/*.keep", 5),
  ]
}
