"""Whether the writer is outside Norway now."""

from __future__ import annotations

from bot.language.matching import Matches


def read_abroad(matches: Matches) -> bool | None:
    """True or False only where the text says so of the writer, now."""
    if matches.has("skriver_er_ute"):
        return True
    return False if matches.has("skriver_er_i_norge") else None
