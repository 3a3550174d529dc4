"""What is known in a conversation: slots overlaid with what the last message told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from bot.contract import SITUATIONS
from bot.directory.query import Query

MOST_SITUATIONS = 4
ASKABLE = ("trygg", "perspektiv", "alder", "i_utlandet")


@dataclass(frozen=True)
class Known:
    """Closed values only. `asked` is the slot the last question was about, or None;
    `cut` whether genital mutilation has been done."""

    situations: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    perspective: str | None = None
    age: str | None = None
    abroad: str | None = None
    safe: str | None = None
    danger: str | None = None
    danger_now: bool = False
    cut: str | None = None
    asked: str | None = None
    shown: int = 0
    language: str = "nb"

    @property
    def answered(self) -> frozenset[str]:
        """The askable slots that have a value; asking again would tire people."""
        values = {
            "trygg": self.safe,
            "perspektiv": self.perspective,
            "alder": self.age,
            "i_utlandet": self.abroad,
        }
        return frozenset(name for name, value in values.items() if value is not None)

    @property
    def acute(self) -> bool:
        """Whether life or health is in danger now."""
        return self.danger == "acute" or self.safe == "nei"

    def query(self) -> Query:
        """The question to put to the directory."""
        return Query(
            situations=self.situations,
            perspective=self.perspective or "self",  # type: ignore[arg-type]
            age=self.age or "unknown",  # type: ignore[arg-type]
            abroad=self.abroad == "ja",
            acute=self.acute,
            lived_through=self.cut == "ja",
        )

    def slots(self) -> dict[str, Any]:
        """Slot values for choosing among wordings and for keeping."""
        return {
            "situasjoner": list(self.situations) or None,
            "perspektiv": self.perspective,
            "alder": self.age,
            "i_utlandet": self.abroad,
            "trygg": self.safe,
            "fare": self.danger,
            "gjennomlevd": self.cut,
            "sist_spurt": self.asked or "ingen",
            "vist": str(self.shown),
            "maalform": self.language,
        }

    def events(self) -> list[EventType]:
        """Events that make the tracker remember this."""
        return [SlotSet(name, value) for name, value in self.slots().items()]


def remembered(tracker: Tracker) -> Known:
    """What the slots say, before the last message."""
    get = tracker.get_slot
    asked = get("sist_spurt")
    return Known(
        situations=tuple(get("situasjoner") or ()),
        perspective=get("perspektiv"),
        age=get("alder"),
        abroad=get("i_utlandet"),
        safe=get("trygg"),
        danger=get("fare"),
        cut=get("gjennomlevd"),
        asked=asked if asked in ASKABLE else None,
        shown=int(get("vist") or 0),
        language=get("maalform") or "nb",
    )


def known(tracker: Tracker) -> Known:
    """Slots overlaid with the last message: new situations first, older ones kept behind."""
    before, told = remembered(tracker), entities(tracker)
    fresh = tuple(s for s in told.get("situasjon", ()) if s in SITUATIONS)
    danger = _first(told, "fare") or "none"
    merged = tuple(dict.fromkeys(fresh + before.situations))[:MOST_SITUATIONS]
    return replace(
        before,
        situations=merged,
        fresh=fresh,
        perspective=_perspective(_first(told, "perspektiv"), before.perspective, fresh),
        age=_first(told, "alder") or before.age,
        abroad=_first(told, "i_utlandet") or before.abroad,
        safe=_first(told, "trygg") or (None if danger == "acute" else before.safe),
        danger=_worst(danger, before.danger) if _first(told, "trygg") != "ja" else "none",
        danger_now=danger == "acute",
        cut=_first(told, "gjennomlevd") or before.cut,
        language=_language(told) or before.language,
    )


def entities(tracker: Tracker) -> dict[str, list[str]]:
    """Entity → values of the last message, in order."""
    found: dict[str, list[str]] = {}
    for entity in tracker.latest_message.get("entities") or ():
        found.setdefault(entity["entity"], []).append(entity["value"])
    return found


def _first(told: dict[str, list[str]], name: str) -> str | None:
    return told.get(name, [None])[0]  # type: ignore[list-item]


def _perspective(new: str | None, old: str | None, fresh: tuple[str, ...]) -> str | None:
    """A friend stays a friend through "ja" and "takk"; a new story about oneself changes it."""
    if new == "self" and old is not None and not fresh:
        return old
    return new or old


def _language(told: dict[str, list[str]]) -> str | None:
    """The language chosen, or else the one written, where there is wording in it."""
    written = _first(told, "sprak")
    return _first(told, "maalform") or (written if written in ("nn", "en") else None)


def _worst(new: str, old: str | None) -> str:
    order = ("none", "worry", "acute")
    return max(new, old or "none", key=order.index)
