"""How urgent a message is: rules that fire alone, and circumstances that add up.

Nothing is guessed and nothing is learnt here: each step can be read in `danger.yml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.contract import Danger
from bot.language.about import fiction_words
from bot.language.data_files import LexiconError, read_yaml, words
from bot.language.matches import Matches, Span

_LEVELS: tuple[Danger, ...] = ("none", "worry", "acute")
RULE_FIELDS = frozenset(
    "niva slag forklaring uttrykk alle innen demping uten ma_sla_ut ma_ikke".split()
)
CIRCUMSTANCE_FIELDS = frozenset("poeng forklaring av".split())


@dataclass(frozen=True)
class Hit:
    """A rule or circumstance that told: its id, what it says, and where (words, not characters).
    `level` is what it led to, `points` what it counted (0 for a rule)."""

    id: str
    kind: str
    level: Danger
    start: int
    end: int
    points: int = 0


@dataclass(frozen=True)
class Rule:
    """One entry of `regler`: groups of concepts that must stand close to each other."""

    id: str
    level: Danger
    kind: str
    explanation: str
    groups: tuple[tuple[str, ...], ...]
    within: int
    damped_by: tuple[str, ...]
    without: tuple[str, ...]
    must_fire: tuple[str, ...]
    must_not: tuple[str, ...]


@dataclass(frozen=True)
class Circumstance:
    """One entry of `omstendigheter`: points for any of its concepts, once a message."""

    id: str
    points: int
    explanation: str
    concepts: tuple[str, ...]


@dataclass(frozen=True)
class DangerRules:
    """All of `danger.yml` except the phrases, which the lexicon holds."""

    rules: tuple[Rule, ...]
    circumstances: tuple[Circumstance, ...]
    acute_points: int
    worry_points: int
    signs: tuple[str, ...]
    length_points: tuple[tuple[int, int], ...]
    reach: int

    @classmethod
    def load(cls, file: Path) -> DangerRules:
        """From `danger.yml`. Raises `LexiconError` naming the entry that is wrong."""
        raw = read_yaml(file)
        settings = raw["terskler"]
        usual = words(raw["demping"])
        return cls(
            rules=tuple(_rule(id, row, usual, settings) for id, row in raw["regler"].items()),
            circumstances=tuple(_circumstance(id, r) for id, r in raw["omstendigheter"].items()),
            acute_points=int(settings["akutt_poeng"]),
            worry_points=int(settings["bekymring_poeng"]),
            signs=words(raw["faretegn"]),
            length_points=tuple((int(n), int(p)) for n, p in settings["lange_meldinger"].items()),
            reach=int(settings["demping_innen"]),
        )

    def assess(self, matches: Matches) -> tuple[Danger, tuple[Hit, ...]]:
        """The level of a message and what told. Sentences about films and the like do not count."""
        if not matches.tokens:
            return "none", ()
        invented = fiction_words(matches)
        hits = [hit for rule in self.rules for hit in self._apply(rule, matches, invented)]
        hits += self._circumstances(matches, invented)
        level = max((_LEVELS.index(hit.level) for hit in hits if not hit.points), default=0)
        points = sum(hit.points for hit in hits) + self._for_length(len(matches.tokens))
        if any(matches.has(id) for id in self.signs):
            level = max(level, 2 * (points >= self.acute_points), points >= self.worry_points)
        return _LEVELS[level], tuple(hits)

    def _for_length(self, count: int) -> int:
        """Points taken from long messages: there more words tell by chance."""
        return min((points for over, points in self.length_points if count > over), default=0)

    def _apply(self, rule: Rule, matches: Matches, invented: set[int]) -> list[Hit]:
        if any(matches.has(id) for id in rule.without):
            return []
        rows = [_spans(matches, group, invented) for group in rule.groups]
        if not all(rows):
            return []
        found = _closest(rows, rule.within)
        if found is None:
            return []
        damped = any(
            _is_near(found, span, self.reach, matches)
            for id in rule.damped_by
            for span in matches.spans(f"<{id}>")
        )
        level: Danger = "worry" if damped and rule.level == "acute" else rule.level
        return [Hit(rule.id, rule.kind, level, *found)]

    def _circumstances(self, matches: Matches, invented: set[int]) -> list[Hit]:
        hits = []
        for circumstance in self.circumstances:
            spans = _spans(matches, circumstance.concepts, invented)
            if spans:
                hits.append(
                    Hit(circumstance.id, "omstendighet", "none", *spans[0], circumstance.points)
                )
        return hits


def _spans(matches: Matches, concepts: Sequence[str], invented: set[int]) -> list[Span]:
    """Where any of the concepts stands, in order, outside what is invented."""
    spans = [span for id in concepts for span in matches.spans(f"<{id}>")]
    if invented:
        spans = [span for span in spans if span[0] not in invented]
    spans.sort()
    return spans


def _closest(rows: Sequence[Sequence[Span]], within: int) -> Span | None:
    """The narrowest stretch of words with one span of each row, if it is narrow enough."""
    best: Span | None = None
    for first in rows[0]:
        start, end = first
        for row in rows[1:]:
            near = min(row, key=lambda s: max(end, s[1]) - min(start, s[0]))
            start, end = min(start, near[0]), max(end, near[1])
        if end - start <= within and (best is None or end - start < best[1] - best[0]):
            best = (start, end)
    return best


def _is_near(found: Span, other: Span, reach: int, matches: Matches) -> bool:
    """Whether `other` stands in the sentence of `found` and at most `reach` words from it."""
    tokens = matches.tokens
    sentences = {tokens[found[0]].sentence, tokens[found[1] - 1].sentence}
    if tokens[other[0]].sentence not in sentences:
        return False
    return other[0] - found[1] <= reach and found[0] - other[1] <= reach


def _rule(id: str, row: Mapping[str, Any], usual: tuple[str, ...], settings: Any) -> Rule:
    unknown = set(row) - RULE_FIELDS
    if unknown or row.get("niva") not in _LEVELS[1:]:
        raise LexiconError(f"danger.yml: «{id}» has unknown fields or no «niva»: {unknown}")
    groups = [tuple(str(group).split("|")) for group in row.get("alle", ())]
    if row.get("uttrykk"):
        groups.insert(0, (id,))
    if not groups:
        raise LexiconError(f"danger.yml: «{id}» looks for nothing")
    return Rule(
        id=id,
        level=row["niva"],
        kind=str(row["slag"]),
        explanation=str(row["forklaring"]),
        groups=tuple(groups),
        within=int(row.get("innen", settings["innen"])),
        damped_by=words(row["demping"]) if "demping" in row else usual,
        without=words(row.get("uten")),
        must_fire=tuple(row.get("ma_sla_ut") or ()),
        must_not=tuple(row.get("ma_ikke") or ()),
    )


def _circumstance(id: str, row: Mapping[str, Any]) -> Circumstance:
    if set(row) - CIRCUMSTANCE_FIELDS:
        raise LexiconError(f"danger.yml: «{id}» has unknown fields")
    return Circumstance(id, int(row["poeng"]), str(row["forklaring"]), words(row["av"]))
