/// What `ltm doctor` looks at; the names are for programs, and stay.
package enum Check: String, Hashable, Sendable, Encodable, CaseIterable {
  /// The store is there.
  case storePlace = "store.place"
  /// Nobody is at work on it.
  case storeRunLock = "store.run-lock"
  /// It belongs to whoever runs the job.
  case storeOwner = "store.owner"
  /// Its directories can be written to.
  case storeWritable = "store.writable"
  /// There is room on its disk.
  case storeSpace = "store.space"
  /// It is a bare repository in the form that libgit2 reads.
  case storeForm = "store.form"
  /// HEAD names the branch of the rules.
  case storeHead = "store.head"
  /// The branches name whole commits.
  case storeBranch = "store.branch"
  /// A reflog is kept.
  case storeReflog = "store.reflog"
  /// No process left its lock file.
  case storeLockFile = "store.lock-file"
  /// No process left a draft.
  case storeLeftover = "store.leftover"
  /// Every pack has its index, and every index its pack.
  case storePackIndex = "store.pack-index"
  /// No object's file is empty or damaged.
  case storeObjectFile = "store.object-file"
  /// Every object that a commit reaches is there and whole.
  case storeObject = "store.object"
  /// Git itself finds nothing wrong.
  case storeFsck = "store.fsck"
  /// The objects lie in few files.
  case storePacks = "store.packs"
  /// No objects are borrowed from another repository.
  case storeBorrowed = "store.borrowed"
  /// The history is whole, and nothing stands in for something else in it.
  case storeHistory = "store.history"
  /// No hook is expected to run.
  case storeHook = "store.hook"
  /// Nothing in the repository's settings is dangerous.
  case storeSetting = "store.setting"
  /// Every rule's file can be read.
  case ruleFile = "rules.file"
  /// Every rule is at its own place, once.
  case rulePlace = "rules.place"
  /// Every rule's file has the canonical bytes.
  case ruleForm = "rules.form"
  /// Every rule has the schema's members, within their ranges.
  case ruleSchema = "rules.schema"
  /// No rule holds a credential.
  case ruleSecret = "rules.secret"
  /// No rule replaces one that still holds.
  case ruleSuperseded = "rules.superseded"
  /// No rules contradict each other.
  case ruleConflict = "rules.conflict"
  /// The ingestion ledger can be used.
  case ledger = "ledger"
  /// No files of a ledger lie about without it.
  case ledgerLeftover = "ledger.leftover"
  /// The configuration file can be read, and its values are allowed.
  case configuration = "configuration"
  /// The configured patterns are valid.
  case patterns = "configuration.patterns"
  /// The language model can be asked, where the configuration names one.
  case languageModel = "configuration.llm"
  /// The directory for the report can be written to.
  case output = "configuration.output"
  /// The version of libgit2.
  case libgit2 = "environment.libgit2"
  /// The git program.
  case git = "environment.git"
  /// The trained models can be loaded.
  case model = "environment.model"
  /// The grammars of programming languages can be loaded.
  case grammars = "environment.grammars"
  /// What signing needs is there, where it is configured.
  case signing = "environment.signing"
  /// The clock is right.
  case clock = "environment.clock"
  /// The inputs can be read.
  case input = "sources.input"
  /// Where assistants keep their transcripts.
  case assistants = "sources.assistants"
  /// Whether something starts the job.
  case schedule = "sources.schedule"
}
