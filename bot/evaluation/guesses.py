"""What the real model reads in each validation message, through the whole pipeline."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from bot.evaluation.rows import Guess, Row

Parse = Callable[[str], Awaitable[Mapping[str, Any]]]


async def guesses(rows: Sequence[Row], parse: Parse) -> list[Guess]:
    """One guess per row. The first message is read twice, so that loading is not timed."""
    if rows:
        await parse(rows[0].text)
    found = []
    for row in rows:
        started = time.perf_counter()
        parsed = await parse(row.text)
        found.append(guess(parsed, (time.perf_counter() - started) * 1000))
    return found


def guess(parsed: Mapping[str, Any], milliseconds: float) -> Guess:
    """Rasa's parse as a guess."""
    values: dict[str, list[str]] = {}
    for entity in parsed.get("entities", ()):
        values.setdefault(entity["entity"], []).append(entity["value"])

    def one(name: str, default: str) -> str:
        return values.get(name, [default])[0]

    return Guess(
        intent=parsed["intent"]["name"],
        situations=tuple(values.get("situasjon", ())),
        suggestions=tuple(values.get("forslag", ())),
        perspective=one("perspektiv", "self"),
        acute=one("fare", "none"),
        abroad=one("i_utlandet", "nei") == "ja",
        language=one("sprak", "nb"),
        probability=parsed.get("probabilities", {}),
        milliseconds=milliseconds,
    )
