"""Whether the one that the message is about is of age, where the text tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.contract import Age, Perspective
from bot.language.ages_told import AgesTold, Whose
from bot.language.data_files import read_yaml, words
from bot.language.matches import Matches
from bot.language.surroundings import people_in

_WORDS = (
    "andre ble demper er er_meg fyller fylt han_er hvis ikke_alder ikke_foran ikke_år jeg kjønn "
    "klasse min og over på snart tid til under var videregående år"
).split()


@dataclass(frozen=True)
class AgeRules:
    """The lists of `alder.yml`."""

    numbers: Mapping[str, int]
    small: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, file: Path) -> AgeRules:
        """From `alder.yml`. Raises `KeyError` for a list that is not there."""
        raw = read_yaml(file)
        small = {name: frozenset(words(raw["ord"][name])) for name in _WORDS}
        return cls({str(word): int(n) for word, n in raw["tall"].items()}, small)

    def read(self, matches: Matches, perspective: Perspective | None) -> Age | None:
        """The age of the writer, or of the other one where the message is about another."""
        whose: Whose = "writer" if perspective in (None, "self") else "other"
        reader = AgesTold(matches, self.small, people_in(matches), self.numbers, whose)
        for told in reader.ages():
            if told.whose == whose and told.age():
                return told.age()
        if reader.is_at_primary_school():
            return "under_18"
        prefix = "" if whose == "writer" else "annen_"
        if matches.has(f"{prefix}er_umyndig"):
            return "under_18"
        return "over_18" if matches.has(f"{prefix}er_myndig") else None
