"""The records of a session of Claude Code, one JSON line each."""

from typed import WORDS, Typist

# Which share of all bytes a kind of record has, and how long a line of it is on average.
KINDS = {
  "tool_result": (0.400, 9300), "file_read": (0.205, 15600), "progress": (0.138, 1800), "tool_use": (0.087, 1480),
  "thinking": (0.059, 2240), "image": (0.031, 158000), "text": (0.031, 1070), "typed": (0.0028, 870),
  "injected": (0.0120, 3700), "tool_error": (0.010, 2600), "file_update": (0.014, 11000), "snapshot": (0.0055, 560),
  "system": (0.0035, 600), "blocks": (0.0005, 960), "mixed": (0.0007, 15600), "queue": (0.0001, 600),
  "refusal": (0.0002, 1100), "summary": (0.00001, 140),
}
# The relative frequencies of the kinds in short sessions.
SMALL = {"tool_result": 3, "progress": 3, "tool_use": 2, "text": 2}

USAGE = (
  b'"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":%d,"cache_creation_input_tokens":%d,'
  b'"cache_read_input_tokens":%d,"cache_creation":{"ephemeral_5m_input_tokens":%d,"ephemeral_1h_input_tokens":0},'
  b'"output_tokens":%d,"service_tier":"standard"}'
)
COMMANDS = [b"clear", b"compact", b"model", b"review", b"status", b"cost", b"resume"]


def shapes(kinds, size, long):
  """The kinds' names, and how often each comes: the results of tools leave room for those that are very long."""
  shares = {kind: share for kind, (share, _) in kinds.items()}
  shares["tool_result"] = max(0.2, shares["tool_result"] - long / size)
  return list(kinds), [shares[kind] / length for kind, (_, length) in kinds.items()]


