"""Something else: a new subject, with what concerns the person kept and the rest let go."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import say
from actions.memory import Known, remembered


class NoeAnnet(Action):
    """Forgets the situations; keeps age and place."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_noe_annet"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Offers the subjects as buttons and invites to write."""
        before = remembered(tracker)
        after = Known(age=before.age, abroad=before.abroad, language=before.language)
        say(dispatcher, "utter_noe_annet", after)
        return after.events()
