"""Blocks of text that tool results are cut from: code, logs and prose, already escaped for JSON.

Of every kind a few megabytes are made once and cut at lines' borders after that, which costs no more than copying. The
rates of backslashes (77 in 1000 bytes of code) and of words such as "should" or "format" (one in about two kilobytes)
are those of real tool results.
"""

import base64
import bisect
import itertools

from typed import ENDINGS, KINDS, PLACES, WORDS

# '~' stands for a quotation mark; the letters for words, a path and numbers.
CODE = [
  "import {{ {a}, {b} }} from ~{p}/{a}~", "const {a} = {b}.get(~{a}~)", "  if ({a} === ~{b}~) {{", "  return {a}.{b}()",
  "}}", "", "}}", "    {a}: ~{b}~,", "    ~{a}~: ~{b}~,", "  {a}({b}, ~{n}~)", "func {a}(_ {b}: String) -> Int {{",
  "  let {b} = {a}[{n}]", "def {a}_{b}(self, {b}=~{n}~):", "    self.{a} = {b}", "  <div className=~{a} {b}~>",
  "  </div>", "  throw new Error(~no {a} for {b}~)", "SELECT {a}, {b} FROM {a}s WHERE id = ~{n}~",
  "  // {a} of the {b}", "  expect({a}).toBe(~{b}~)", "  - ~{a}~: {n}", "fn {a}(&self, {b}: &str) -> u32 {{",
  "  await {a}.{b}(~{a}~, ~{b}~)", "", "\\t\\tif err := {a}(~{b}~); err != nil {{", "\\t\\t\\treturn {b}", "\\t}}",
  "\\t{a} := map[string]string{{~{a}~: ~{b}~}}", "  [~{a}~, ~{b}~],", "  <{b} {a}=~{n}~ name=~{b}~ />",
]
MARKED = [
  "  // the {a} should be there before the {b}", "  {a}.format(~{b}~)", "<p style=~{a}: {n}px~>", "  # must hold a {b}",
  "const {a}Style = {b}", "  // never more than {n} {a}s", "  prefers-{a}: ~{b}~", "format: ~{a}~", "standard {a} {b}",
]
LOGS = [
  "2026-01-14T09:{m}:{s} INFO {a}.{b} request {n} done in {m} ms", "GET /api/{a}/{n} 200 {m}ms - ~{b}~",
  "  at {a}.{b} ({p}/{a}.ts:{n}:{m})", " PASS  {p}/{a}/{b}.test.ts ({m} ms)",
  "{p}/{a}/{b}.py:{n}: warning: unused ~{a}~", "{{~level~:~info~,~{a}~:~{b}~,~ms~:{n}}}", "M  {p}/{a}/{b}.go",
  "{p}/{a}-{b}.ts:{n}:  const {b} = {a}(~{n}~)", "-rw-r--r-- 1 dev dev {n} Jan 14 09:{m} {a}-{b}.json",
]


class Pool:
  """Lines that begin and end where a slice may."""

  def __init__(self, lines):
    self.offsets = [0, *itertools.accumulate(map(len, lines))]
    self.bytes = b"".join(lines)

  def span(self, rng, size):
    """The numbers of the first line of a slice of about this size, and of the line behind it."""
    first = rng.randrange(bisect.bisect(self.offsets, max(1, len(self.bytes) - size)))
    return first, max(first + 1, bisect.bisect(self.offsets, self.offsets[first] + size) - 1)

  def lines(self, first, last):
    return self.bytes[self.offsets[first] : self.offsets[last]]

  def slice(self, rng, size):
    """About this many bytes; more than the pool has are put together from several slices."""
    most = len(self.bytes) // 4
    if size <= most:
      return self.lines(*self.span(rng, size))
    return b"".join(self.slice(rng, min(most, size - done)) for done in range(0, size, most))


def drawn(rng, templates, share, ending, size):
  """Lines of the templates filled in; the share is that of lines with words that a rule could have too."""
  lines, length = [], 0
  while length < size:
    template = rng.choice(MARKED if rng.random() < share else templates)
    line = template.format(
      a=rng.choice(WORDS), b=rng.choice(WORDS) + rng.choice(KINDS).title(), p=rng.choice(PLACES), n=rng.randrange(1000),
      m=rng.randrange(10, 60), s=rng.randrange(10, 60)).replace("~", '\\"').encode() + ending
    lines.append(line)
    length += len(line)
  return lines


class Pools:
  """All blocks of one corpus. `prose` gives a sentence."""

  def __init__(self, rng, prose):
    code = drawn(rng, CODE, 0.019, b"\\n", 3 << 20)
    self.code = Pool(code)
    # The same lines as the tool that reads files shows them, and as a patch holds them: a string for each line.
    self.numbered = Pool([b"%6d\xe2\x86\x92" % (1 + number % 1500) + line for number, line in enumerate(code)])
    self.patch = Pool([b'" ' + line[:-2] + b'",' for line in code])
    self.logs = Pool(drawn(rng, LOGS, 0.035, b"\\n", 3 << 20))
    self.prose = Pool([prose() + rng.choice((b" ", b" ", b"\\n\\n")) for _ in range(20000)])
    self.base64 = base64.b64encode(rng.randbytes(3 << 20))

  def path(self, rng):
    name = f"{rng.choice(WORDS)}-{rng.choice(KINDS)}.{rng.choice(ENDINGS)}"
    return f"{rng.choice(PLACES)}/{rng.choice(WORDS)}/{name}".encode()
