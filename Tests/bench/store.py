#!/usr/bin/env python3
"""Measures the rule store beside git and prints a table; bench.sh says what can be set.

    store.py --bench STORE-BENCH --data DIRECTORY ROW ...

Every comparison is made in stores that hold 1,000, 10,000 and 100,000 rules already (BENCH_STORE). Of our side the call
alone is timed, from the changes in memory to the moved branch; of git's the whole program, which is milliseconds more.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
from runs import Runs, Samples  # noqa: E402
from table import Table, machine  # noqa: E402

ENVIRONMENT = {
  "PATH": os.environ["PATH"], "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
  "GIT_AUTHOR_NAME": "bench", "GIT_AUTHOR_EMAIL": "bench@localhost", "GIT_COMMITTER_NAME": "bench",
  "GIT_COMMITTER_EMAIL": "bench@localhost",
}


def git(repository, *arguments, **options):
  command = ["git", "-C", str(repository), *arguments]
  return subprocess.run(command, env=ENVIRONMENT, check=True, **options)


def text(repository, *arguments):
  return git(repository, *arguments, capture_output=True, text=True).stdout.strip()


def timed(body):
  start = time.monotonic()
  body()
  return time.monotonic() - start


class StoreBench:
  def __init__(self, options):
    self.bench, self.data = options.bench, options.data / "store"
    self.data.mkdir(parents=True, exist_ok=True)
    self.sizes = [int(size) for size in os.environ.get("BENCH_STORE", "1000 10000 100000").split()]
    self.commits = int(os.environ.get("BENCH_COMMITS", 10000))
    self.repeats = int(os.environ.get("BENCH_REPEATS", 3))
    self.runs = Runs(self.data, self.repeats, 0)
    self.table, self.notes = Table(self.runs), [machine()]

  def ours(self, *arguments):
    output = subprocess.run([self.bench, *map(str, arguments)], check=True, capture_output=True, text=True).stdout
    return float(output)

  def sample(self, name, seconds):
    sys.stderr.write(f"bench: {name}: {seconds:.3f} s\n")
    samples = self.runs.samples.setdefault(name, Samples())
    samples.seconds.append(seconds)
    samples.megabytes.append(0)

  def base(self, size):
    """A store with so many rules, made once."""
    path = self.data / f"{size}.git"
    if not path.exists():
      draft = self.data / "draft.git"
      shutil.rmtree(draft, ignore_errors=True)
      self.ours("commit", draft, 0, size)
      draft.rename(path)
    return path

  def copy(self, size, name):
    path = self.data / name
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(self.base(size), path)
    os.sync()
    return path

  def bulk(self, size):
    """New rules as a commit each, beside git fast-import fed with the same commits, and beside git commit."""
    stream, count = self.data / "stream", self.commits
    for turn in range(self.repeats):
      store = self.copy(size, "ours.git")
      self.sample(f"commits {size}", self.ours("commit", store, size, count))
      if turn == 0:
        before = text(self.base(size), "rev-parse", "main")
        with open(stream, "wb") as file:
          git(store, "fast-export", "--reference-excluded-parents", f"{before}..main", stdout=file)
      peer = self.copy(size, "peer.git")
      with open(stream, "rb") as file:
        self.sample(f"fast-import {size}", timed(lambda: git(peer, "fast-import", "--quiet", stdin=file)))
      if text(store, "rev-parse", "main") != text(peer, "rev-parse", "main"):
        self.notes.append("git fast-import made other commits than ltm")
      if turn == 0:
        git(store, "fsck", "--strict", "--no-dangling")
    self.table.speed(
      "commits", f"{count} rules onto {size} / git fast-import", f"commits {size}", f"fast-import {size}", 1.5)
    self.one_by_one(size, min(50, count))

  def one_by_one(self, size, count):
    """`git add` and `git commit` of a file each, so many of them, and as if it were as many as ours."""
    work = self.data / "work"
    shutil.rmtree(work, ignore_errors=True)
    git(self.data, "clone", "-q", str(self.base(size)), str(work))

    def commit(number):
      path = work / "rules" / f"{number % 256:02x}" / f"bench-{number}.json"
      path.parent.mkdir(parents=True, exist_ok=True)
      path.write_text('{"id": "bench"}\n' * 60)
      git(work, "add", str(path))
      git(work, "commit", "-q", "-m", f"Add rule {number}")

    for turn in range(self.repeats):
      taken = timed(lambda: [commit(number) for number in range(turn * count, (turn + 1) * count)])
      self.sample(f"git commit {size}", taken * self.commits / count)
    self.notes.append(f"git commit {size}: {count} commits each turn, taken as {self.commits}")
    self.table.speed("commits", f"the same onto {size} / git commit for each", f"commits {size}", f"git commit {size}", 100)

  def change(self):
    """The median of one changed rule in a run of its own, in the largest store and the smallest."""
    for _ in range(self.repeats):
      for size in self.sizes:
        self.sample(f"change {size}", self.ours("change", self.copy(size, "ours.git"), 0, 21))
    small, large = min(self.sizes), max(self.sizes)
    self.table.time("change", f"one changed rule of {large} / of {small}", f"change {large}", f"change {small}", 3)

  def nothing(self, size):
    """A run with what is there already writes no object."""
    store = self.copy(size, "ours.git")

    def files():
      return sorted(path for path in (store / "objects").rglob("*"))

    before = files()
    self.ours("again", store, 0, min(size, 1000))
    new = len(files()) - len(before)
    self.table.add("nothing", f"files that a run with nothing new leaves, {size} rules", "0", [new], new == 0, "")

  def snapshot(self, size):
    """All rules of a revision, beside git archive of it; as the job left it, and after git gc."""
    for state in ("", " after git gc"):
      store = self.copy(size, "ours.git")
      if state:
        git(store, "gc", "--quiet")
      for _ in range(self.repeats):
        self.sample(f"snapshot {size}{state}", self.ours("snapshot", store))
        archive = timed(lambda: git(store, "archive", "main", stdout=subprocess.DEVNULL))
        self.sample(f"archive {size}{state}", archive)
      self.table.speed(
        "snapshot", f"all rules of {size}{state} / git archive", f"snapshot {size}{state}", f"archive {size}{state}",
        1 if size >= 100_000 else None)

  def run(self, rows):
    for size in self.sizes:
      if "commits" in rows:
        self.bulk(size)
      if "snapshot" in rows:
        self.snapshot(size)
      if "nothing" in rows:
        self.nothing(size)
    if "change" in rows:
      self.change()
    self.table.print(self.notes)


def main():
  parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
  parser.add_argument("--bench", type=Path, required=True)
  parser.add_argument("--data", type=Path, required=True)
  parser.add_argument("rows", nargs="+", choices=["commits", "change", "nothing", "snapshot"])
  options = parser.parse_args()
  options.bench, options.data = options.bench.resolve(), options.data.resolve()
  StoreBench(options).run(set(options.rows))


main()
