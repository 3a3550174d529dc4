"""The words around a word: small helpers for reading who does what in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.language.matches import Matches

_PEOPLE = (
    "far mor foreldre bror søster søsken onkel tante fetter_kusine besteforeldre slekt familie "
    "svigerfamilie ektemann kone kjæreste eks venn klassekamerat barn elev nær_venn nær_slekt "
    "nær_kjæreste brukere"
).split()


@dataclass(frozen=True)
class Surroundings:
    """One message: what is matched in it, the lists of small words that count here (name of a list
    → its words), and the places of the words that name somebody else than the writer."""

    matches: Matches
    small: Mapping[str, frozenset[str]]
    people: frozenset[int]

    def word(self, at: int) -> str:
        """The word at a place in levelled spelling; empty outside the message."""
        return self.matches.tokens[at].norm if 0 <= at < len(self.matches.tokens) else ""

    def is_(self, at: int, name: str) -> bool:
        """Whether the word stands in the list `name`."""
        return self.word(at) in self.small[name]

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether both places exist and lie in one sentence."""
        tokens = self.matches.tokens
        if not (0 <= one < len(tokens) and 0 <= other < len(tokens)):
            return False
        return tokens[one].sentence == tokens[other].sentence

    def same_clause(self, one: int, other: int) -> bool:
        """Whether both places exist and no sign stands between them."""
        tokens = self.matches.tokens
        if not (0 <= one < len(tokens) and 0 <= other < len(tokens)):
            return False
        return tokens[one].clause == tokens[other].clause

    def before_own(self, at: int) -> int:
        """The nearest place at or before `at` that is no `min`, `mi`, `vår`."""
        while self.is_(at, "min"):
            at -= 1
        return at


def people_in(matches: Matches) -> frozenset[int]:
    """The places of the words that name somebody else."""
    spans = [span for id in _PEOPLE for span in matches.spans(f"<alle:{id}>")]
    return frozenset(at for start, end in spans for at in range(start, end))
