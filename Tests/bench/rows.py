#!/usr/bin/env python3
"""Measures ltm beside its peers over generated corpora and prints a table; bench.sh says what can be set.

    rows.py --ltm PROGRAM --data DIRECTORY --python PYTHON-WITH-ORJSON ROW ...

The data are <directory>/large, large-file, small, small-file and many, made by corpus.py.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
from runs import Runs, warm  # noqa: E402
from table import Table, machine, missing  # noqa: E402

WORDS = ["always", "never", "should", "must", "prefer", "convention", "standard", "format", "style"]
# The literal that the one-literal search looks for: how a line begins what a person typed, in the shortest form.
LITERAL = '"role":"user","content":"'
# What is measured of ltm, and how the table names it. The first has to reach the bars; the others tell why.
WAYS = {"extract": "extract", "patterns": "extract --method patterns", "sources": "sources (reading alone)"}


class Bench:
  """Runs what the rows need and fills the table."""

  def __init__(self, options):
    self.ltm, self.data, self.python = options.ltm, options.data, options.python
    self.out = options.data / "out"
    self.out.mkdir(exist_ok=True)
    self.runs = Runs(self.out, int(os.environ.get("BENCH_REPEATS", 5)), float(os.environ.get("BENCH_SECONDS", 300)))
    self.table, self.notes = Table(self.runs), [machine()]
    self.measured = set()
    cores = sorted(os.sched_getaffinity(0))[:2]
    self.one, self.two = (["taskset", "-c", ",".join(map(str, some))] for some in (cores[:1], cores))
    self.notes += filter(None, map(missing, ("rg", "taskset")))
    self.has_orjson = subprocess.run([self.python, "-c", "import orjson"], capture_output=True).returncode == 0
    if not self.has_orjson:
      self.notes.append(f"orjson is missing for {self.python}: make bench-deps")

  def work(self, way, data):
    """What ltm is called with to do its work on one of the corpora."""
    source = ["--input", str(self.data / data)]
    if way == "sources":
      return [self.ltm, "sources", "--quiet", "--json", *source]
    method = ["--method", "patterns"] if way == "patterns" else []
    return [self.ltm, "extract", "--quiet", *method, *source, "--output", str(self.out / f"{way}.jsonl")]

  def ours(self, cores, data, ways=tuple(WAYS)):
    prefix = self.two if cores == 2 else self.one
    return {self.name(way, cores, data): [*prefix, *self.work(way, data)] for way in ways}

  def name(self, way, cores, data):
    return f"{way} {data} {cores}-core"

  def search(self, prefix, data, *arguments):
    """A search with ripgrep; the data may lie below a directory that git ignores."""
    if missing("rg"):
      return None
    return [*prefix, "rg", "--no-ignore", "-c", *arguments, str(self.data / data)]

  def directory(self, rows):
    """Rows over the directory of many files, with both cores."""
    words = [argument for word in WORDS for argument in ("-e", word)]
    commands = {}
    if "read" in rows:
      commands["rg nine words"] = self.search(self.two, "large", *words)
      commands["rg -i nine words"] = self.search(self.two, "large", "-i", *words)
    commands |= self.ours(2, "large")
    if "cores" in rows:
      commands |= self.ours(1, "large")
    self.measure("large", commands)
    for way, title in WAYS.items() if "read" in rows else ():
      self.table.speed("read", f"{title} / rg -c, nine words", self.name(way, 2, "large"), "rg nine words", 1.5)
    if "read" in rows:
      ours = self.name("extract", 2, "large")
      self.table.speed("read", "extract / rg -c -i, nine words", ours, "rg -i nine words", 1.5)
    for way, title in WAYS.items() if "cores" in rows else ():
      self.table.speed(
        "cores", f"{title}, two cores / one", self.name(way, 2, "large"), self.name(way, 1, "large"), 1.7)

  def file(self, rows):
    """Rows over one large file, with one core."""
    peers = {}
    if "core" in rows:
      peers["rg one literal"] = self.search(self.one, "large-file", "-F", "-e", LITERAL)
    if "orjson" in rows and self.has_orjson:
      peer = Path(__file__).parent / "orjson-peer.py"
      peers["orjson"] = [*self.one, self.python, str(peer), str(self.data / "large-file")]
    self.measure("large-file", peers | self.ours(1, "large-file"))
    for row, peer, title, bar in (
      ("core", "rg one literal", "rg -c, one literal", 0.5), ("orjson", "orjson", "orjson loop", 8),
    ):
      for way, name in WAYS.items() if row in rows else ():
        self.table.speed(row, f"{name} / {title}", self.name(way, 1, "large-file"), peer, bar)

  def memory(self):
    """Peak memory with both cores; it varies little, so that few turns do."""
    ways = ("extract", "patterns")
    for shape in ("", "-file"):
      for size in ("large", "small"):
        self.measure(size + shape, self.ours(2, size + shape, ways), repeats=min(3, self.runs.repeats))
      for way in ways:
        self.table.memory(
          "memory", f"{WAYS[way]}, {'one file' if shape else 'directory'}", self.name(way, 2, "large" + shape),
          self.name(way, 2, "small" + shape))

  def night(self):
    """A night with nothing new. Two nights go before: the first learns, the second settles."""
    place, name = self.out / "night", "night"
    # The store, and what lies beside it and belongs to it.
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    store = place / "rules.git"
    command = [
      *self.two, self.ltm, "run", "--quiet", "--input", str(self.data / "many"), "--store", str(store),
      "--output", str(place / "report"),
    ]
    for before in ("first night", "second night"):
      sys.stderr.write(f"bench: {before}\n")
      self.runs.run(before, command)
    learned = self.revision(store)
    find = ["find", str(self.data / "many"), "-type", "f", "-printf", "%p %s %T@\n"]
    self.measure("many", {"find": find, name: command})
    if self.revision(store) != learned:
      self.notes.append("a night with nothing new changed the store")
    self.table.time("night", "run with nothing new / find -printf", name, "find", 3)

  def revision(self, store):
    return subprocess.run(
      ["git", "--git-dir", str(store), "rev-parse", "--verify", "HEAD"], capture_output=True, text=True).stdout

  def measure(self, data, commands, repeats=None):
    warm(self.data / data)
    self.measured.add(data)
    self.runs.interleave({name: command for name, command in commands.items() if command}, repeats)

  def describe(self):
    """Says what the corpora are, and whether ltm found all that was typed there."""
    for name in ("large", "large-file", "small", "small-file", "many"):
      note = self.data / f"{name}.json"
      if not note.exists():
        continue
      made = json.loads(note.read_text())
      size = f"{made['bytes'] / 2**20:.0f} MiB"
      line = f"{name}: {size}, {made['files']} files, {made['lines']} lines, {made['typed']} typed messages"
      if name in self.measured:
        found = subprocess.run(self.work("sources", name), capture_output=True, text=True)
        typed = sum(source["human_messages"] for source in json.loads(found.stdout or '{"sources":[]}')["sources"])
        self.notes.append(f"{line}, {typed} found")

  def run(self, rows):
    try:
      if rows & {"read", "cores"}:
        self.directory(rows)
      if rows & {"core", "orjson"}:
        self.file(rows)
      if "memory" in rows:
        self.memory()
      if "night" in rows:
        self.night()
    except KeyboardInterrupt:
      self.notes.append("interrupted: the rows that were not reached are missing")
    self.describe()
    self.table.print(self.notes)


def main():
  parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
  parser.add_argument("--ltm", required=True)
  parser.add_argument("--data", type=Path, required=True)
  parser.add_argument("--python", default="python3")
  parser.add_argument("rows", nargs="+", choices=["read", "cores", "core", "orjson", "memory", "night"])
  options = parser.parse_args()
  Bench(options).run(set(options.rows))


main()
