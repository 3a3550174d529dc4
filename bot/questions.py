"""Which question may sharpen the help for a situation: `data/sporsmal.yml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML


@dataclass(frozen=True)
class Questions:
    """Situation → slots worth asking for, in order; `default` for the rest."""

    order: Mapping[str, Sequence[str]]
    friend: Sequence[str]
    professional: Sequence[str]

    @classmethod
    def load(cls, file: Path) -> Questions:
        """Reads the file. Raises `OSError`, ruamel's `YAMLError` or `KeyError`."""
        raw = YAML(typ="safe").load(file)
        return cls(raw["situasjoner"], raw["venn"], raw["fagperson"])

    def next(
        self, situations: Sequence[str], perspective: str, known: Collection[str]
    ) -> str | None:
        """The first slot not yet known or asked, or None: at most one question a turn."""
        wanted = {"friend": self.friend, "professional": self.professional}.get(perspective)
        if wanted is None:
            wanted = self.order.get(situations[0] if situations else "", self.order["default"])
        return next((slot for slot in wanted if slot not in known), None)
