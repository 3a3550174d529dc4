"""Where a phrase stands among the words and concepts of a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language.matches import Span
from bot.language.normalise import Token
from bot.language.pattern import Pattern, Step

_COMMON = frozenset(
    "jeg meg du deg han hun vi de det er har på i å og som at en til for med av om ikke skal vil "
    "kan må får så men den min mitt mine the to a and is my i he she".split()
)


def outermost(spans: list[Span]) -> list[Span]:
    """The spans in order, without those that lie inside another."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def find(pattern: Pattern, tokens: Sequence[Token], at: Mapping[str, list[Span]]) -> list[Span]:
    """Where the phrase stands; each starting place counts once, with its nearest end."""
    rows = [_places(step.symbols, at) for step in pattern.steps]
    spans = []
    for start, end in rows[0]:
        if pattern.at_start and start:
            break
        last = _follow(pattern, rows, 1, start, end, tokens)
        if last and (not pattern.at_end or last == len(tokens)):
            spans.append((start, last))
    return spans


def _places(symbols: tuple[str, ...], at: Mapping[str, list[Span]]) -> Sequence[Span]:
    """Where any of the symbols stands, in order."""
    if len(symbols) == 1:
        return at.get(symbols[0], ())
    row = [span for symbol in symbols if symbol in at for span in at[symbol]]
    row.sort()
    return row


def _follow(
    pattern: Pattern,
    rows: Sequence[Sequence[Span]],
    step: int,
    start: int,
    end: int,
    tokens: Sequence[Token],
) -> int:
    """The end of a phrase whose first `step` places are found up to `end`; 0 if it breaks off."""
    if step == len(rows):
        return end
    reach = end + pattern.steps[step].gap
    sentence = tokens[start].sentence
    for begin, finish in rows[step]:
        if begin > reach:
            return 0
        if begin >= end and tokens[begin].sentence == sentence:
            last = _follow(pattern, rows, step + 1, start, finish, tokens)
            if last:
                return last
    return 0


def commonness(step: Step) -> tuple[bool, bool, int]:
    """Sorts the rarest place of a phrase first: the phrase is looked for from there."""
    symbols = step.symbols
    return any(s in _COMMON for s in symbols), any(s[0] == "<" for s in symbols), len(symbols)
