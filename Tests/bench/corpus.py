#!/usr/bin/env python3
"""Writes a corpus of Claude Code's JSON lines with the distribution of real ones, for measuring speed.

    corpus.py --size BYTES --files NUMBER [--seed NUMBER] DIRECTORY   that many bytes in that many sessions
    corpus.py --small NUMBER [--seed NUMBER] DIRECTORY                that many sessions of a few kilobytes

Sessions lie in projects/<name>/<uuid>.jsonl below the directory. The shares of bytes and the lengths of lines are those
of 500 MB of real sessions: see KINDS in records.py. The same arguments give the same bytes. What was written is told in
<directory>.json: a directory that has such a file, made by the same program with the same arguments, is left as it is.
"""

import argparse
import hashlib
import json
import random
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
from pools import Pools  # noqa: E402
from records import KINDS, SMALL, Session, shapes  # noqa: E402
from typed import Typist  # noqa: E402

MIB = 1 << 20
# A few results of tools are this long. The longest comes first: small corpora hold it too, so that the memory that one
# line needs is the same in all sizes.
LONG_LINES = [40 * MIB, 10 * MIB, 20 * MIB]


def long_lines(size):
  """Those long lines that together fill no more than half of the corpus."""
  taken = []
  for length in LONG_LINES:
    if sum(taken) + length <= size // 2:
      taken.append(length)
  return taken


class Corpus:
  """Writes sessions below a directory, and counts what it wrote."""

  def __init__(self, directory, seed):
    self.directory, self.seed = directory, seed
    rng = random.Random(f"{seed}/pools")
    typist = Typist(rng, None)
    self.pools = Pools(rng, lambda: typist.sentences(60))
    self.bytes, self.lines, self.typed, self.files = {}, {}, 0, 0

  def session(self, number, fill):
    """Writes one file; `fill` is called with the session and a function that writes a record of one kind."""
    rng = random.Random(f"{self.seed}/{number}")
    session = Session(rng, self.pools, number)
    path = self.directory / "projects" / session.directory.replace("/", "-") / f"{session.id.decode()}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb", buffering=MIB) as file:
      def write(kind, size=None):
        line = session.record(kind, size)
        file.write(line)
        self.bytes[kind] = self.bytes.get(kind, 0) + len(line)
        self.lines[kind] = self.lines.get(kind, 0) + 1
        return len(line)
      fill(rng, write)
    self.typed += session.typed
    self.files += 1

  def of_size(self, size, files):
    long = long_lines(size)
    # Short of the long lines, sessions differ in length; together they have the size.
    rng = random.Random(f"{self.seed}/sizes")
    weights = [0.4 + rng.random() * 1.2 for _ in range(files)]
    homes = [rng.randrange(files) for _ in long]
    names, chances = shapes(KINDS, size, sum(long))
    for number in range(files):
      own = [length for length, home in zip(long, homes) if home == number]
      budget = (size - sum(long)) * weights[number] / sum(weights)

      def fill(rng, write):
        done = 0
        due = sorted(((rng.random() * budget, length) for length in own), reverse=True)
        while done < budget:
          for kind in rng.choices(names, chances, k=64):
            done += write(kind)
            if due and done > due[-1][0]:
              write("tool_result", due.pop()[1])
            if done >= budget:
              break
        for _, length in due:
          write("tool_result", length)

      self.session(number, fill)

  def of_small_files(self, files):
    names, chances = zip(*SMALL.items())
    for number in range(files):
      def fill(rng, write):
        write("snapshot")
        # A session in twenty holds something typed; the others are as those of subagents and aborted ones.
        if number % 20 == 0:
          write("typed")
        for kind in rng.choices(names, chances, k=3):
          write(kind, 700)

      self.session(number, fill)

  def summary(self):
    total = sum(self.bytes.values())
    kinds = {
      kind: {"lines": self.lines[kind], "bytes": self.bytes[kind], "share": round(self.bytes[kind] / total, 4)}
      for kind in sorted(self.bytes, key=self.bytes.get, reverse=True)
    }
    return {"bytes": total, "lines": sum(self.lines.values()), "files": self.files, "typed": self.typed, "kinds": kinds}


def main():
  parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
  parser.add_argument("--size", type=int)
  parser.add_argument("--files", type=int, default=1)
  parser.add_argument("--small", type=int)
  parser.add_argument("--seed", type=int, default=1)
  parser.add_argument("directory", type=Path)
  options = parser.parse_args()
  digest = hashlib.sha256()
  for source in ("corpus.py", "records.py", "pools.py", "typed.py"):
    digest.update((Path(__file__).parent / source).read_bytes())
  made_by = {
    "program": digest.hexdigest(), "size": options.size, "files": options.files, "small": options.small,
    "seed": options.seed,
  }
  note = options.directory.with_name(options.directory.name + ".json")
  if note.exists() and json.loads(note.read_text())["made_by"] == made_by:
    return
  note.unlink(missing_ok=True)
  shutil.rmtree(options.directory, ignore_errors=True)
  corpus = Corpus(options.directory, options.seed)
  if options.small:
    corpus.of_small_files(options.small)
  else:
    corpus.of_size(options.size, options.files)
  note.write_text(json.dumps({"made_by": made_by, **corpus.summary()}, indent=2) + "\n")


main()
