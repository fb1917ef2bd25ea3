"""Composes what a person types: requests, remarks, corrections, and now and then a wish that is meant to last.

The parts are few and their combinations are many, so that hardly any message comes twice: a program that remembers what
it has read once must not look faster here than it is.
"""

VERBS = """add fix rename move remove split extract inline document test cache log validate refactor simplify rewrite
check parse retry sort paginate deprecate wrap measure""".split()
WORDS = """order invoice user session token cart report export import search filter upload profile account payment
webhook queue worker cache index schema migration client server parser router handler config metric event ticket tenant
policy snapshot cursor batch shard ledger backup digest preview theme sidebar modal form table chart avatar comment
tag label audit quota limit region locale currency discount refund shipment parcel""".split()
KINDS = """service controller view model helper test hook reducer store page component query job adapter middleware
serializer fixture module script endpoint dialog""".split()
ENDINGS = ["ts", "tsx", "py", "go", "rs", "swift", "sql", "css", "kt", "rb"]
PLACES = ["src", "app", "lib", "server", "web", "core", "packages/api", "internal", "services", "tests"]
REASONS = [
  "it breaks the {w} page", "the {w} team asked for it", "{w} and {w2} share it now", "CI is red since the {w} merge",
  "the {w} numbers look wrong", "I saw it fail twice with an empty {w}", "nobody uses the old {w} any more",
  "it takes {n} seconds with a large {w}", "the {w} came back null in staging", "we ship the {w} part on Monday",
]
REQUESTS = [
  "{v} the {w} {k} in {p}", "can you {v} {i}, {r}", "please {v} the {w2} {k} first and then look at {i}",
  "{i} throws when the {w} is missing, have a look", "why does {p} import {i}?",
  "the {w} {k} shows {n} rows but the {w2} has {n2}", "now {v} {i} in the same way", "ok, {v} it but leave {i} alone",
  "what happens in {i} if the {w} arrives twice", "there is a race between {i} and the {w2} {k}",
  "I get {n} failing specs in {p}", "let's {v} the {w} {k} next", "go on with {i}",
  "revert what you did to {p}, {r}", "show me where {i} gets its {w2} from", "{p} is fine, {v} only the {w2} part",
  "the button for the {w} does nothing since we touched {i}", "compare {i} with the {w2} {k} and tell me what differs",
  "do we still need {i}? {r}", "run the {w} tests again, I changed {p}", "{v} {n} of the {w} {k}s by hand, {r}",
  "that's not what I meant: the {w} belongs to the {w2}, see {p}", "good. Commit the {w} {k} and {v} {i}",
  "it should show the {w} in the {w2} {k}, not in {i}", "I'd format the {w} date in {i} for this page",
]
REMARKS = [
  "The error comes from {p} line {n}.", "You can ignore the {w2} for now.", "Don't touch {i} yet, {r}.",
  "Somebody else is working on the {w} {k}.", "I think {i} was written for the old {w2}.", "No hurry with the {w}.",
  "It worked yesterday with {n} {w}s.", "Look at {p} for how the {w2} does it.", "Thanks, the {w} {k} looks right.",
  "There are about {n} {w} records in the {w2} table.", "The {w2} is there before the {w}, today at least.",
  "My guess is that {i} gets the wrong {w}.", "Let me know if the {w} {k} needs a new {w2}.",
]
WISHES = [
  "always {v} the {k} before you touch the {w}", "never put {w} logic into a {k}",
  "from now on keep every {w} {k} below {n} lines", "we prefer small {k}s here, one {w} each",
  "in this repo {w} {k}s go to {p0}/{w2}, not next to the {w}", "please don't ever edit {p} by hand, it is generated",
  "for all {w} code: name the {k} after the {w2} it serves", "every new {w} {k} must have a test in {p0}",
  "our convention is that {w} ids are strings in each {k}", "whenever you change the {w} schema, update {p} as well",
  "stop adding comments to {w} {k}s, we never want them", "use {w} as the prefix of every {k} in {p0}, as a rule",
]


class Typist:
  """Types messages that follow from a random generator."""

  def __init__(self, rng, pastes):
    self.rng = rng
    # Called with a size: gives that many bytes of logs or code, already escaped.
    self.pastes = pastes

  def fill(self, template):
    rng = self.rng
    pick = rng.choice
    name = pick(VERBS) + pick(WORDS).title() + pick(WORDS).title() + pick(KINDS).title()
    w, w2, place = pick(WORDS), pick(WORDS), pick(PLACES)
    reason = pick(REASONS) if "{r}" in template else ""
    numbers = {"n": rng.randrange(2, 900), "n2": rng.randrange(2, 900)}
    return template.format(
      v=pick(VERBS), w=w, w2=w2, k=pick(KINDS), i=name, p=f"{place}/{pick(WORDS)}/{w2}-{pick(KINDS)}.{pick(ENDINGS)}",
      p0=place, r=reason.format(w=pick(WORDS), w2=pick(WORDS), **numbers), **numbers)

  def message(self):
    """One message, escaped for JSON: mostly one to three sentences; 5 % hold a lasting wish, 8 % a paste."""
    rng = self.rng
    kind = rng.random()
    parts = [self.fill(rng.choice(REQUESTS))]
    if kind < 0.05:
      wish = self.fill(rng.choice(WISHES))
      parts = [wish] if kind < 0.02 else parts + [wish]
    if kind > 0.45:
      parts += [self.fill(rng.choice(REMARKS)) for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 6)))]
    text = ". ".join(part.rstrip(".") for part in parts)
    text = text[0].upper() + text[1:] + "." if rng.random() < 0.5 else text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').encode()
    if kind > 0.92:
      escaped += b"\\n\\n" + self.pastes(rng.choice((300, 700, 1500, 4000, 9000)))
    return escaped

  def sentences(self, size):
    """At least this many bytes of prose, as an assistant would write it."""
    parts, length = [], 0
    while length < size:
      part = self.fill(self.rng.choice(REMARKS)).encode()
      parts.append(part)
      length += len(part) + 1
    return b" ".join(parts)
