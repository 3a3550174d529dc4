"""Every form of a word in the lists, so that editors write `slå` once and not seven times."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.language.data_files import words
from bot.language.lemmas import LemmaTable

_KIND = {"verb": "verb", "substantiv": "noun", "adjektiv": "adj"}
_NYNORSK = {
    "verb": ("ar", "a", "ast", "te", "er"),
    "substantiv": ("en", "et", "a", "i", "er", "ar", "ene", "ane", "an"),
    "adjektiv": ("e", "t"),
}
_SPOKEN = {"er": ("e", "ar"), "es": ("ast",)}
_SHORTEST_VERB = 4
_BRACES = re.compile(r"\{([^{}]+)\}")


def wanted_lemmas(rows: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """(kind of the lemma table, lemma) for every word whose forms the rows ask for."""
    wanted: set[tuple[str, str]] = set()
    for row in rows:
        for kind, table_kind in _KIND.items():
            wanted.update((table_kind, lemma) for lemma in words(row.get(kind)))
        for phrase in (*(row.get("uttrykk") or ()), *(row.get("unntatt") or ())):
            for lemma in _BRACES.findall(str(phrase)):
                wanted.update((table_kind, lemma) for table_kind in _KIND.values())
    return wanted


def has_other_ending(word: str, is_word: Callable[[str], bool]) -> bool:
    """Whether `word` is a known word with an ending that the lemma table lacks: the genitive,
    and those that only Nynorsk has. Words spelt without æ, ø and å are not taken for such."""
    if any(pair in word for pair in ("aa", "oe", "ae")):
        return False
    for ending in ("ane", "ast", "ar", "an", "a", "i", "s"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and (is_word(stem) or is_word(stem + "e")):
            return True
    return False


class Inflection:
    """Forms from the lemma table, with the Nynorsk endings that the table lacks."""

    def __init__(self, lemmas: LemmaTable, wanted: set[tuple[str, str]]) -> None:
        self._lemmas = lemmas
        self._forms = lemmas.forms(wanted)

    def forms(self, kind: str, lemma: str) -> tuple[str, ...]:
        """All forms of a verb, noun or adjective (`kind` as in the lists), itself included."""
        known = self._forms.get((_KIND[kind], lemma), ())
        return tuple(dict.fromkeys((lemma, *known, *self._more(kind, lemma))))

    def any(self, lemma: str) -> tuple[str, ...]:
        """All forms of `lemma`: as a verb if it can be one, otherwise as noun and adjective."""
        if ("verb", lemma) in self._forms:
            return self.forms("verb", lemma)
        forms = [f for kind in ("substantiv", "adjektiv") for f in self._listed(kind, lemma)]
        return tuple(dict.fromkeys((lemma, *forms, *self._more("substantiv", lemma))))

    def spoken(self, word: str) -> tuple[str, ...]:
        """A written form and how it sounds in dialects and Nynorsk: `venter` also as `vente` and
        `ventar` (the present), `skjæres` also as `skjærast`. Other words are given back alone."""
        for ending, others in _SPOKEN.items():
            if word.endswith(ending) and self._is_verb(word[: len(word) - len(ending)] + "e"):
                return (word, *(word[: len(word) - len(ending)] + other for other in others))
        return (word,)

    def _is_verb(self, lemma: str) -> bool:
        return len(lemma) >= _SHORTEST_VERB and lemma in self._lemmas.lemmas(lemma)[:1]

    def _listed(self, kind: str, lemma: str) -> tuple[str, ...]:
        return self._forms.get((_KIND[kind], lemma), ())

    def _more(self, kind: str, lemma: str) -> list[str]:
        """Nynorsk and spoken endings, unless the word they make is a Bokmål word of its own."""
        stem = lemma[:-1] if lemma[-1] == "e" else lemma
        if kind == "verb" and stem == lemma:
            return []
        made = (stem + ending for ending in _NYNORSK[kind])
        return [form for form in made if form not in self._lemmas]
