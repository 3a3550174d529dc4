"""The answer to a described situation: warmth, advice, services, at most one question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import alert, question, say, services
from actions.memory import Known, known


class VisHjelp(Action):
    """Help comes with this answer; the question stands after it."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_vis_hjelp"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answers, and remembers what was told in closed values."""
        now_known = replace(known(tracker), shown=0)
        return show_help(dispatcher, now_known).events()


def show_help(dispatcher: CollectingDispatcher, now_known: Known) -> Known:
    """The whole first answer; returns what is known after it."""
    if now_known.acute:
        now_known = alert(dispatcher, now_known)
    for situation in (now_known.fresh or now_known.situations)[:1]:
        say(dispatcher, f"utter_svar_{situation}", now_known)
        say(dispatcher, f"utter_rad_{situation}", now_known)
    if not now_known.situations:
        say(dispatcher, "utter_hjelp_uten_situasjon", now_known)
    after = services(dispatcher, now_known)
    if now_known.acute:
        return replace(after, asked=None)
    return question(dispatcher, after)
