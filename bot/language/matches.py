"""What was found in one message: which concepts and rules, and at which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.language.normalise import Token

Span = tuple[int, int]


class Found(NamedTuple):
    """A concept found: words `start` to `end` (not included), and whether it is denied."""

    start: int
    end: int
    negated: bool


class Matches:
    """What was found in one message: concept or rule id → where."""

    def __init__(
        self,
        tokens: Sequence[Token],
        at: Mapping[str, list[Span]],
        found: Mapping[str, list[Found]],
    ) -> None:
        self.tokens, self._at, self.found = tokens, at, found

    def spans(self, symbol: str) -> list[Span]:
        """Where a word, `<concept>`, `<ikke:concept>` or `<alle:concept>` stands."""
        return self._at.get(symbol, [])

    def has(self, id: str) -> bool:
        """Whether a concept or rule is found, not counting denials."""
        return f"<{id}>" in self._at

    def sentences(self, id: str) -> set[int]:
        """The sentences in which a concept is found."""
        return {self.tokens[start].sentence for start, _ in self._at.get(f"<{id}>", ())}
