"""Whether the writer is outside Norway now.

Wrong either way costs: who is in Norway must see 112, who is abroad must see those who help there.
So a place counts only where the sentence says that the writer is there, now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bot.contract import Perspective
from bot.language.data_files import read_yaml, words
from bot.language.matches import Matches
from bot.language.normalise import Token
from bot.language.surroundings import people_in
from bot.language.whereabouts import Mention

IN = ("i", "på", "in", "til")
_WORDS = (
    "adverb ambassade andre ble egentlig er_blitt er_der fra har_vært hit hjem holdt_der hos "
    "identitet ikke_nå jeg meg mellomord min og opphold planer på sendt siden sikkert_opphold "
    "skriver sted_foran stopper til tok_meg utrop vane"
).split()


@dataclass(frozen=True)
class Places:
    """The lists of `steder.yml`: names of places, and the small words that tell who is there."""

    abroad: frozenset[str]
    norway: frozenset[str]
    small: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, file: Path) -> Places:
        """From `steder.yml`. Raises `KeyError` for a list that is not there."""
        raw = read_yaml(file)
        return cls(
            frozenset(words(raw["utlandet"])),
            frozenset(words(raw["norge"])),
            {name: frozenset(words(raw["ord"][name])) for name in _WORDS},
        )

    def read(self, matches: Matches, perspective: Perspective | None = None) -> bool | None:
        """True or False only where the text says so of the writer, now."""
        tokens = matches.tokens
        if not tokens or perspective == "professional":
            return None
        if matches.has("skriver_er_hjemme"):
            return False
        people = people_in(matches)
        if self._is_among(self.abroad, matches, people, perspective):
            return True
        if perspective != "friend" and matches.has("skriver_er_ute"):
            return True
        if matches.has("borte_tegn") or self._mentions(self.abroad, tokens):
            return None
        return False if self._is_among(self.norway, matches, people, perspective) else None

    def named(self, matches: Matches) -> bool | None:
        """Where a message is that says little more than «i Tyrkia» or «her i Norge»."""
        names = [after.raw for word, after in pairwise(matches.tokens) if word.norm in IN]
        if matches.has("utlandet") or self.abroad.intersection(names):
            return True
        return False if self.norway.intersection(names) else None

    def _mentions(self, names: frozenset[str], tokens: Sequence[Token]) -> bool:
        return any(token.raw in names for token in tokens)

    def _is_among(
        self,
        names: frozenset[str],
        matches: Matches,
        people: frozenset[int],
        perspective: Perspective | None,
    ) -> bool:
        """Whether the writer is at one of the places."""
        for at, token in enumerate(matches.tokens):
            if token.raw in names:
                who = Mention(matches, self.small, people, at, names is self.abroad).who()
                if who == "writer" or (who == "nobody" and perspective != "friend"):
                    return True
        return False
