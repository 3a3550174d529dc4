"""The facts of law in `data/law.yml`: what the bot may say, and where it was read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.contract import Perspective
from bot.directory.reading import DataError, name_of, read
from bot.directory.schema import LAW


@dataclass(frozen=True)
class LawFact:
    """One rule in plain words. `say` is False until a person has confirmed it."""

    id: str
    rule: str
    statute: str
    text: str
    audience: frozenset[str]
    situations: frozenset[str]
    confidence: str
    say: bool
    sources: tuple[str, ...]
    note: str | None

    def fits(self, situation: str, perspective: Perspective) -> bool:
        """Whether it may be said, to this person, about this situation."""
        return self.say and perspective in self.audience and situation in self.situations


def load_law(data: Path) -> tuple[LawFact, ...]:
    """All facts of law, in file order. Raises `DataError` naming file, key and value."""
    file = data / "law.yml"
    facts = tuple(
        LawFact(
            id=raw["id"],
            rule=raw["rule"],
            statute=raw["statute"],
            text=raw["text"],
            audience=frozenset(raw["for"]),
            situations=frozenset(raw["situations"]),
            confidence=raw["confidence"],
            say=raw["say"],
            sources=tuple(raw["sources"]),
            note=raw.get("note"),
        )
        for raw in read(file, LAW)["facts"]
    )
    seen: set[str] = set()
    for fact in facts:
        if fact.id in seen:
            raise DataError(f'{name_of(file)}: the id "{fact.id}" is used twice.')
        seen.add(fact.id)
    return facts
