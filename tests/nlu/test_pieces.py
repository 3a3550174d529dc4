"""Cutting text into word pieces."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.nlu.pieces import HEAD, LIMIT, Pieces, shortened

VOCABULARY = [
    ("<s>", 0.0),
    ("<pad>", 0.0),
    ("</s>", 0.0),
    ("<unk>", 0.0),
    ("\u2581", -3.0),
    ("\u2581pappa", -5.0),
    ("\u2581pap", -6.0),
    ("pa", -4.0),
    ("p", -7.0),
    ("a", -7.0),
    ("\u2581slo", -5.0),
]


def _pieces() -> Pieces:
    return Pieces([piece for piece, _ in VOCABULARY], [score for _, score in VOCABULARY])


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("pappa slo", [0, 5, 10, 2]),
        ("  pappa \n\t slo ", [0, 5, 10, 2]),
        ("pappapa", [0, 5, 7, 2]),
        ("ｐａｐｐａ", [0, 5, 2]),  # full-width letters are the same letters
        ("papa", [0, 4, 7, 7, 2]),  # three pieces that score better than two
        ("xyz", [0, 4, 3, 2]),  # several unknown characters count once
        ("", [0, 4, 2]),
    ],
)
def test_encode_takes_the_best_path(text: str, numbers: list[int]) -> None:
    assert _pieces().encode(text) == numbers


def test_encode_keeps_head_and_tail_when_long() -> None:
    numbers = list(range(300))
    kept = shortened(numbers, LIMIT)
    assert len(kept) == LIMIT
    assert kept[:HEAD] == numbers[:HEAD]
    assert kept[HEAD:] == numbers[HEAD - LIMIT :]


def test_load_reads_the_tokenizers_format(tmp_path: Path) -> None:
    file = tmp_path / "tokenizer.json"
    file.write_text(json.dumps({"model": {"vocab": VOCABULARY}}), encoding="utf-8")
    assert Pieces.load(file).encode("pappa") == [0, 5, 2]
