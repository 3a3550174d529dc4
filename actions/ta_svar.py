"""The answer to a question of ours, by button or by "ja" and "nei" in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import PAGE, alert, first_page, question, say, services
from actions.memory import MOST_SITUATIONS, Known, entities, known, remembered

HELD_ABROAD = "etterlatt_i_utlandet"
IN_WORDS = {
    ("trygg", "bekreft"): ("safe", "ja"),
    ("trygg", "avkreft"): ("safe", "nei"),
    ("trygg", "vil_ikke_svare"): ("safe", "hoppet"),
    ("alder", "bekreft"): ("age", "under_18"),
    ("alder", "avkreft"): ("age", "over_18"),
    ("alder", "vil_ikke_svare"): ("age", "unknown"),
    ("i_utlandet", "bekreft"): ("abroad", "nei"),
    ("i_utlandet", "avkreft"): ("abroad", "ja"),
    ("i_utlandet", "vil_ikke_svare"): ("abroad", "ukjent"),
    ("perspektiv", "bekreft"): ("perspective", "self"),
    ("perspektiv", "avkreft"): ("perspective", "friend"),
    ("perspektiv", "vil_ikke_svare"): ("perspective", "self"),
}


class TaSvar(Action):
    """Sharpens the list with the answer; goes on without it when it is withheld."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_ta_svar"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Shows the sharpened list, or asks for more when nothing was asked."""
        told = known(tracker)
        intent = str((tracker.latest_message.get("intent") or {}).get("name"))
        answer = IN_WORDS.get((told.asked or "", intent))
        if answer is None and intent != "svar":
            say(dispatcher, f"utter_{intent}_uten_sporsmal", told)
            return told.events()
        if answer is not None:
            told = replace(told, **{answer[0]: answer[1]})  # type: ignore[arg-type]
        told = elsewhere(told)
        if told.safe == "ja":
            told = replace(told, danger="none")
        told = replace(told, shown=0)
        if told.acute:
            return sharpened(dispatcher, told).events()
        if _skipped(tracker, intent):
            return unchanged(dispatcher, told, "utter_helt_greit").events()
        if told.situations and first_page(remembered(tracker)) == first_page(told):
            return unchanged(dispatcher, told, "utter_samme_liste").events()
        return sharpened(dispatcher, told).events()


def elsewhere(told: Known) -> Known:
    """Asked where the other one is, a friend answers about that one: being kept abroad is then a
    situation told of, and where the writer is stays unknown."""
    if told.asked != "i_utlandet" or told.abroad != "ja" or told.perspective in (None, "self"):
        return told
    situations = tuple(dict.fromkeys((HELD_ABROAD, *told.situations)))[:MOST_SITUATIONS]
    return replace(told, situations=situations, abroad="ukjent")


def _skipped(tracker: Tracker, intent: str) -> bool:
    values = {value for found in entities(tracker).values() for value in found}
    return intent == "vil_ikke_svare" or bool(values & {"hoppet", "ukjent", "unknown"})


def unchanged(dispatcher: CollectingDispatcher, told: Known, response: str) -> Known:
    """No list, since it would be the same: a word, and the next question."""
    say(dispatcher, response, told)
    return question(dispatcher, replace(told, asked=None, shown=PAGE))


def sharpened(dispatcher: CollectingDispatcher, told: Known) -> Known:
    """The list again, better informed; returns what is known after it."""
    if told.acute:
        told = alert(dispatcher, told)
        say(dispatcher, "utter_ikke_trygg", told)
        return replace(services(dispatcher, told), asked=None)
    if not told.situations:
        say(dispatcher, "utter_fortell_mer", told)
        return replace(services(dispatcher, told), asked=None)
    say(dispatcher, "utter_takk_for_svar", told)
    return question(dispatcher, services(dispatcher, told))
