"""Opening hours in words. Every word comes from `data/responses/timer.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.directory.hours import OSLO, State
from bot.directory.service import Service
from bot.wording import Wording

WITHIN_A_WEEK = timedelta(days=6)


def hours_text(
    service: Service, states: Mapping[str, State], now: datetime, wording: Wording
) -> str:
    """One line for the card: when the shown channels are open."""
    local = now.astimezone(OSLO)
    if len(set(states.values())) > 1:
        return _per_channel(states, local, wording)
    name, current = next(iter(states.items()))
    return _with_remarks(service, name, current, _alone(name, current, local, wording), wording)


def _with_remarks(service: Service, name: str, current: State, text: str, wording: Wording) -> str:
    remark = service.hours_text
    if remark and current.open is None and name != "web":
        return wording.text("utter_timer_ukjent_tekst", tekst=remark)
    if remark:
        return wording.text("utter_timer_med_tekst", timer=text, tekst=remark)
    if service.hours_vary:
        return wording.text("utter_timer_varierer", timer=text)
    return text


def _per_channel(states: Mapping[str, State], local: datetime, wording: Wording) -> str:
    groups: dict[State, list[str]] = {}
    for channel, current in states.items():
        groups.setdefault(current, []).append(channel)
    parts = [
        wording.text(
            f"utter_timer_kanal_{_kind(current)}",
            None,
            kanal=_channels(channels, wording),
            **_times(current, local, wording),
        )
        for current, channels in groups.items()
    ]
    return ". ".join(parts)


def _channels(channels: list[str], wording: Wording) -> str:
    names = [wording.text(f"utter_timer_{channel}") for channel in channels]
    if len(names) == 1:
        return names[0]
    second = names[1] if names[1].isupper() else names[1].lower()
    return wording.text("utter_timer_to_kanaler", en=names[0], to=second)


def _alone(name: str, current: State, local: datetime, wording: Wording) -> str:
    if name == "web" and (current.always or current.open is None):
        suffix = "nettside" if current.always else "nettside_ukjent"
        return wording.text(f"utter_timer_{suffix}")
    return wording.text(f"utter_timer_{_kind(current)}", None, **_times(current, local, wording))


def _kind(current: State) -> str:
    """Which wording fits: the last part of a response name."""
    if current.open is None:
        return "ukjent"
    if current.open:
        return "dognapent" if current.always else "apent_til" if current.until else "apent"
    return "stengt_apner" if current.opens else "stengt"


def _times(current: State, local: datetime, wording: Wording) -> dict[str, str]:
    if current.open and current.until:
        return {"tid": _clock(current.until, wording, end=True)}
    if current.open is False and current.opens:
        return {"tid": _clock(current.opens, wording), "dag": _day(current.opens, local, wording)}
    return {}


def _clock(moment: datetime, wording: Wording, end: bool = False) -> str:
    if end and moment.hour == moment.minute == 0:
        return wording.text("utter_timer_midnatt")
    return f"{moment.hour}.{moment.minute:02}"


def _day(moment: datetime, local: datetime, wording: Wording) -> str:
    if moment.date() == local.date():
        return wording.text("utter_timer_i_dag")
    weekday = wording.text(f"utter_timer_dag_{moment.isoweekday()}")
    if moment.date() - local.date() <= WITHIN_A_WEEK:
        return weekday
    month = wording.text(f"utter_timer_maaned_{moment.month}")
    return wording.text("utter_timer_dato", ukedag=weekday, dag=str(moment.day), maaned=month)
