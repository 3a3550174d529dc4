"""The age a message tells, read only to count how the examples are spread."""

from __future__ import annotations

import re

BANDS = (("12-15", range(12, 16)), ("16-17", range(16, 18)), ("18-25", range(18, 26)))
UNKNOWN = "ukjent"

_TOLD = re.compile(
    r"(?<!man )(?<!du )(?<!alle )(?<!en )\b(?:er|e|var|va|ble|blei|blir|is|am|was|i'?m|he's|she's)"
    r"\s+(?:bare\s+|berre\s+|nå\s+|no\s+|only\s+)?(\d\d)\b"
    r"|\b(\d\d)\s*(?:-?\s*åring|år\b|years?\s+old|yo\b)"
    r"|\b(?:fyller|fylte|fylt|på|og|and|of|aged?|jente|gutt|elev|mann|kvinne|dame|girl|boy)"
    r",?\s+(\d\d)\b"
    r"|[(,.]\s*(\d\d)\s*(?=[),.!?]|$)"
    r"|^(?:\W*hei\w*\W+)?(\d\d)\b",
    re.IGNORECASE | re.MULTILINE,
)
_NO_AGE = re.compile(
    r"\s*(?:minutt|min\b|time|dag|uke|veke|måned|mnd|kr|kroner|%|prosent|cm|kg|km|mil\b|grader|stk|ganger|gonger"
    r"|elev|år\s+(?:siden|sidan|gammel\s+bil|eldre))",
    re.IGNORECASE,
)


def band(text: str) -> str:
    """The band of the first age from 12 to 25 that is told, or `ukjent`."""
    for match in _TOLD.finditer(text):
        age = int(next(group for group in match.groups() if group))
        rest = match.string[match.end(match.lastindex or 0) :]
        for name, ages in BANDS:
            if age in ages and not _NO_AGE.match(rest):
                return name
    return UNKNOWN
