"""Rate limits that know no addresses: a token bucket per conversation and one for all. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """So many at once, and then so many a second."""

    burst: int
    per_second: float


class Bucket:
    """A token bucket. `now` in seconds on any clock; a clock that goes back gives nothing."""

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate = rate
        self._tokens = float(rate.burst)
        self._filled = now

    def take(self, now: float) -> float:
        """0 when there was a token, else the seconds until there will be one."""
        self._fill(now)
        if self._tokens >= 1.0:
            self._tokens -= 1.0
            return 0.0
        return (1.0 - self._tokens) / self._rate.per_second

    def _fill(self, now: float) -> None:
        gained = max(0.0, now - self._filled) * self._rate.per_second
        self._tokens = min(float(self._rate.burst), self._tokens + gained)
        self._filled = now
