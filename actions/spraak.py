"""Another language: what we can, and who speaks others."""

from __future__ import annotations

from actions.services_with import ServicesWith


class Spraak(ServicesWith):
    """See `ServicesWith`."""

    response = "utter_spraak_onske"

    def name(self) -> str:
        """The name in the domain."""
        return "action_spraak"
