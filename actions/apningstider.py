"""When services are open: the list again, whose cards say it."""

from __future__ import annotations

from actions.services_with import ServicesWith


class Apningstider(ServicesWith):
    """See `ServicesWith`."""

    response = "utter_apningstider_sporsmal"

    def name(self) -> str:
        """The name in the domain."""
        return "action_apningstider"
