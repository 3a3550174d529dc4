"""Which language a message is written in: by its small words, else by its letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lingua import Language as Known
from lingua import LanguageDetector, LanguageDetectorBuilder

from bot.contract import Language
from bot.language.data_files import read_yaml, words
from bot.language.normalise import Token

SHORTEST = 12
"""Characters; below this a message in Latin letters counts as Bokmål."""
SURE = 0.5
_CANDIDATES = (
    Known.BOKMAL, Known.NYNORSK, Known.ENGLISH, Known.ARABIC, Known.SOMALI, Known.URDU,
    Known.TURKISH, Known.PERSIAN, Known.POLISH, Known.FRENCH, Known.SPANISH, Known.GERMAN,
    Known.ALBANIAN, Known.BOSNIAN, Known.SWAHILI, Known.TAGALOG, Known.VIETNAMESE,
)  # fmt: skip
_ENDINGS = ("ar", "ane", "leg", "ast", "ande")
_NORWEGIAN = ("nynorsk", "nynorsk_og_dialekt", "dialekt", "bokmaal", "norsk", "norsk_og_annet")
_LISTS = (*_NORWEGIAN, "engelsk", "engelske_ord", "andre")


@dataclass(frozen=True)
class LanguageIdentifier:
    """The word lists of `maalform.yml`; `is_bokmaal` tells whether a word stands in the
    Bokmål dictionary."""

    lists: dict[str, frozenset[str]]
    is_bokmaal: Callable[[str], bool]

    @classmethod
    def load(cls, folder: Path, is_bokmaal: Callable[[str], bool]) -> LanguageIdentifier:
        """From `maalform.yml` and the English words of `sprak.yml`."""
        raw = {**read_yaml(folder / "maalform.yml"), **read_yaml(folder / "sprak.yml")}
        return cls({name: frozenset(words(raw.get(name))) for name in _LISTS}, is_bokmaal)

    def identify(self, text: str, tokens: Sequence[Token]) -> Language:
        """The language of `text`, whose words are `tokens`; Bokmål where it cannot be told."""
        if _is_other_script(text):
            return "other"
        tokens = [t for t in tokens if t.raw[0].isalpha()]
        if len(text.strip()) < SHORTEST or not tokens:
            return "nb"
        norwegian = self._count("norsk", (t.norm for t in tokens))
        norwegian -= self._count("norsk_og_annet", (t.raw for t in tokens)) / 2
        english = self._count("engelsk", (t.raw for t in tokens))
        other = self._count("andre", (t.raw for t in tokens))
        if other > max(norwegian, english) and other >= min(2, len(tokens)):
            return "other"
        if (english > norwegian or norwegian <= 0) and self._is_english(tokens):
            return "en"
        if norwegian > 0 or self._is_norwegian(tokens):
            return self._written_norwegian(tokens)
        return _by_letters(text)

    def _count(self, name: str, found: Iterable[str]) -> float:
        listed = self.lists[name]
        return sum(word in listed for word in found)

    def _is_english(self, tokens: Sequence[Token]) -> bool:
        """Whether at least half of the words are English."""
        return 2 * self._count("engelske_ord", (t.raw for t in tokens)) >= len(tokens)

    def _is_norwegian(self, tokens: Sequence[Token]) -> bool:
        """Whether at least half of the words are Norwegian."""
        return 2 * sum(self.is_bokmaal(t.norm) for t in tokens) >= len(tokens)

    def _written_norwegian(self, tokens: Sequence[Token]) -> Language:
        """Nynorsk where its own words outweigh those of Bokmål and of dialects."""
        raw = [t.raw for t in tokens]
        nynorsk = 2 * self._count("nynorsk", raw) + self._count("nynorsk_og_dialekt", raw)
        nynorsk += sum(w.endswith(_ENDINGS) and not self.is_bokmaal(w) for w in raw)
        against = self._count("bokmaal", raw) + 3 * self._count("dialekt", raw)
        return "nn" if nynorsk >= 2 and nynorsk > against else "nb"


def _is_other_script(text: str) -> bool:
    """Whether most letters are not Latin ones."""
    letters = [c for c in text if c.isalpha()]
    return sum(c > "\u024f" and not "\u1e00" <= c <= "\u1eff" for c in letters) * 2 > len(letters)


def _by_letters(text: str) -> Language:
    """What the letters look like; Bokmål where that is not sure."""
    found = _detector().compute_language_confidence_values(text)[:1]
    if not found or found[0].value < SURE:
        return "nb"
    if found[0].language in (Known.BOKMAL, Known.NYNORSK):
        return "nb"
    return "en" if found[0].language == Known.ENGLISH else "other"


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    """Loaded when first needed, which is seldom; keeps to three-letter groups to save memory."""
    return LanguageDetectorBuilder.from_languages(*_CANDIDATES).with_low_accuracy_mode().build()
