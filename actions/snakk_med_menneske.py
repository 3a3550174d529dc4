"""Wants to talk to a person: who can be reached, and how."""

from __future__ import annotations

from actions.services_with import ServicesWith


class SnakkMedMenneske(ServicesWith):
    """See `ServicesWith`."""

    response = "utter_snakk_med_menneske"

    def name(self) -> str:
        """The name in the domain."""
        return "action_snakk_med_menneske"
