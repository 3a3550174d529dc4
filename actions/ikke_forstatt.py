"""Not understood, or not our subject: never empty, always with help in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import say, services, voice
from actions.memory import Known, entities, known
from actions.vis_hjelp import show_help
from actions.world import world
from bot.contract import Choice, Choices


class IkkeForstatt(Action):
    """Offers the two likeliest situations when there are any; otherwise says so kindly."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_ikke_forstatt"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answers; acute danger found by rules wins over the missing intent."""
        told = known(tracker)
        if told.danger_now:
            return show_help(dispatcher, replace(told, shown=0)).events()
        suggested = entities(tracker).get("forslag", [])
        if suggested:
            say(dispatcher, "utter_usikker", told)
            dispatcher.utter_message(json_message=_choices(suggested, told).to_json())
            return replace(told, asked=None).events()
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        unrelated = intent == "utenfor_tema"
        say(dispatcher, "utter_utenfor_tema" if unrelated else "utter_uforstaelig", told)
        after = told if unrelated else services(dispatcher, replace(told, shown=0))
        return replace(after, asked=None).events()


def _choices(suggested: list[str], told: Known) -> Choices:
    wording = world().wording
    offered = [
        Choice(wording.text(f"utter_tittel_{s}", voice(told)), f'/situasjon{{"situasjon": "{s}"}}')
        for s in suggested
    ]
    return Choices((*offered, *wording.variant("utter_usikker_valg").choices))
