// Traces, fails or ends a process at the system calls by which libgit2 changes files.
//
// A program that links this defines the calls itself, and the dynamic linker prefers a program's own symbols to
// libc's, also for the shared libraries. So tests see what happens without strace, LD_PRELOAD or a full disk.
//
//   LTM_TRACE=FILE     appends a line for each call: its name and its paths
//   LTM_FAULT=once:N   the Nth call fails with EIO
//   LTM_FAULT=from:N   the Nth call and all later ones fail with ENOSPC, but for those that remove files
//   LTM_FAULT=kill:N   the process is killed instead of the Nth call

#define _GNU_SOURCE
#include "SystemCalls.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long calls;

long ltm_system_calls(void) { return calls; }

static void trace(const char *name, const char *path, const char *other) {
  const char *file = getenv("LTM_TRACE");
  if (!file) return;
  char line[2 * PATH_MAX + 32];
  int length = snprintf(line, sizeof line, "%s %s%s%s\n", name, path, other ? " " : "", other ? other : "");
  int descriptor = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor < 0) abort();
  if (syscall(SYS_write, descriptor, line, (size_t)length) != length) abort();
  syscall(SYS_close, descriptor);
}

/// Counts a call; returns whether it is to fail, with errno set.
static int fails(const char *name, const char *path, const char *other, int removes) {
  long number = ++calls;
  trace(name, path, other);
  const char *fault = getenv("LTM_FAULT");
  if (!fault) return 0;
  const char *colon = strchr(fault, ':');
  long at = colon ? atol(colon + 1) : 0;
  if (strncmp(fault, "kill", 4) == 0 && number == at) {
    kill(getpid(), SIGKILL);
    pause();
  }
  if (strncmp(fault, "once", 4) == 0 && number == at) {
    errno = EIO;
    return 1;
  }
  if (strncmp(fault, "from", 4) == 0 && number >= at && !removes) {
    errno = ENOSPC;
    return 1;
  }
  return 0;
}

static int descriptor_fails(const char *name, int descriptor) {
  // What the program itself prints is not counted.
  if (descriptor <= 2) return 0;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  path[length < 0 ? 0 : length] = 0;
  return fails(name, path, NULL, 0);
}

int open(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  if ((flags & O_CREAT) && fails("create", path, NULL, 0)) return -1;
  return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (descriptor_fails("write", descriptor)) return -1;
  return syscall(SYS_write, descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  if (descriptor_fails("write", descriptor)) return -1;
  return syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}

int fsync(int descriptor) {
  if (descriptor_fails("fsync", descriptor)) return -1;
  return (int)syscall(SYS_fsync, descriptor);
}

int rename(const char *from, const char *to) {
  if (fails("rename", from, to, 0)) return -1;
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int link(const char *from, const char *to) {
  if (fails("link", from, to, 0)) return -1;
  return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path) {
  if (fails("unlink", path, NULL, 1)) return -1;
  return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int mkdir(const char *path, mode_t mode) {
  if (fails("mkdir", path, NULL, 0)) return -1;
  return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}
