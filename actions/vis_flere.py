"""The next services of the same list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import say, services
from actions.memory import remembered


class VisFlere(Action):
    """Three more; after the last, says so and begins again."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_vis_flere"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Shows them."""
        before = remembered(tracker)
        after = services(dispatcher, before)
        if after.shown == 0:
            say(dispatcher, "utter_ikke_flere", before)
            after = services(dispatcher, after)
        else:
            say(dispatcher, "utter_mer_hjelp", after)
        return replace(after, asked=before.asked).events()
