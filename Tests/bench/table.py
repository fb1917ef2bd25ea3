"""The table: what was measured, the bar, what was reached, and whether that is enough."""

import os
import shutil
import statistics
from pathlib import Path


class Table:
  FORM = "{:<7} {:<58} {:>9} {:>8} {:>13} {:>5}  {}"

  def __init__(self, runs):
    self.runs, self.rows = runs, []

  def speed(self, row, what, ours, peer, bar=None):
    """How many times as fast as the peer we are: the median over the turns. Without a bar it is only shown."""
    if not self.left_out(row, what, ours, peer):
      ratios = self.ratios(peer, ours)
      holds = bar is None or statistics.median(ratios) >= bar
      self.add(row, what, "" if bar is None else f">= {bar:g} x", ratios, holds)

  def time(self, row, what, ours, peer, bar):
    """How many times as long as the peer we take."""
    if not self.left_out(row, what, ours, peer):
      ratios = self.ratios(ours, peer)
      self.add(row, what, f"<= {bar:g} x", ratios, statistics.median(ratios) <= bar)

  def memory(self, row, what, large, small, limit=150, tolerance=0.1):
    """The peak over a large corpus in megabytes, and how many times that over a small one it is."""
    if self.left_out(row, what, large, small):
      return
    high, low = (self.runs.samples[name].megabytes for name in (large, small))
    self.add(row, what, f"<= {limit} MB", high, statistics.median(high) <= limit, "MB")
    growth = [a / b for a, b in zip(high, low)]
    self.add(
      row, what + ", large / small", f"1 +- {tolerance:g} x", growth, abs(statistics.median(growth) - 1) <= tolerance)

  def ratios(self, above, below):
    pairs = zip(self.runs.samples[above].seconds, self.runs.samples[below].seconds)
    return [a / b for a, b in pairs]

  def left_out(self, row, what, *names):
    missing = [name for name in names if name not in self.runs.samples]
    if missing:
      self.rows.append(self.FORM.format(row, what, "", "", "", "-", "left out: " + ", ".join(missing)).rstrip())
    return bool(missing)

  def add(self, row, what, bar, values, enough, unit="x"):
    spread = f"{brief(min(values))}-{brief(max(values))}" if len(values) > 1 else ""
    self.rows.append(self.FORM.format(
      row, what, bar, f"{brief(statistics.median(values))} {unit}", spread, "ok" if enough else "short", len(values)))

  def print(self, notes):
    print("\n".join(notes) + "\n")
    print(self.FORM.format("row", "what", "must be", "median", "spread", "", "turns"))
    print("\n".join(self.rows) + "\n")
    form = "{:<34} {:>9} {:>17} {:>9} {:>5}  {}"
    print(form.format("command", "seconds", "spread", "peak MB", "turns", "").rstrip())
    for name, samples in self.runs.samples.items():
      spread = f"{brief(min(samples.seconds))}-{brief(max(samples.seconds))}" if len(samples.seconds) > 1 else ""
      peak = f"{statistics.median(samples.megabytes):.0f}"
      turns, failure = len(samples.seconds), samples.failure or ""
      print(form.format(name, brief(statistics.median(samples.seconds)), spread, peak, turns, failure).rstrip())
    print(flush=True)


def brief(value):
  """A number with three digits, and never in powers of ten."""
  return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def machine():
  names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
  name = names[0].partition(":")[2].strip() if names else os.uname().machine
  return f"{name}, {len(os.sched_getaffinity(0))} cores; load {os.getloadavg()[0]:.1f} at the start"


def missing(program):
  """What to say of a program that is not there; None where it is."""
  return None if shutil.which(program) else f"{program} is missing: make bench-deps"
