import Glibc
import Synchronization

/// Whether the user pressed Ctrl-C or the system asked the job to stop.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// The first signal asks the run to stop at the next safe place; the second one ends it at once.
  static func install() {
    _ = flag.load(ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.flag.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
    // A reader that goes away is no error of ours.
    signal(SIGPIPE, SIG_IGN)
  }

  static var isRequested: Bool { flag.load(ordering: .relaxed) }
}
