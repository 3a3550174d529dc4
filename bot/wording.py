"""The reviewed texts of `data/responses/`, readable without Rasa, so that help has words
also when the model is down. Pure: no Rasa, no network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.contract import Choice


@dataclass(frozen=True)
class Variant:
    """One text of a response, and the slot values it asks for (empty: always fits)."""

    text: str
    needs: Mapping[str, str]
    choices: tuple[Choice, ...] = ()

    def fits(self, slots: Mapping[str, Any]) -> bool:
        """Whether every slot it asks for has the value it asks for."""
        return all(slots.get(name) == value for name, value in self.needs.items())


class Wording:
    """Response name → variants, in Rasa's own format (`responses:` with `condition:`)."""

    def __init__(self, responses: Mapping[str, tuple[Variant, ...]]) -> None:
        self._responses = responses

    @classmethod
    def load(cls, folder: Path) -> Wording:
        """All responses below `folder`. Raises `OSError` or ruamel's `YAMLError`."""
        yaml = YAML(typ="safe")
        found: dict[str, tuple[Variant, ...]] = {}
        for file in sorted(folder.rglob("*.yml")):
            for name, variants in (yaml.load(file) or {}).get("responses", {}).items():
                found[name] = tuple(_variant(raw) for raw in variants)
        return cls(found)

    def __contains__(self, name: str) -> bool:
        return name in self._responses

    def __iter__(self) -> Iterator[str]:
        return iter(self._responses)

    def variant(self, name: str, slots: Mapping[str, Any] | None = None) -> Variant:
        """The most demanding variant that fits; Rasa's rule: a conditional one wins.
        Raises `KeyError` with the response's name when there is none."""
        fitting = [v for v in self._responses.get(name, ()) if v.fits(slots or {})]
        if not fitting:
            raise KeyError(name)
        return max(fitting, key=lambda variant: len(variant.needs))

    def text(self, name: str, slots: Mapping[str, Any] | None = None, **values: str) -> str:
        """The text of `name` with `{placeholders}` filled from `values`."""
        text = self.variant(name, slots).text
        for key, value in values.items():
            text = text.replace("{" + key + "}", value)
        return text

    def commands(self) -> dict[str, str]:
        """What buttons without values say, in small letters, and their payloads: «vis flere»
        written is the same as pressed."""
        return {
            choice.title.casefold().strip(" ?!."): choice.payload
            for variants in self._responses.values()
            for variant in variants
            for choice in variant.choices
            if "{" not in choice.payload
        }

    def payloads(self) -> frozenset[str]:
        """The payload of every button in every response."""
        return frozenset(
            choice.payload
            for variants in self._responses.values()
            for variant in variants
            for choice in variant.choices
        )


def _variant(raw: Mapping[str, Any]) -> Variant:
    needs = {c["name"]: c["value"] for c in raw.get("condition", ()) if c.get("type") == "slot"}
    choices = tuple(Choice(b["title"], b["payload"]) for b in raw.get("buttons", ()))
    return Variant(str(raw.get("text", "")), needs, choices)
