"""Which channels of a service a person is shown, given where they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.directory.days import Days
from bot.directory.hours import Hours, State, state
from bot.directory.service import CHANNELS, Channel, Service


@dataclass(frozen=True)
class Shown:
    """What goes on the card; None where there is nothing to show."""

    phone: str | None
    sms: str | None
    chat_url: str | None
    web_url: str | None

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels on which somebody may answer."""
        values = (self.phone, self.sms, self.chat_url)
        return tuple(c for c, value in zip(CHANNELS, values, strict=True) if value)


def shown(service: Service, outside: bool) -> Shown:
    """The channels for someone in Norway or `outside`. A number that is not cleared, or does not
    reach Norway from abroad, is left out."""
    contact = service.contact
    phone = _phone_from_abroad(service) if outside else _phone(service)
    sms = contact.sms if contact.sms and service.may_show("sms") and not outside else None
    return Shown(phone, grouped(sms) if sms else None, contact.chat_url, contact.web_url)


def of_use(service: Service, outside: bool) -> bool:
    """Whether the service is any help where the person is."""
    if not outside:
        return True
    ways = shown(service, outside)
    if ways.phone or ways.chat_url:
        return service.abroad.shown
    return service.abroad.shown and service.abroad.value != "no" and bool(ways.web_url)


def answers(service: Service, outside: bool, now: datetime, days: Days) -> bool:
    """Whether somebody answers on a shown channel at `now`. A web page does not answer."""
    return any(
        state(service.hours[channel], now, days).open
        for channel in shown(service, outside).channels
    )


def states(service: Service, outside: bool, now: datetime, days: Days) -> dict[str, State]:
    """Channel → state, for the shown channels; for a place or a page without, its own."""
    names: tuple[str, ...] = shown(service, outside).channels
    names = names or tuple(n for n in ("office", "web") if n in service.hours)
    return {name: state(service.hours[name], now, days) for name in names} or {
        "office": state(Hours("unknown"), now, days)
    }


def grouped(digits: str) -> str:
    """Digits in groups as Norwegians write them: 479 12 345 for mobiles, 22 12 34 56 else."""
    if digits.startswith("+47"):
        return f"+47 {grouped(digits[3:])}"
    if len(digits) != 8:
        return digits
    cuts = (0, 3, 5, 8) if digits[0] in "489" else (0, 2, 4, 6, 8)
    return " ".join(digits[a:b] for a, b in zip(cuts, cuts[1:], strict=False))


def _phone(service: Service) -> str | None:
    return service.contact.phone_display if service.may_show("phone") else None


def _phone_from_abroad(service: Service) -> str | None:
    number = service.contact.phone_from_abroad
    return grouped(number) if number and service.may_show("phone_from_abroad") else None
