import CLibgit2

/// The one initialisation of libgit2 in this process.
enum Library {
  /// Trees up to this many bytes are cached; libgit2's default of 4096 leaves out the shards of a large store, which
  /// makes reading by path nine times slower.
  private static let cachedTreeBytes = 131_072

  private static let start: Result<Void, GitError> = Result { () throws(GitError) in
    try check("git_libgit2_init", git_libgit2_init())
    // The options are global, and a reference database samples fsync when it is opened: before the first open.
    try check("GIT_OPT_ENABLE_FSYNC_GITDIR", ltm_git_set_fsync(1))
    try check("GIT_OPT_SET_OWNER_VALIDATION", ltm_git_set_owner_validation(1))
    // A store depends on its own configuration only: a person's settings, or an error in them, change nothing. With
    // them goes their `safe.directory`: a store is opened by its owner, or not at all.
    for level in [GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL]
    {
      try check("GIT_OPT_SET_SEARCH_PATH", ltm_git_set_search_path(level, ""))
    }
    try check(
      "GIT_OPT_SET_CACHE_OBJECT_LIMIT", ltm_git_set_cached_object_limit(GIT_OBJECT_TREE, cachedTreeBytes))
  }

  /// Starts libgit2, once. It is never shut down: other threads may still be using it when the process ends.
  ///
  /// - Throws: ``GitError`` when libgit2 does not start.
  static func initialise() throws(GitError) { try start.get() }
}
