"""PROVISIONAL placeholder so that other parts can be tried; to be replaced by the language part."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.language.lexicon import Lexicon


@dataclass(frozen=True)
class Reading:
    danger: str = "none"
    hits: tuple = ()
    perspective: str | None = None
    abroad: bool | None = None
    age: str | None = None
    language: str = "nb"

class Reader:
    def __init__(self, lexicon): self.lexicon = lexicon
    @classmethod
    def load(cls, data: Path): return cls(Lexicon.load(data))
    def read(self, text: str) -> Reading: return Reading()
