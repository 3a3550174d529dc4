"""Digits that somebody could dial, and addresses on the net: they belong in the directory only."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIALABLE = re.compile(
    r"(?<![\w.,§/\-])(?:"
    r"(?:\+|00)\d(?:[ .\-]?\d){6,14}"  # with a country code
    r"|1(?:10|12|13)(?!\s?\d{3}\b)"  # emergency
    r"|116[ ]?\d{3}"  # help lines
    r"|0\d{4}"  # five digits, of the police and others
    r"|8\d{2}[ ]?\d{2}[ ]?\d{3}"  # 800 and 815 numbers
    r"|[2-9]\d(?:[ .\-]?\d{2}){3}"  # eight digits in twos
    r"|[2-9]\d{2}[ .\-]?\d{2}[ .\-]?\d{3}"  # eight digits as mobiles have them
    r")(?![\w/]|[.,\-]\d)"
)
_DATE = re.compile(r"^(?:19|20)\d{2}-\d{2}-\d{2}$")
_ADDRESS = re.compile(r"https?://[\w-]+\.\w[^\s\"')<>]*|\bwww\.\w[^\s\"')<>]*", re.IGNORECASE)


def dialable(text: str) -> Iterator[tuple[int, str]]:
    """(character, digits as written) of all that looks like a telephone number. Ages, dates,
    sums of money and paragraphs of law do not."""
    for match in _DIALABLE.finditer(text):
        if not _DATE.match(match[0]):
            yield match.start(), match[0]


def addresses(text: str) -> Iterator[tuple[int, str]]:
    """(character, address) of everything that is a link."""
    for match in _ADDRESS.finditer(text):
        yield match.start(), match[0]
