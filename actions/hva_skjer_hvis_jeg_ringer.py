"""What happens on a call: what is true of every line, then the lines."""

from __future__ import annotations

from actions.services_with import ServicesWith


class HvaSkjerHvisJegRinger(ServicesWith):
    """See `ServicesWith`."""

    response = "utter_hva_skjer_hvis_jeg_ringer"

    def name(self) -> str:
        """The name in the domain."""
        return "action_hva_skjer_hvis_jeg_ringer"
