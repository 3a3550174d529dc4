"""Every number that bounds what the gateway does for one conversation and for all."""

from __future__ import annotations

from dataclasses import dataclass

from bot.gateway.limits import Rate


@dataclass(frozen=True)
class Bounds:
    """Times in seconds. The limits of `validation.py` are part of the contract and lie there."""

    body_seconds: float = 10.0  # for a request's body to arrive
    engine_seconds: float = 8.0  # for one answer of the engine
    erase_seconds: float = 3.0  # for the engine to forget a conversation
    sweep_seconds: float = 10.0  # between looks for expired conversations
    stop_seconds: float = 5.0  # for the server to stop
    conversations: int = 20_000  # at once; beyond, the idlest is ended
    answers: int = 32  # remembered per conversation, for messages sent twice
    turns: Rate = Rate(burst=12, per_second=0.5)  # per conversation
    all_turns: Rate = Rate(burst=300, per_second=60.0)
    all_openings: Rate = Rate(burst=200, per_second=10.0)
    all_searches: Rate = Rate(burst=200, per_second=20.0)
