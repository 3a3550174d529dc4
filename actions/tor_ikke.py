"""Does not dare: warmth, then services that need no name."""

from __future__ import annotations

from actions.services_with import ServicesWith


class TorIkke(ServicesWith):
    """See `ServicesWith`."""

    response = "utter_tor_ikke"

    def name(self) -> str:
        """The name in the domain."""
        return "action_tor_ikke"
