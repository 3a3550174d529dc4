"""Whom a message is about: the writer, somebody the writer knows, or somebody met at work."""

from __future__ import annotations

from bot.contract import Perspective
from bot.language.matching import Matches


def read_perspective(matches: Matches) -> Perspective | None:
    """`professional` and `friend` where the text says so, else None."""
    if matches.has("fagperson_sier"):
        return "professional"
    if matches.has("annen_gjelder"):
        return "friend"
    return None
