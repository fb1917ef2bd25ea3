#!/usr/bin/env python3
"""Joins real messages, which are not part of this project, with the places where they state directives.

    join.py real_messages.jsonl real_annotations.jsonl > joined.jsonl

The messages are JSON lines with "id" (the first 16 hexadecimal digits of the SHA-256 of the text), "text", "repo" and
"label". The annotations name messages by that id and say where in the text a directive stands; no text is in them.
"""
import json
import sys


def main(messages, annotations):
    places = {}
    with open(annotations, encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            places[entry["id"]] = entry
    with open(messages, encoding="utf-8") as lines:
        for line in lines:
            message = json.loads(line)
            entry = places.get(message["id"], {})
            message["label"] = message.get("label") or entry.get("label")
            message["unsure"] = bool(message.get("unsure") or entry.get("unsure"))
            if "rules" in entry:
                message["rules"] = [
                    {"quote": message["text"][rule["from"]:rule["to"]], "scope": rule["scope"], "type": rule["type"]}
                    for rule in entry["rules"]]
            print(json.dumps(message, ensure_ascii=False, sort_keys=True))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
