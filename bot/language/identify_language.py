"""Which language a message is written in."""

from __future__ import annotations

from pathlib import Path

from bot.contract import Language
from bot.language.data_files import read_yaml, words


class LanguageIdentifier:
    """Word lists first."""

    def __init__(self, english: frozenset[str]) -> None:
        self._english = english

    @classmethod
    def load(cls, folder: Path) -> LanguageIdentifier:
        """From `sprak.yml` in `folder`."""
        return cls(frozenset(words(read_yaml(folder / "sprak.yml").get("engelske_ord"))))

    def identify(self, text: str) -> Language:
        """The language of `text`; Bokmål where it is too short to tell."""
        written = text.lower().split()
        if len(text) < 12:
            return "nb"
        known = sum(word in self._english for word in written)
        return "en" if known > 0.6 * len(written) else "nb"
