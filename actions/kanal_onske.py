"""Wants a certain channel: chat, phone or face to face."""

from __future__ import annotations

from actions.services_with import ServicesWith


class KanalOnske(ServicesWith):
    """See `ServicesWith`."""

    response = "utter_kanal_onske"

    def name(self) -> str:
        """The name in the domain."""
        return "action_kanal_onske"
