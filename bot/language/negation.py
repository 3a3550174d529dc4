"""Whether what a word says is denied: `slår meg ikke`, `har aldri slått`, `uten å slå`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.language.data_files import words
from bot.language.normalise import Token

_BACK, _AHEAD = 3, 3


@dataclass(frozen=True)
class Negation:
    """The words that deny, and the words that stop a denial from reaching further."""

    before: frozenset[str]
    after: frozenset[str]
    stops: frozenset[str]
    objects: frozenset[str]
    no_denial: frozenset[str]
    commands: frozenset[str]

    @classmethod
    def from_data(cls, raw: Mapping[str, object]) -> Negation:
        """From the section `nektelse` of `begreper.yml`."""
        names = ("foran", "etter", "stopper", "objekt", "ikke_nektelse", "oppfordring")
        return cls(*(frozenset(words(raw.get(name))) for name in names))

    def covers(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Whether the words from `start` to `end` are denied by a word near them."""
        return self._before(tokens, start) or self._after(tokens, end)

    def _before(self, tokens: Sequence[Token], start: int) -> bool:
        for at in range(start - 1, max(-1, start - 1 - _BACK), -1):
            word = tokens[at].norm
            if tokens[at].clause != tokens[start].clause or word in self.stops:
                return False
            if word in self.before:
                return tokens[at + 1].norm not in self.no_denial
        return False

    def _after(self, tokens: Sequence[Token], end: int) -> bool:
        clause = tokens[end - 1].clause
        for at in range(end, min(len(tokens), end + _AHEAD)):
            word = tokens[at].norm
            if tokens[at].clause != clause:
                return False
            if word in self.after:
                following = tokens[at + 1].norm if at + 1 < len(tokens) else ""
                return following not in self.no_denial and following not in self.commands
            if word not in self.objects:
                return False
        return False
