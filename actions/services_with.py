"""A sentence, then services: the shape that several answers share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import say, services
from actions.memory import known


class ServicesWith(Action):
    """Utters `response`, then the services for what is known. Subclasses name both."""

    response = ""

    def name(self) -> str:
        """Not an action of the domain by itself."""
        return "action_services_with"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Answers, and remembers what was told in closed values."""
        told = replace(known(tracker), shown=0)
        say(dispatcher, self.response, told)
        return services(dispatcher, told).events()
