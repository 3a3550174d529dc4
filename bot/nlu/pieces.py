"""Text to the numbers of its word pieces: SentencePiece's unigram model, the best path by scores.

Reads the `tokenizers` format, so that any library can read the same file. Nothing is remembered
between messages: a cache would keep words that people wrote.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

START, PADDING, END, UNKNOWN = 0, 1, 2, 3
WORD_START = "\u2581"
LIMIT = 128
HEAD = 72
_PENALTY = 10.0
_SPACE = re.compile(r"\s+")


class Pieces:
    """A vocabulary of scored pieces."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self._numbers: Mapping[str, tuple[int, float]] = {
            piece: (number, score)
            for number, (piece, score) in enumerate(zip(pieces, scores, strict=True))
            if number > UNKNOWN
        }
        self._longest = max(map(len, self._numbers), default=1)
        self._unknown = min(scores) - _PENALTY

    @classmethod
    def load(cls, file: Path) -> Pieces:
        """The vocabulary of a `tokenizer.json`."""
        vocabulary = json.loads(file.read_text(encoding="utf-8"))["model"]["vocab"]
        return cls([piece for piece, _ in vocabulary], [score for _, score in vocabulary])

    def encode(self, text: str) -> list[int]:
        """Numbers of the pieces between start and end; of a long text the head and the tail."""
        words = _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip().split(" ")
        found = [number for word in words for number in self.word(WORD_START + word)]
        return [START, *shortened(found, LIMIT - 2), END]

    def word(self, word: str) -> list[int]:
        """The pieces of one word, `WORD_START` included, of the highest total score."""
        best = [0.0] + [-1e30] * len(word)
        came: list[tuple[int, int]] = [(0, UNKNOWN)] * (len(word) + 1)
        for start in range(len(word)):
            self._step(word, start, best, came)
        found, at = [], len(word)
        while at:
            at, number = came[at]
            found.append(number)
        return _merged(found[::-1])

    def _step(self, word: str, start: int, best: list[float], came: list[tuple[int, int]]) -> None:
        if best[start] + self._unknown > best[start + 1]:
            best[start + 1], came[start + 1] = best[start] + self._unknown, (start, UNKNOWN)
        for end in range(start + 1, min(len(word), start + self._longest) + 1):
            piece = self._numbers.get(word[start:end])
            if piece and best[start] + piece[1] > best[end]:
                best[end], came[end] = best[start] + piece[1], (start, piece[0])


def _merged(numbers: list[int]) -> list[int]:
    """Several unknown characters in a row count as one."""
    return [
        n for i, n in enumerate(numbers) if not (n == UNKNOWN and i and numbers[i - 1] == UNKNOWN)
    ]


def shortened(numbers: list[int], limit: int) -> list[int]:
    """At most `limit` numbers: the beginning and the end of what is longer."""
    if len(numbers) <= limit:
        return numbers
    return numbers[:HEAD] + numbers[HEAD - limit :]
