#!/usr/bin/env python3
"""Parses each line of the JSON lines below a path with orjson, and counts the texts under the user's role."""

import sys
from pathlib import Path

import orjson


def texts(record):
  """The texts of one record that stand under the user's role."""
  if record.get("type") != "user":
    return []
  content = record["message"]["content"]
  if isinstance(content, str):
    return [content]
  return [block["text"] for block in content if block.get("type") == "text"]


found = size = 0
for path in sorted(Path(sys.argv[1]).rglob("*.jsonl")):
  with open(path, "rb") as file:
    for line in file:
      for text in texts(orjson.loads(line)):
        found += 1
        size += len(text)
print(found, size)
