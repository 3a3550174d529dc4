"""Where the little that is kept of a conversation lies until it expires: in this process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Vault(Protocol):
    """Keeps bytes under a key. Expires by idle time and by absolute age, both in seconds."""

    async def get(self, key: str) -> bytes | None:
        """What is kept under `key`, or None; counts as use."""

    async def put(self, key: str, value: bytes) -> None:
        """Keeps `value`; the age runs on from the first `put` of the key."""

    async def delete(self, key: str) -> None:
        """Removes it; quiet when there is nothing."""


@dataclass
class _Kept:
    value: bytes
    born: float
    used: float


class MemoryVault:
    """In memory, at most `most` entries; the longest unused goes first. `clock` in seconds."""

    def __init__(
        self, idle: float, lifetime: float, clock: Callable[[], float], most: int = 20_000
    ) -> None:
        self._idle, self._lifetime, self._clock, self._most = idle, lifetime, clock, most
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    async def get(self, key: str) -> bytes | None:
        """See `Vault`."""
        self._expire()
        kept = self._kept.get(key)
        if kept is None or self._is_old(kept):
            self._kept.pop(key, None)
            return None
        kept.used = self._clock()
        self._kept.move_to_end(key)
        return kept.value

    async def put(self, key: str, value: bytes) -> None:
        """See `Vault`."""
        now = self._clock()
        before = self._kept.get(key)
        born = before.born if before is not None and not self._is_old(before) else now
        self._kept[key] = _Kept(value, born, now)
        self._kept.move_to_end(key)
        self._expire()

    async def delete(self, key: str) -> None:
        """See `Vault`."""
        self._kept.pop(key, None)

    def _is_old(self, kept: _Kept) -> bool:
        now = self._clock()
        return now - kept.used >= self._idle or now - kept.born >= self._lifetime

    def _expire(self) -> None:
        """Drops from the least used end; entries are in order of use."""
        while self._kept:
            key, oldest = next(iter(self._kept.items()))
            if len(self._kept) <= self._most and not self._is_old(oldest):
                return
            del self._kept[key]
