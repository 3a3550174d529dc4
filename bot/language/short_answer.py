"""Messages that only answer a question: «eg er 22», «i Tyrkia», «han har dratt, er trygg nå»."""

from __future__ import annotations

from dataclasses import dataclass

from bot.contract import Age, Danger, Perspective
from bot.language.matches import Matches
from bot.language.place import Places

ABROAD = "utlandet"  # a concept that tells where, though it stands among what happens
FACT_WORDS = 7
BARE_WORDS = 5  # «nei, i et annet land», «jeg er lærer»
SAFE_WORDS = 14


@dataclass(frozen=True)
class ShortAnswer:
    """What a message says and nothing beside it; `safe` and `abroad` None where it does not."""

    safe: bool | None = None
    abroad: bool | None = None


@dataclass(frozen=True)
class ShortAnswers:
    """`acts`: ids of the concepts that tell of something happening; a fact has none of them."""

    places: Places
    acts: frozenset[str]

    def read(
        self,
        matches: Matches,
        danger: Danger,
        perspective: Perspective | None,
        age: Age | None,
        abroad: bool | None,
    ) -> ShortAnswer | None:
        """The answer, or None for a message that may tell more than a fact."""
        count = len(matches.tokens)
        if danger == "acute" or not count:
            return None
        if matches.has("er_trygg") and count <= SAFE_WORDS and danger == "none":
            return ShortAnswer(safe=True)
        if danger != "none" or count > FACT_WORDS or (self.acts - {ABROAD}) & matches.found.keys():
            return None
        if abroad is None and (count < BARE_WORDS or matches.has(ABROAD)):
            abroad = self.places.named(matches)
        is_bare = perspective == "professional" and count <= BARE_WORDS
        return ShortAnswer(abroad=abroad) if is_bare or (age, abroad) != (None, None) else None
