"""What the metadata of a training example says: labels, perspective, danger, place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message


def metadata_of(example: Message) -> dict[str, Any]:
    """The intent's metadata overlaid with the example's own; empty when there is none."""
    raw = example.get("metadata") or {}
    if not isinstance(raw, Mapping):
        return {}
    return {**(raw.get("intent") or {}), **(raw.get("example") or {})}


def labels_of(example: Message) -> tuple[str, ...]:
    """The situations of the example, main first, or its one other intent."""
    if example.get(INTENT) != "situasjon":
        return (example.get(INTENT),)
    found = metadata_of(example)
    return (found["situasjon"], *found.get("ogsa", ()))


ASPECTS = ("perspektiv=friend", "perspektiv=professional", "fare=acute", "i_utlandet=ja")


def aspects_of(example: Message) -> tuple[str, ...]:
    """What the example's metadata tells beside its labels, as `entity=value`."""
    found = metadata_of(example)
    told = (f"{name}={found.get(name)}" for name in ("perspektiv", "fare", "i_utlandet"))
    return tuple(aspect for aspect in told if aspect in ASPECTS)
