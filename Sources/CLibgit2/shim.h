#ifndef LTM_CLIBGIT2_SHIM_H
#define LTM_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <stdint.h>

// `git_libgit2_opts` is variadic, which Swift cannot call: one typed function for each option in use.

static inline int ltm_git_set_fsync(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

static inline int ltm_git_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

static inline int ltm_git_set_search_path(git_config_level_t level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

static inline int ltm_git_set_cached_object_limit(git_object_t type, size_t bytes) {
  return git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, type, bytes);
}

// glibc declares it to those only who ask for all of GNU's, which Swift does not.
extern int ltm_fallocate(int descriptor, int mode, int64_t offset, int64_t length) __asm__("fallocate64");

/// Space is taken, the size stays.
static const int ltm_fallocate_keep_size = 1;

#endif
