"""What may be kept of an event of a conversation: an allow-list of fields, never text. Pure.

The shapes are those of `as_dict()` in `rasa.shared.core.events`. A kept `user` event has the
intent's name and the entities' names, which is all that the Memoization and Rule policies
look at; its text is null."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

Event = dict[str, Any]
Vocabulary = Mapping[str, Collection[Any]]


@dataclass(frozen=True)
class Allowed:
    """The closed vocabularies: whatever is in none of them is not kept."""

    intents: Collection[str] = frozenset()
    entities: Vocabulary = field(default_factory=dict)
    slots: Vocabulary = field(default_factory=dict)
    actions: Collection[str] = frozenset()


def keep(event: Mapping[str, Any], allowed: Allowed) -> Event | None:
    """The part of `event` that may be kept; None when nothing may. Never raises."""
    kind = event.get("event")
    rule = _RULES.get(kind) if isinstance(kind, str) else None
    kept = None if rule is None else rule(event, allowed)
    if kept is None:
        return None
    return {"event": kind, **_timestamp(event.get("timestamp")), **kept}


def _user(event: Mapping[str, Any], allowed: Allowed) -> Event:
    parsed = event.get("parse_data")
    parsed = parsed if isinstance(parsed, Mapping) else {}
    intent = _intent(parsed.get("intent"), allowed)
    entities = _entities(parsed.get("entities"), allowed)
    return {"text": None, "parse_data": {"text": None, "intent": intent, "entities": entities}}


def _intent(intent: Any, allowed: Allowed) -> Event:
    if not isinstance(intent, Mapping):
        return {"name": None}
    name = intent.get("name")
    if not _is_one_of(name, allowed.intents):
        return {"name": None}
    return {"name": name, **_confidence(intent.get("confidence"))}


def _entities(entities: Any, allowed: Allowed) -> list[Event]:
    """Names that are known, with their value if it is closed and null if not."""
    listed = entities if isinstance(entities, (list, tuple)) else []
    return [
        {
            "entity": raw["entity"],
            "value": _value(raw.get("value"), allowed.entities[raw["entity"]]),
        }
        for raw in listed
        if isinstance(raw, Mapping) and _is_one_of(raw.get("entity"), allowed.entities)
    ]


def _entities_added(event: Mapping[str, Any], allowed: Allowed) -> Event:
    return {"entities": _entities(event.get("entities"), allowed)}


def _slot(event: Mapping[str, Any], allowed: Allowed) -> Event | None:
    name = event.get("name")
    if not _is_one_of(name, allowed.slots):
        return None
    return {"name": name, "value": _value(event.get("value"), allowed.slots[str(name)])}


def _value(value: Any, closed: Collection[Any]) -> Any:
    """The value if it is closed, the closed ones of a list, else None."""
    if isinstance(value, (list, tuple)):
        return [one for one in value if _is_one_of(one, closed)]
    return value if _is_one_of(value, closed) else None


def _action(event: Mapping[str, Any], allowed: Allowed) -> Event | None:
    name = event.get("name")
    if not _is_one_of(name, allowed.actions):
        return None
    hidden = {"hide_rule_turn": True} if event.get("hide_rule_turn") is True else {}
    return {"name": name, **_confidence(event.get("confidence")), **hidden}


def _followup(event: Mapping[str, Any], allowed: Allowed) -> Event | None:
    name = event.get("name")
    return {"name": name} if _is_one_of(name, allowed.actions) else None


def _loop(event: Mapping[str, Any], allowed: Allowed) -> Event | None:
    name = event.get("name")
    return {"name": name} if name is None or _is_one_of(name, allowed.actions) else None


def _flag(key: str) -> Callable[[Mapping[str, Any], Allowed], Event | None]:
    def rule(event: Mapping[str, Any], allowed: Allowed) -> Event | None:
        return {key: event[key]} if isinstance(event.get(key), bool) else None

    return rule


def _bare(event: Mapping[str, Any], allowed: Allowed) -> Event:
    return {}


_RULES: Mapping[str, Callable[[Mapping[str, Any], Allowed], Event | None]] = {
    "user": _user,
    "entities": _entities_added,
    "slot": _slot,
    "action": _action,
    "action_execution_rejected": _action,
    "followup": _followup,
    "active_loop": _loop,
    "user_featurization": _flag("use_text_for_featurization"),
    "loop_interrupted": _flag("is_interrupted"),
    "bot": _bare,
    "session_started": _bare,
    "restart": _bare,
    "rewind": _bare,
    "reset_slots": _bare,
    "undo": _bare,
    "pause": _bare,
    "resume": _bare,
}


def _is_one_of(value: Any, closed: Collection[Any]) -> bool:
    """Whether value and type are in `closed`: 1 is not True, and a list is in nothing."""
    if not isinstance(value, (str, bool, int, float)):
        return False
    return any(type(one) is type(value) and one == value for one in closed)


def _confidence(value: Any) -> Event:
    """Two decimals: more of them would tell one message from another."""
    return {"confidence": round(float(value), 2)} if _is_number(value) and 0 <= value <= 1 else {}


def _timestamp(value: Any) -> Event:
    return {"timestamp": float(math.floor(value))} if _is_number(value) else {}


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and type(value) is not bool and -1e12 < value < 1e12
