"""Finds concepts and phrases in levelled words: dictionary look-ups, no scanning of lists.

Concepts may be built from other concepts; they are looked for layer by layer, so that what a
phrase asks for is always found before the phrase is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.language.matches import Found, Matches, Span
from bot.language.negation import Negation
from bot.language.normalise import Token
from bot.language.pattern import Pattern, PatternError, concepts_in
from bot.language.phrase_search import commonness, find, outermost

_SHORTEST_PART, _SHORTEST_COMPOUND = 3, 7


@dataclass(frozen=True)
class Entry:
    """A concept or rule as the matcher needs it."""

    id: str
    words: frozenset[str]
    patterns: tuple[Pattern, ...]
    vetoes: tuple[Pattern, ...] = ()
    first_parts: frozenset[str] = frozenset()
    last_parts: frozenset[str] = frozenset()
    can_be_negated: bool = False


class _Indexed(NamedTuple):
    """A phrase in the index: whose it is, and what must be in the message for it to fit."""

    owner: str
    pattern: Pattern
    needs: tuple[frozenset[str], ...]


class Matcher:
    """Looks for all entries at once."""

    def __init__(self, entries: Iterable[Entry], negation: Negation) -> None:
        """Raises `PatternError` for a concept that does not exist or asks for itself."""
        self._entries = {entry.id: entry for entry in entries}
        self._negation = negation
        self._of_word = _index((e.id, e.words) for e in self._entries.values())
        self._of_first = _index((e.id, e.first_parts) for e in self._entries.values())
        self._of_last = _index((e.id, e.last_parts) for e in self._entries.values())
        self._longest_part = max(map(len, (*self._of_first, *self._of_last)), default=0)
        levels = _levels(self._entries)
        self._depth = max(levels.values(), default=0) + 1
        self._level_of = levels
        self._patterns: list[dict[str, list[_Indexed]]] = [{} for _ in range(self._depth)]
        for entry in self._entries.values():
            for pattern in entry.patterns:
                self._add(levels[entry.id], pattern, entry.id)
            for pattern in entry.vetoes:
                self._add(levels[entry.id], pattern, "!" + entry.id)

    def ids(self) -> Iterator[str]:
        """Every concept and rule that can be found."""
        return iter(self._entries)

    def words(self) -> Iterator[str]:
        """Every word that is looked for by itself or in a phrase."""
        for entry in self._entries.values():
            yield from entry.words
            for pattern in (*entry.patterns, *entry.vetoes):
                for step in pattern.steps:
                    yield from (s for s in step.symbols if s[0] != "<")

    def match(self, tokens: Sequence[Token], numbers: frozenset[str]) -> Matches:
        """Everything found in `tokens`; `numbers` are the words that count as `<tall>`."""
        at: dict[str, list[Span]] = {}
        waiting: list[dict[str, list[Span]]] = [{} for _ in range(self._depth)]
        self._read_words(tokens, numbers, at, waiting)
        found: dict[str, list[Found]] = {}
        for level in range(self._depth):
            self._read_phrases(level, tokens, at, waiting[level])
            for id, spans in waiting[level].items():
                if id[0] != "!":
                    self._publish(id, spans, waiting[level].get("!" + id), tokens, at, found)
        return Matches(tokens, at, found)

    def _add(self, level: int, pattern: Pattern, owner: str) -> None:
        """Puts the phrase under the symbols of its rarest place."""
        steps = sorted(pattern.steps, key=commonness)
        phrase = _Indexed(owner, pattern, tuple(frozenset(step.symbols) for step in steps[1:]))
        for symbol in steps[0].symbols:
            self._patterns[level].setdefault(symbol, []).append(phrase)

    def _read_words(
        self,
        tokens: Sequence[Token],
        numbers: frozenset[str],
        at: dict[str, list[Span]],
        waiting: list[dict[str, list[Span]]],
    ) -> None:
        of_word, level_of = self._of_word, self._level_of
        for place, token in enumerate(tokens):
            word = token.norm
            span = (place, place + 1)
            at.setdefault(word, []).append(span)
            ids = of_word.get(word)
            if ids is None:
                first = word[0]
                if first.isdigit():
                    _read_number(word, span, at)
                    continue
                if len(word) < _SHORTEST_COMPOUND:
                    if word in numbers:
                        at.setdefault("<tall>", []).append(span)
                    continue
                ids = self._parts(word)
            if word in numbers:
                at.setdefault("<tall>", []).append(span)
            for id in ids:
                waiting[level_of[id]].setdefault(id, []).append(span)

    def _parts(self, word: str) -> tuple[str, ...]:
        """The concepts of a compound: by its last part, otherwise by its first."""
        for cut in range(max(2, len(word) - self._longest_part), len(word) - _SHORTEST_PART + 1):
            ids = self._of_last.get(word[cut:])
            if ids:
                return ids
        for cut in range(min(self._longest_part, len(word)), _SHORTEST_PART, -1):
            ids = self._of_first.get(word[:cut])
            if ids:
                return ids
        return ()

    def _read_phrases(
        self,
        level: int,
        tokens: Sequence[Token],
        at: dict[str, list[Span]],
        waiting: dict[str, list[Span]],
    ) -> None:
        index = self._patterns[level]
        if not index:
            return
        present = set(at)
        for symbol in present & index.keys():
            for owner, pattern, needs in index[symbol]:
                for need in needs:
                    if need.isdisjoint(present):
                        break
                else:
                    spans = find(pattern, tokens, at)
                    if spans:
                        waiting.setdefault(owner, []).extend(spans)

    def _publish(
        self,
        id: str,
        spans: list[Span],
        vetoes: list[Span] | None,
        tokens: Sequence[Token],
        at: dict[str, list[Span]],
        found: dict[str, list[Found]],
    ) -> None:
        if vetoes:
            spans = [s for s in spans if not any(v[0] < s[1] and s[0] < v[1] for v in vetoes)]
        if len(spans) > 1:
            spans = outermost(spans)
        can_be_negated = self._entries[id].can_be_negated
        for span in spans:
            negated = can_be_negated and self._negation.covers(tokens, *span)
            at.setdefault(f"<ikke:{id}>" if negated else f"<{id}>", []).append(span)
            at.setdefault(f"<alle:{id}>", []).append(span)
            found.setdefault(id, []).append(Found(*span, negated))


def _read_number(word: str, span: Span, at: dict[str, list[Span]]) -> None:
    if not word.isdigit():
        at.setdefault("<klokkeslett>", []).append(span)
        return
    at.setdefault("<tall>", []).append(span)
    if len(word) > 1:
        at.setdefault("<stort_tall>", []).append(span)


def _index(rows: Iterable[tuple[str, frozenset[str]]]) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for id, all_words in rows:
        for word in all_words:
            index[word] = (*index.get(word, ()), id)
    return index


def _levels(entries: Mapping[str, Entry]) -> dict[str, int]:
    """How many layers of concepts lie below each entry."""
    levels: dict[str, int] = {}

    def level(id: str, above: tuple[str, ...]) -> int:
        if id in above:
            raise PatternError(f"«{id}» asks for itself: {' > '.join((*above, id))}")
        if id not in entries:
            raise PatternError(f"«{above[-1]}» asks for «{id}», which does not exist")
        if id not in levels:
            entry = entries[id]
            asked = {c for p in (*entry.patterns, *entry.vetoes) for c in concepts_in(p)}
            levels[id] = max((level(c, (*above, id)) + 1 for c in sorted(asked)), default=0)
        return levels[id]

    for id in entries:
        level(id, ())
    return levels
