"""What is asked of the directory."""

from __future__ import annotations

from dataclasses import dataclass

from bot.contract import Age, Perspective
from bot.directory.schema import LIVED_THROUGH


@dataclass(frozen=True)
class Query:
    """What is known of a person's need. Situations most pressing first; `abroad` is where the
    writer is. `lived_through` tells help after genital mutilation from fear of it."""

    situations: tuple[str, ...] = ()
    perspective: Perspective = "self"
    age: Age = "unknown"
    abroad: bool = False
    acute: bool = False
    open_now: bool = False
    lived_through: bool = False

    @property
    def outside(self) -> bool:
        """Whether the one who writes must be taken to be outside Norway."""
        kept = self.perspective == "self" and "etterlatt_i_utlandet" in self.situations
        return self.abroad or kept

    @property
    def cases(self) -> tuple[str, ...]:
        """The situations as the routing table names them."""
        if not self.lived_through:
            return self.situations
        return tuple(LIVED_THROUGH if s == "kjonnslemlestelse" else s for s in self.situations)
