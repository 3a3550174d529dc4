"""A service as a person sees it: channels that work where they are, and why it fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from bot.contract import ServiceCard
from bot.directory.channels import Shown, shown, states
from bot.directory.days import Days
from bot.directory.hours import State
from bot.directory.hours_text import hours_text
from bot.directory.query import Query
from bot.directory.service import Service
from bot.wording import Wording

VOICES = {"friend": "venn", "professional": "fagperson"}


def card(
    service: Service, query: Query, now: datetime, days: Days, wording: Wording
) -> ServiceCard:
    """The card of `service` for the one who asks `query` at `now`."""
    ways = shown(service, query.outside)
    current = states(service, query.outside, now, days)
    return ServiceCard(
        id=service.id,
        name=service.name_abroad if query.outside else service.name,
        description=service.description,
        open_now=open_now(current.values()),
        hours_text=hours_text(service, current, now, wording),
        anonymous=anonymous(service, ways),
        why=why(service, query),
        phone=ways.phone,
        sms=ways.sms,
        chat_url=ways.chat_url,
        web_url=ways.web_url,
    )


def open_now(current: Iterable[State]) -> bool | None:
    """True when any channel is open, False when one is known to be closed, else None."""
    found = {state.open for state in current}
    return True if True in found else False if False in found else None


def anonymous(service: Service, ways: Shown) -> Literal["yes", "no", "unknown"]:
    """For the shown phone, SMS and chat together; without these, for what there is.

    "yes" only when every one is "yes", "no" as soon as one is "no": never promises too much."""
    known = service.anonymous
    answers = {known[c] for c in ways.channels} or {v for k, v in known.items() if k != "email"}
    if answers == {"yes"}:
        return "yes"
    return "no" if "no" in answers else "unknown"


def why(service: Service, query: Query) -> str:
    """Why this service fits: the most particular sentence there is."""
    found = (service.why.get(key) for key in why_keys(query))
    return next((text for text in found if text), service.why["default"])


def why_keys(query: Query) -> Iterator[str]:
    """Keys of `why`, most particular first. What is written to "you" is not said to a friend
    when there is a sentence for friends."""
    if query.perspective != "self":
        yield VOICES[query.perspective]
    if query.outside:
        yield "utlandet"
    if query.acute:
        yield "akutt"
    yield from query.cases
