"""Takes out what could identify a person. Each recogniser is a pattern with its context and,
where there is one, its checksum; the earliest and then the longest find wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.identifiers import address, names, numbers, online
from bot.language.identifiers.found import Found

RECOGNISERS = (
    online.emails,
    numbers.national_ids,
    numbers.passports,
    numbers.plates,
    numbers.phones,
    address.addresses,
    online.handles,
    names.schools,
    names.names,
)


@dataclass(frozen=True)
class Redacted:
    """The text without identifiers, and where they stood in the text that came in."""

    text: str
    found: tuple[Found, ...]


def redact(text: str) -> Redacted:
    """`text` with every identifying span replaced by `[kind]`. Never raises; what is between
    the spans is untouched."""
    found = tuple(_apart(text))
    parts, end = [], 0
    for one in found:
        parts += [text[end : one.start], f"[{one.kind}]"]
        end = one.end
    return Redacted("".join(parts) + text[end:], found)


def _apart(text: str) -> Iterator[Found]:
    """Finds in order that do not overlap. A stronger recogniser, earlier in the list, wins."""
    taken: list[Found] = []
    for recognise in RECOGNISERS:
        for one in recognise(text):
            if all(one.end <= other.start or one.start >= other.end for other in taken):
                taken.append(one)
    yield from sorted(taken, key=lambda one: one.start)
