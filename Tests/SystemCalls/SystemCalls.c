// Traces, fails, stops or ends a process at the system calls by which it changes files.
//
// A program that links this defines the calls itself, and the dynamic linker prefers a program's own symbols to
// libc's, also for the shared libraries; any other program gets it by LD_PRELOAD. So tests see what happens without
// strace or a full disk.
//
//   LTM_TRACE=FILE     appends a line for each call: its name and its paths
//   LTM_FAULT=once:N   the Nth call fails with EIO
//   LTM_FAULT=from:N   the Nth call and all later ones fail with ENOSPC, but for those that remove files
//   LTM_FAULT=kill:N   the process is killed instead of the Nth call
//   LTM_FAULT=stop:N   the process stops before the Nth call, until somebody lets it go on
//
// With a pattern behind it, as in 'kill:2:rename *.pack *', only the calls are counted whose line in the trace matches
// it (fnmatch, where '*' matches any characters).

#define _GNU_SOURCE
#include "SystemCalls.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
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

static void trace(const char *line) {
  const char *file = getenv("LTM_TRACE");
  if (!file) return;
  size_t length = strlen(line);
  int descriptor = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor < 0) abort();
  if (syscall(SYS_write, descriptor, line, length) != (long)length) abort();
  syscall(SYS_close, descriptor);
}

/// Counts a call; returns whether it is to fail, with errno set.
static int fails(const char *name, const char *path, const char *other, int removes) {
  char line[2 * PATH_MAX + 32];
  int length = snprintf(line, sizeof line, "%s %s%s%s\n", name, path, other ? " " : "", other ? other : "");
  trace(line);
  const char *fault = getenv("LTM_FAULT");
  const char *colon = fault ? strchr(fault, ':') : NULL;
  const char *pattern = colon ? strchr(colon + 1, ':') : NULL;
  line[length - 1] = 0;
  if (pattern && fnmatch(pattern + 1, line, 0) != 0) return 0;
  long number = ++calls;
  if (!colon) return 0;
  long at = atol(colon + 1);
  if (strncmp(fault, "kill", 4) == 0 && number == at) {
    kill(getpid(), SIGKILL);
    pause();
  }
  if (strncmp(fault, "stop", 4) == 0 && number == at) kill(getpid(), SIGSTOP);
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

static int open_file(const char *path, int flags, va_list arguments) {
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(arguments, mode_t) : 0;
  if ((flags & O_CREAT) && fails("create", path, NULL, 0)) return -1;
  return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  int descriptor = open_file(path, flags, arguments);
  va_end(arguments);
  return descriptor;
}

int open64(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  int descriptor = open_file(path, flags, arguments);
  va_end(arguments);
  return descriptor;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (descriptor_fails("write", descriptor)) return -1;
  return syscall(SYS_write, descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  if (descriptor_fails("write", descriptor)) return -1;
  return syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t offset) {
  return pwrite(descriptor, bytes, count, offset);
}

int ftruncate(int descriptor, off_t size) {
  if (descriptor_fails("truncate", descriptor)) return -1;
  return (int)syscall(SYS_ftruncate, descriptor, size);
}

int ftruncate64(int descriptor, off_t size) { return ftruncate(descriptor, size); }

int fdatasync(int descriptor) {
  if (descriptor_fails("fsync", descriptor)) return -1;
  return (int)syscall(SYS_fdatasync, descriptor);
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

int rmdir(const char *path) {
  if (fails("rmdir", path, NULL, 1)) return -1;
  return (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}
