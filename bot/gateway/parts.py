"""What the gateway needs of the parts it is given. Any object of this shape will do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.contract import Age, Alert, Message, Perspective, ServiceCard

Clock = Callable[[], datetime]


class FirstAid(Protocol):
    """Help that needs no model."""

    def alert(self, text: str, now: datetime) -> Alert | None:
        """Acute help for free text; None when the text tells of no danger."""

    def net(self, now: datetime) -> list[Message]:
        """Emergency services and national lines; never empty, never raises."""


class Directory(Protocol):
    """The public directory of services."""

    @property
    def updated(self) -> date:
        """When its data were last looked over."""

    def search(
        self,
        situation: str | None,
        perspective: Perspective | None,
        age: Age | None,
        open_now: bool,
        now: datetime,
    ) -> Sequence[ServiceCard]:
        """The services that fit, most fitting first; None stands for any."""

    def groups(self, now: datetime) -> Sequence[tuple[str, Sequence[ServiceCard]]]:
        """Every service that may be shown, under titles, for the page `/hjelp`."""
