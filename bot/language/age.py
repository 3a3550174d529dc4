"""Whether the one it is about is of age, where the text tells."""

from __future__ import annotations

from bot.contract import Age, Perspective
from bot.language.matching import Matches

OF_AGE = 18


def read_age(matches: Matches, perspective: Perspective | None) -> Age | None:
    """`under_18` or `over_18` of the writer, or of the other one where it is about another."""
    about_self = perspective in (None, "self")
    years = _years(matches, "alder_meg" if about_self else "alder_annen")
    if years is not None:
        return "under_18" if years < OF_AGE else "over_18"
    return None


def _years(matches: Matches, concept: str) -> int | None:
    for start, end in matches.spans(f"<{concept}>"):
        for token in matches.tokens[start:end]:
            if token.norm.isdigit() and len(token.norm) < 3:
                return int(token.norm)
    return None
