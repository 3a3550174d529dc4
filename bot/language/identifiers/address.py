"""Street addresses, with postcode and place where they follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.identifiers.found import Found

_STREET = (
    r"(?:vei(?:en)?|veg(?:en)?|gate(?:n)?|gata|allé(?:en)?|alle(?:en)?|plass(?:en)?|"
    r"sving(?:en)?|bakke(?:n)?|sti(?:en)?|tun(?:et)?|ring(?:en)?|krok(?:en)?|torg(?:et)?|"
    r"terrasse(?:n)?|faret|løkka|brygge|kaia?|lia|åsen|haugen|jordet|toppen|skogen|marka|grenda)"
)
_PLACE = r"(?:,?\s+(?:\d{4})\s+[A-ZÆØÅ][\wæøå]+)"
_HOUSE = r"\s?\d{1,3}\s?[A-Ha-h]?(?![\w:.]\d|\w)"
_WITH_NUMBER = re.compile(
    rf"(?<!\w)(?:[A-ZÆØÅ][\wæøåé.]*\s){{0,3}}[A-ZÆØÅa-zæøå][\wæøåé.]*?{_STREET}{_HOUSE}"
    rf"(?:,?\s?H\d{{4}})?{_PLACE}?"
)
_TWO_WORDS = re.compile(
    rf"(?<!\w)(?:[A-ZÆØÅ][\wæøåé.]*\s){{1,3}}{_STREET}{_HOUSE}{_PLACE}?", re.UNICODE
)
_SHORT = re.compile(rf"(?<!\w)[A-ZÆØÅ][\wæøå]+(?:gt|vn)\.?{_HOUSE}{_PLACE}?")
_LIVES = re.compile(
    rf"\b(?:bor|bur|budd|bodd|live|lives|adresse\w*)\s(?:i|på|in|at|er|mi er|min er)\s"
    rf"(?P<street>(?:[A-ZÆØÅ][\wæøåé.]*\s)?[A-ZÆØÅ][\wæøåé]*{_STREET}(?!\w)(?:{_HOUSE})?{_PLACE}?)"
)
_POSTCODE = re.compile(
    r"\b(?:bor|bur|postnummer(?:et)?|postnr|adresse\w*)\W(?:\w+\s){0,3}?(?P<code>\d{4}\s[A-ZÆØÅ][\wæøå]+)"
)
_FLAT = re.compile(r"(?<!\w)[HLUK]0[1-9]0[1-9](?!\w)")
_NOT_A_STREET = re.compile(
    r"^(?:\S*(?:klasse|trinn|plass|mening|gang|ganger|hver|ring|ringe|ringen|time|alle|lia)\s?\d)|^ring\b",
    re.IGNORECASE,
)


def addresses(text: str) -> Iterator[Found]:
    """A street and a number, a street one lives in, a postcode with its place, a flat."""
    for pattern in (_WITH_NUMBER, _TWO_WORDS, _SHORT):
        for match in pattern.finditer(text):
            if not _NOT_A_STREET.match(match[0]):
                yield Found("adresse", match.start(), match.end())
    for pattern, group in ((_LIVES, "street"), (_POSTCODE, "code")):
        for match in pattern.finditer(text):
            yield Found("adresse", match.start(group), match.end(group))
    for match in _FLAT.finditer(text):
        yield Found("adresse", match.start(), match.end())