class Session:
  """Makes the records of one file, each with an identifier, a time and a parent of its own."""

  def __init__(self, rng, pools, number):
    self.rng, self.pools = rng, pools
    self.typist = Typist(rng, lambda size: pools.logs.slice(rng, size))
    self.id = self.uuid()
    self.parent = b"null"
    self.call = self.token(b"toolu_01")
    self.milliseconds = 1_000_000 + number * 37
    name = f"{WORDS[number % len(WORDS)]}-{WORDS[number // len(WORDS) % len(WORDS)]}"
    self.directory = f"/home/dev/code/{name}"
    self.envelope = (
      b'"isSidechain":false,"userType":"external","cwd":"%s","sessionId":"%s","version":"2.1.47","gitBranch":"%s",'
      b'"slug":"%s-%s-%s"' % (
        self.directory.encode(), self.id, rng.choice((b"main", b"develop", b"feature/exports")),
        *(rng.choice(WORDS).encode() for _ in range(3))))
    self.typed = 0

  def uuid(self):
    digits = b"%032x" % self.rng.getrandbits(128)
    return b"-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

  def token(self, prefix):
    return prefix + b"%024x" % self.rng.getrandbits(96)

  def time(self):
    self.milliseconds += self.rng.randrange(1, 4000)
    seconds, milliseconds = divmod(self.milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    # Sessions may last for years here: months are counted as 28 days.
    months, days = divmod(days, 28)
    return b"%d-%02d-%02dT%02d:%02d:%02d.%03dZ" % (
      2024 + months // 12, 1 + months % 12, 1 + days, hours, minutes, seconds, milliseconds)

  def around(self, mean):
    """A length whose mean is the given one; half of all are shorter than half of it, as in real files."""
    return min(int(self.rng.lognormvariate(0, 1.15) * mean / 1.94) + 1, 180_000)

  def path(self):
    return self.directory.encode() + b"/" + self.pools.path(self.rng)

  def record(self, kind, size):
    """One line. The size is that of its content, where it has one that can be chosen."""
    return getattr(self, "typed_text" if kind == "typed" else kind)(size)

  def chained(self, before, after=b""):
    """A record that knows the one before it. What differs comes before or behind the identifier, as in real files."""
    uuid = self.uuid()
    line = b'{"parentUuid":%s,%s,%s,"uuid":"%s","timestamp":"%s"%s}\n' % (
      self.parent, self.envelope, before, uuid, self.time(), after)
    self.parent = b'"%s"' % uuid
    return line

  def user(self, content, after=b""):
    return self.chained(b'"type":"user","message":{"role":"user","content":%s}' % content, after)

  def result(self, content, result, error=b""):
    block = b'[{"tool_use_id":"%s","type":"tool_result","content":"%s"%s}]' % (self.call, content, error)
    return self.user(block, b',"toolUseResult":%s,"sourceToolAssistantUUID":"%s"' % (result, self.uuid()))

  def assistant(self, block):
    draw = self.rng.randrange
    usage = USAGE % (draw(9), draw(20000), draw(90000), draw(20000), draw(900))
    return self.chained(
      b'"message":{"model":"claude-opus-4-6","id":"%s","type":"message","role":"assistant","content":[%s],%s},'
      b'"requestId":"%s","type":"assistant"' % (self.token(b"msg_01"), block, usage, self.token(b"req_01")))

  def tool_result(self, size):
    """What an edit, a command, a search or a task list gave back."""
    kind, pools, rng = self.rng.random(), self.pools, self.rng
    if size or 0.5 <= kind < 0.85:
      output = pools.logs.slice(rng, (size or self.around(3200)) // 2)
      return self.result(output, b'{"stdout":"%s","stderr":"","interrupted":false,"isImage":false}' % output)
    if kind < 0.5:
      path = self.path()
      whole = pools.code.slice(rng, self.around(13_000))
      first, last = pools.code.span(rng, self.around(900))
      old, new = pools.code.lines(first, last), pools.code.slice(rng, self.around(900))
      patch = pools.patch.lines(first, last)[:-1]
      return self.result(
        b"The file %s has been updated.\\n" % path,
        b'{"filePath":"%s","oldString":"%s","newString":"%s","originalFile":"%s","structuredPatch":[{"oldStart":%d,'
        b'"oldLines":8,"newStart":%d,"newLines":9,"lines":[%s]}],"userModified":false,"replaceAll":false}' % (
          path, old, new, whole, len(old), len(old), patch))
    if kind < 0.92:
      output = pools.logs.slice(rng, self.around(2500))
      return self.result(
        output, b'{"mode":"content","numFiles":0,"filenames":[],"content":"%s","numLines":%d}' % (output, len(output)))
    return self.result(
      b"Updated task #%d status" % rng.randrange(99),
      b'{"success":true,"taskId":"%d","updatedFields":["status"],"statusChange":{"from":"pending","to":"completed"}}'
      % rng.randrange(99))

  def file_read(self, size):
    pools = self.pools
    first, last = pools.code.span(self.rng, self.around(7000))
    return self.result(
      pools.numbered.lines(first, last),
      b'{"type":"text","file":{"filePath":"%s","content":"%s","numLines":%d,"startLine":1,"totalLines":%d}}' % (
        self.path(), pools.code.lines(first, last), last - first, last - first))

  def file_update(self, size):
    path, pools = self.path(), self.pools
    first, last = pools.code.span(self.rng, self.around(5000))
    code = pools.code.lines(first, last)
    return self.result(
      b"File created successfully at: %s" % path,
      b'{"type":"update","filePath":"%s","content":"%s","structuredPatch":[{"oldStart":1,"oldLines":3,"newStart":1,'
      b'"newLines":3,"lines":[%s]}],"originalFile":"%s"}' % (
        path, code, pools.patch.lines(first, first + 6)[:-1], code[:-2]))

  def tool_error(self, size):
    output = self.pools.logs.slice(self.rng, self.around(1000))
    return self.result(b"Exit code 1\\n" + output, b'"Error: Exit code 1\\n%s"' % output, b',"is_error":true')

  def refusal(self, size):
    """A result that holds what the user said when they refused a tool."""
    self.typed += 1
    said = (
      b"The user doesn't want to proceed with this tool use. The tool use was rejected, and nothing was written. To "
      b"tell you how to proceed, the user said:\\n" + self.typist.message())
    return self.result(said, b'"User rejected tool use"', b',"is_error":true')

  def mixed(self, size):
    self.typed += 1
    block = b'[{"tool_use_id":"%s","type":"tool_result","content":"%s"},{"type":"text","text":"%s"}]' % (
      self.call, self.pools.logs.slice(self.rng, self.around(15_000)), self.typist.message())
    return self.user(block, b',"toolUseResult":{"stdout":"","stderr":"","interrupted":true,"isImage":false}')

  def typed_record(self, content):
    self.typed += 1
    return self.user(
      content, b',"thinkingMetadata":{"maxThinkingTokens":31999},"todos":[],"permissionMode":"acceptEdits"')

  def typed_text(self, size):
    return self.typed_record(b'"%s"' % self.typist.message())

  def blocks(self, size):
    return self.typed_record(b'[{"type":"text","text":"%s"}]' % self.typist.message())

  def image(self, size):
    length = self.rng.randrange(40_000, 276_000) // 4 * 4
    start = self.rng.randrange((len(self.pools.base64) - length) // 4) * 4
    return self.typed_record(
      b'[{"type":"text","text":"%s"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"%s"}}]'
      % (self.typist.message(), self.pools.base64[start : start + length]))

  def injected(self, size):
    """A record under the user's role that nobody typed: a plan, a summary, a command or a reminder."""
    kind = self.rng.random()
    prose = self.pools.prose.slice(self.rng, self.around(4600))
    if kind < 0.3:
      return self.user(b'"Implement the following plan:\\n\\n%s"' % prose, b',"planContent":"%s"' % prose)
    if kind < 0.4:
      return self.user(
        b'"This session is being continued from a previous conversation. %s"' % prose,
        b',"isVisibleInTranscriptOnly":true,"isCompactSummary":true')
    if kind < 0.7:
      name = self.rng.choice(COMMANDS)
      return self.user(
        b'"<command-name>/%s</command-name>\\n<command-message>%s</command-message>\\n<command-args></command-args>"'
        % (name, name))
    if kind < 0.85:
      return self.user(b'[{"type":"text","text":"%s"}]' % prose, b',"isMeta":true')
    return self.user(b'"<task-notification>%s</task-notification>"' % prose[:400].rpartition(b" ")[0])

  def tool_use(self, size):
    kind, pools, rng = self.rng.random(), self.pools, self.rng
    if kind < 0.25:
      name, given = b"Edit", b'{"file_path":"%s","old_string":"%s","new_string":"%s","replace_all":false}' % (
        self.path(), pools.code.slice(rng, self.around(450)), pools.code.slice(rng, self.around(600)))
    elif kind < 0.29:
      name, given = b"Write", b'{"file_path":"%s","content":"%s"}' % (
        self.path(), pools.code.slice(rng, self.around(4500)))
    elif kind < 0.6:
      name, given = b"Bash", b'{"command":"npm test -- %s 2>&1 | tail -%d","description":"Run the tests of %s"}' % (
        pools.path(rng), rng.randrange(99), rng.choice(WORDS).encode())
    else:
      name, given = b"Read", b'{"file_path":"%s","offset":%d,"limit":%d}' % (
        self.path(), rng.randrange(999), rng.randrange(99))
    self.call = self.token(b"toolu_01")
    return self.assistant(b'{"type":"tool_use","id":"%s","name":"%s","input":%s}' % (self.call, name, given))

  def thinking(self, size):
    start = self.rng.randrange(1 << 20)
    return self.assistant(b'{"type":"thinking","thinking":"%s","signature":"%s"}' % (
      self.pools.prose.slice(self.rng, self.around(650)), self.pools.base64[start : start + self.around(600)]))

  def text(self, size):
    return self.assistant(b'{"type":"text","text":"%s"}' % self.pools.prose.slice(self.rng, self.around(260)))

  def progress(self, size):
    """What a hook, a command or a subagent tells while it works."""
    kind = self.rng.random()
    if kind < 0.7:
      data = (
        b'"type":"hook_progress","hookEvent":"PostToolUse","hookName":"PostToolUse:Edit",'
        b'"command":"scripts/%s-hook.sh"' % self.rng.choice(WORDS).encode())
    elif kind < 0.85:
      output = self.pools.logs.slice(self.rng, self.around(4500))
      data = b'"type":"bash_progress","output":"%s","fullOutput":"%s","elapsedTimeSeconds":%d,"totalLines":%d' % (
        output[-150:].rpartition(b"\\n")[2], output, self.rng.randrange(60), len(output))
    else:
      data = (
        b'"message":{"type":"user","message":{"role":"user","content":[{"tool_use_id":"%s","type":"tool_result",'
        b'"content":"%s"}]},"uuid":"%s"},"normalizedMessages":[],"type":"agent_progress","agentId":"%s"' % (
          self.call, self.pools.numbered.slice(self.rng, self.around(4000)), self.uuid(), self.uuid()[:7]))
    return self.chained(
      b'"type":"progress","data":{%s},"toolUseID":"%s","parentToolUseID":"%s"' % (data, self.call, self.call))

  def system(self, size):
    return self.chained(
      b'"type":"system","subtype":"stop_hook_summary","hookCount":1,"hookInfos":[{"command":"scripts/notify.sh"}],'
      b'"hookErrors":[],"preventedContinuation":false,"stopReason":"","hasOutput":true,"level":"suggestion",'
      b'"toolUseID":"%s"' % self.uuid())

  def snapshot(self, size):
    uuid, time = self.uuid(), self.time()
    files = b",".join(
      b'"%s":{"backupFileName":"%016x@v2","version":2,"backupTime":"%s"}' % (
        self.pools.path(self.rng), self.rng.getrandbits(64), time)
      for _ in range(self.rng.randrange(6)))
    return (
      b'{"type":"file-history-snapshot","messageId":"%s","snapshot":{"messageId":"%s","trackedFileBackups":{%s},'
      b'"timestamp":"%s"},"isSnapshotUpdate":false}\n' % (uuid, uuid, files, time))

  def queue(self, size):
    self.typed += 1
    return b'{"type":"queue-operation","operation":"enqueue","timestamp":"%s","sessionId":"%s","content":"%s"}\n' % (
      self.time(), self.id, self.typist.message())

  def summary(self, size):
    return b'{"type":"summary","summary":"Work on the %s","leafUuid":"%s"}\n' % (
      self.rng.choice(WORDS).encode(), self.uuid())
