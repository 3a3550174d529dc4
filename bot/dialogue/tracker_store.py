"""Rasa's memory of a conversation, made forgetful: closed values only, never text; bounded,
so that turn 150 costs what turn 2 costs."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Mapping
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import CategoricalSlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.vault import MemoryVault, Vault
from bot.privacy.events import Allowed, keep

log = logging.getLogger(__name__)
MOST_TURNS = 5  # what the policies look back on; slots carry the rest


class ForgetfulTrackerStore(TrackerStore):
    """Keeps slots and the last few turns, both through an allow-list. Never raises from
    `save` (Rasa would then keep the whole turn, text included, elsewhere): it forgets."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: Any = None,
        vault: Vault | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, None)
        idle, lifetime = float(kwargs.get("idle", 1800)), float(kwargs.get("lifetime", 7200))
        self.vault: Vault = vault or MemoryVault(idle, lifetime, time.monotonic)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps what may be kept. Any failure means: this conversation is forgotten."""
        try:
            kept = serialise(tracker, allowed_by(self.domain))
            await self.vault.put(tracker.sender_id, json.dumps(kept).encode())
        except Exception:
            log.warning("conversation_not_kept")
            await self.erase(tracker.sender_id)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as far as it was kept, or None. Never raises."""
        try:
            kept = await self.vault.get(sender_id)
            if kept is None:
                return None
            tracker = self.init_tracker(sender_id)
            for event in revive(json.loads(kept), allowed_by(self.domain)):
                tracker.update(event, self.domain)
            return tracker
        except Exception:
            log.warning("conversation_not_read")
            await self.erase(sender_id)
            return None

    async def erase(self, sender_id: str) -> None:
        """Removes all of the conversation. Never raises."""
        try:
            await self.vault.delete(sender_id)
        except Exception:
            log.warning("conversation_not_erased")

    async def keys(self) -> Iterable[str]:
        """No list of conversations is ever given."""
        return []


def allowed_by(domain: Domain) -> Allowed:
    """The closed vocabularies of the domain: what a kept event may contain."""
    slots: dict[str, frozenset[str]] = {
        slot.name: frozenset(slot.values)
        for slot in domain.slots
        if isinstance(slot, CategoricalSlot)
    }
    return Allowed(
        intents=frozenset(domain.intents),
        actions=frozenset(domain.action_names_or_texts),
        slots={**slots, **_lists(domain)},
        entities={},
    )


def _lists(domain: Domain) -> dict[str, frozenset[str]]:
    """List slots name their closed vocabulary in `metadata` of the domain: what else they
    might hold is never kept."""
    from bot.contract import SITUATIONS

    return {"situasjoner": frozenset(SITUATIONS)}


def serialise(tracker: DialogueStateTracker, allowed: Allowed) -> dict[str, Any]:
    """`{"slots": {name: value}, "events": [...]}` of the last turns; allow-listed."""
    slots = {
        name: slot.value for name, slot in tracker.slots.items() if slot.value != slot.initial_value
    }
    kept_slots = [keep(SlotSet(k, v).as_dict(), allowed) for k, v in slots.items()]
    events = [keep(event.as_dict(), allowed) for event in _last_turns(tracker)]
    return {
        "slots": {e["name"]: e["value"] for e in kept_slots if e},
        "events": [e for e in events if e and e["event"] in ("user", "action")],
    }


def _last_turns(tracker: DialogueStateTracker) -> list[Event]:
    events = [e for e in tracker.events if isinstance(e, (UserUttered, ActionExecuted))]
    starts = [i for i, e in enumerate(events) if isinstance(e, UserUttered)]
    return events[starts[-MOST_TURNS] :] if len(starts) > MOST_TURNS else events


def revive(kept: Mapping[str, Any], allowed: Allowed) -> list[Event]:
    """The events that `serialise` stands for, through the same allow-list: what somebody else
    has put into the vault does not come in."""
    slots = [keep(SlotSet(k, v).as_dict(), allowed) for k, v in kept["slots"].items()]
    events = [keep(raw, allowed) for raw in kept["events"]]
    return [
        SessionStarted(),
        *(SlotSet(slot["name"], slot["value"]) for slot in slots if slot),
        *(_event(raw) for raw in events if raw),
    ]


def _event(raw: Mapping[str, Any]) -> Event:
    if raw["event"] == "action":
        return ActionExecuted(raw["name"])
    intent = (raw.get("parse_data") or {}).get("intent") or {}
    return UserUttered(text=None, intent={"name": intent.get("name"), "confidence": 1.0})
