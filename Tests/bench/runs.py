"""Runs programs one after the other and remembers how long each took and how much memory it had at its peak."""

import os
import statistics
import subprocess
import sys
import time


class Samples:
  def __init__(self):
    self.seconds, self.megabytes, self.failure = [], [], None

  @property
  def median(self):
    return statistics.median(self.seconds)


class Runs:
  """Samples by name. Programs that are compared run in turn, so that what disturbs one disturbs the other too."""

  def __init__(self, directory, repeats, patience):
    self.directory, self.repeats, self.patience = directory, repeats, patience
    self.samples = {}

  def run(self, name, arguments):
    """Runs a program once. What it prints goes into a file: some programs do less when nobody reads it."""
    samples = self.samples.setdefault(name, Samples())
    log = self.directory / "errors.txt"
    with open(self.directory / "output.txt", "wb") as output, open(log, "wb") as errors:
      start = time.monotonic()
      child = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
      _, status, usage = os.wait4(child.pid, 0)
      elapsed = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
      # Some of our exit codes are no failures, but a corpus that was just made gives no reason for any of them.
      samples.failure = f"exit code {child.returncode}"
      sys.stderr.write(f"bench: {name}: {samples.failure}: {log.read_text(errors='replace')[-500:]}\n")
    samples.seconds.append(elapsed)
    samples.megabytes.append(usage.ru_maxrss * 1024 / 1e6)
    return samples

  def interleave(self, commands, repeats=None):
    """Runs all commands in turn, several times; no further turn begins when patience is at its end."""
    commands = {name: arguments for name, arguments in commands.items() if name not in self.samples}
    start = time.monotonic()
    for turn in range(repeats or self.repeats):
      if turn and time.monotonic() - start > self.patience:
        sys.stderr.write(f"bench: stopped after {turn} turns: BENCH_SECONDS is over\n")
        break
      for name, arguments in commands.items():
        sys.stderr.write(f"bench: turn {turn + 1}: {name}\n")
        self.run(name, arguments)


def warm(directory):
  """Reads all files once, so that the first program does not wait for the disk."""
  buffer = bytearray(1 << 20)
  for parent, _, names in os.walk(directory):
    for name in names:
      with open(os.path.join(parent, name), "rb", buffering=0) as file:
        while file.readinto(buffer):
          pass
