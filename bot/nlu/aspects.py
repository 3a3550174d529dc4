"""What the model adds to what the rules have told: whom it is about, danger, and that the writer
is kept abroad. Danger is only ever raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.nlu.decision import Decision

Aspect = tuple[str, float] | None  # its value, and how likely it is
HELD_ABROAD = "etterlatt_i_utlandet"
NEVER = 1.01
PERSPECTIVES = ("friend", "professional")


@dataclass(frozen=True)
class Aspects:
    """`acute_from`: from which probability on danger is raised, by what the rules found, or for
    those at work, unless it is `unrelated` that likely that nothing is told; `rules_vote`: what
    the rules' perspective counts beside the model's; `abroad`: from which probability on the
    writer is taken to be abroad."""

    acute_from: Mapping[str, float]
    rules_vote: float
    unrelated: float
    abroad: float = NEVER

    def read(
        self,
        decision: Decision,
        probability: Mapping[str, float],
        told: Mapping[str, str],
        everyday: bool,
    ) -> dict[str, tuple[str, float]]:
        """The aspects that are more than the rules `told`. Everyday words alarm nobody."""
        perspective = self._perspective(probability, told.get("perspektiv"))
        found: dict[str, Aspect] = {"perspektiv": perspective}
        if decision.situations and not everyday and self._is_related(probability):
            is_at_work = perspective is not None and perspective[0] == "professional"
            found["fare"] = self._danger(probability, told.get("fare", "none"), is_at_work)
        named = {name for name, _ in decision.situations}
        if HELD_ABROAD in named and "i_utlandet" not in told:
            found["i_utlandet"] = self._abroad(probability)
        return {name: aspect for name, aspect in found.items() if aspect}

    def _is_related(self, probability: Mapping[str, float]) -> bool:
        return probability.get("utenfor_tema", 0.0) < self.unrelated

    def _danger(self, probability: Mapping[str, float], told: str, is_at_work: bool) -> Aspect:
        if told == "acute":
            return None
        likely = probability.get("fare=acute", 0.0)
        needed = self.acute_from["professional" if is_at_work else told]
        return ("acute", likely) if likely >= needed else None

    def _abroad(self, probability: Mapping[str, float]) -> Aspect:
        likely = probability.get("i_utlandet=ja", 0.0)
        return ("ja", likely) if likely >= self.abroad else None

    def _perspective(self, probability: Mapping[str, float], told: str | None) -> Aspect:
        """The rules' word and the model's together; None when neither tells of another person."""
        likely = {name: probability.get(f"perspektiv={name}", 0.0) for name in PERSPECTIVES}
        likely["self"] = 1 - max(likely.values())
        best = max(likely, key=lambda name: likely[name] + self.rules_vote * (name == told))
        return None if best == "self" and told is None else (best, min(1.0, likely[best]))
