"""A find: what kind, and where."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """`kind` as shown in brackets; `start` and `end` are characters of the text."""

    kind: str
    start: int
    end: int
