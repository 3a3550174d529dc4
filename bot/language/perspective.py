"""Whom a message is about: the writer, somebody the writer knows, or somebody met at work.

Signs add up to points for «friend» and «professional»; all points stand in `perspektiv.yml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from bot.contract import Perspective
from bot.language.data_files import read_yaml, words
from bot.language.matches import Matches


class Points(NamedTuple):
    """How much something speaks for each side; less than 0 speaks against it."""

    friend: int
    professional: int

    def times(self, count: int) -> Points:
        """The same, `count` times."""
        return Points(self.friend * count, self.professional * count)


@dataclass(frozen=True)
class Sign:
    """Concepts that tell together: one of each group, and none of `without`."""

    groups: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    points: Points

    def is_in(self, matches: Matches) -> bool:
        """Whether the sign is found."""
        if not all(any(matches.has(id) for id in group) for group in self.groups):
            return False
        return not any(matches.has(id) for id in self.without)


@dataclass(frozen=True)
class Count:
    """Words that tell each time they stand there, at most `most` times."""

    words: frozenset[str]
    most: int
    points: Points


@dataclass(frozen=True)
class Opening:
    """A message that begins by naming a trade or a workplace: `Lærer på Vg1. Jente, 17, …`."""

    concepts: tuple[str, ...]
    longest: int
    never: frozenset[str]
    points: Points

    def is_in(self, matches: Matches) -> bool:
        """Whether the first clause is such an opening, and something follows."""
        tokens = matches.tokens
        first = [token for token in tokens if token.clause == 0]
        if not 0 < len(first) <= min(self.longest, len(tokens) - 1):
            return False
        if any(token.norm in self.never for token in first):
            return False
        return any(s < len(first) for id in self.concepts for s, _ in matches.spans(f"<{id}>"))


@dataclass(frozen=True)
class Topic:
    """Concepts among the first words of one of the first sentences: `Jeg er 17. Venninna mi …`."""

    concepts: tuple[str, ...]
    sentences: int
    words: int
    points: Points

    def is_in(self, matches: Matches) -> bool:
        """Whether one of the sentences begins with what it is about."""
        tokens = matches.tokens
        starts = [
            at
            for at, token in enumerate(tokens)
            if at == 0 or token.sentence != tokens[at - 1].sentence
        ][: self.sentences]
        found = [start for id in self.concepts for start, _ in matches.spans(f"<{id}>")]
        return any(0 <= place - start < self.words for place in found for start in starts)


@dataclass(frozen=True)
class PerspectiveRules:
    """All of `perspektiv.yml` except the phrases, which the lexicon holds."""

    start: Points
    short: tuple[int, Points]
    opening: Opening
    topics: tuple[Topic, ...]
    counts: tuple[Count, ...]
    signs: tuple[Sign, ...]
    certain: Mapping[str, tuple[str, ...]]
    other_from: int
    self_until: int

    @classmethod
    def load(cls, file: Path) -> PerspectiveRules:
        """From `perspektiv.yml`."""
        raw = read_yaml(file)
        opening, short = raw["innledning"], raw["kort"]
        return cls(
            start=_points(raw["grunnpoeng"]),
            short=(int(short["ord"]), _points(short)),
            opening=Opening(
                words(opening["begreper"]),
                int(opening["ord"]),
                frozenset(words(opening["ikke"])),
                _points(opening),
            ),
            topics=tuple(
                Topic(words(row["begreper"]), int(row["setninger"]), int(row["ord"]), _points(row))
                for row in raw["tema"]
            ),
            counts=tuple(
                Count(frozenset(words(row["ord"])), int(row["høyst"]), _points(row))
                for row in raw["antall"].values()
            ),
            signs=tuple(
                Sign(
                    tuple(tuple(group.split("|")) for group in row["alle"]),
                    words(row.get("uten")),
                    _points(row),
                )
                for row in raw["tegn"]
            ),
            certain={side: words(raw["sikkert"][side]) for side in ("venn", "fag")},
            other_from=int(raw["terskel"]),
            self_until=int(raw["jeg_terskel"]),
        )

    def read(self, matches: Matches) -> Perspective | None:
        """`friend` or `professional` where enough speaks for it, `self` where all speaks against
        both, None in between and for an empty message."""
        if not matches.tokens:
            return None
        if any(matches.has(id) for id in self.certain["fag"]):
            return "professional"
        if any(matches.has(id) for id in self.certain["venn"]):
            return "friend"
        friend, professional = self.points(matches)
        if max(friend, professional) >= self.other_from:
            return "professional" if professional >= friend else "friend"
        return "self" if max(friend, professional) <= self.self_until else None

    def points(self, matches: Matches) -> Points:
        """What all signs add up to."""
        found = [self.start]
        found += [sign.points for sign in self.signs if sign.is_in(matches)]
        found += [topic.points for topic in self.topics if topic.is_in(matches)]
        written = [token.norm for token in matches.tokens]
        for count in self.counts:
            times = sum(word in count.words for word in written)
            found.append(count.points.times(min(times, count.most)))
        if len(written) < self.short[0]:
            found.append(self.short[1])
        if self.opening.is_in(matches):
            found.append(self.opening.points)
        return Points(sum(p.friend for p in found), sum(p.professional for p in found))


def _points(row: Mapping[str, Any]) -> Points:
    return Points(int(row["venn"]), int(row["fag"]))
