"""Figures over rows and guesses. Every figure is a plain function of the two lists, so that
its spread can be found by drawing lines anew (bootstrap)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from bot.contract import SITUATIONS
from bot.evaluation.rows import Guess, Row

Rows = Sequence[Row]
Guesses = Sequence[Guess]
Figure = Callable[[Rows, Guesses], float]
SEED = 20_261_122


def counts(rows: Rows, guesses: Guesses, label: str) -> tuple[int, int, int]:
    """Right, wrongly named and missed, for one situation."""
    right = wrong = missed = 0
    for row, guess in zip(rows, guesses):
        wanted, named = label in row.situations, label in guess.situations
        right += wanted and named
        wrong += named and not wanted
        missed += wanted and not named
    return right, wrong, missed


def f1(right: int, wrong: int, missed: int) -> float:
    """Harmonic mean of precision and recall; not a number where nothing was there to find."""
    total = 2 * right + wrong + missed
    return 2 * right / total if total else float("nan")


def micro(rows: Rows, guesses: Guesses) -> float:
    """F1 over all situations together."""
    each = [counts(rows, guesses, label) for label in SITUATIONS]
    return f1(*(sum(column) for column in zip(*each)))


def macro(rows: Rows, guesses: Guesses) -> float:
    """Mean F1 of the situations."""
    return float(np.nanmean([f1(*counts(rows, guesses, label)) for label in SITUATIONS]))


def first(rows: Rows, guesses: Guesses) -> float:
    """Share of messages with a situation whose main one is named first."""
    return _share(r.situations[0] in g.situations[:1] for r, g in _told(rows, guesses))


def within_two(rows: Rows, guesses: Guesses) -> float:
    """Share whose main situation is among the two most likely."""
    return _share(r.situations[0] in likeliest(g)[:2] for r, g in _told(rows, guesses))


def likeliest(guess: Guess) -> list[str]:
    """Situations acted on, then the others by probability."""
    rest = sorted(SITUATIONS, key=lambda s: -guess.probability.get(s, 0.0))
    return list(dict.fromkeys((*guess.situations, *rest)))


def out_of_scope(rows: Rows, guesses: Guesses) -> float:
    """F1 of `utenfor_tema`."""
    wanted = [r.intent == "utenfor_tema" for r in rows]
    named = [g.intent == "utenfor_tema" for g in guesses]
    pairs = list(zip(wanted, named))
    return f1(
        sum(w and n for w, n in pairs),
        sum(n and not w for w, n in pairs),
        sum(w and not n for w, n in pairs),
    )


def other_intents(rows: Rows, guesses: Guesses) -> float:
    """Share of messages with another intent (out of scope aside) that got that intent."""
    pairs = [(r, g) for r, g in zip(rows, guesses) if r.intent not in ("situasjon", "utenfor_tema")]
    return _share(r.intent == g.intent for r, g in pairs)


def perspective(rows: Rows, guesses: Guesses) -> float:
    """Accuracy of the perspective, on messages that describe a situation."""
    return _share(r.perspective == g.perspective for r, g in _told(rows, guesses))


def acute_recall(kind: str) -> Figure:
    """Share of acute messages of a kind (`explicit`, `veiled`, or empty for all) found acute."""

    def figure(rows: Rows, guesses: Guesses) -> float:
        pairs = [
            (r, g)
            for r, g in zip(rows, guesses)
            if r.acute == "acute" and (not kind or r.acute_kind == kind)
        ]
        return _share(g.acute == "acute" for _, g in pairs)

    return figure


def false_alarms(rows: Rows, guesses: Guesses) -> float:
    """Share of messages without any situation that were taken for acute."""
    pairs = [(r, g) for r, g in zip(rows, guesses) if r.intent != "situasjon"]
    return _share(g.acute == "acute" for _, g in pairs)


def alarms_in_calm(rows: Rows, guesses: Guesses) -> float:
    """Share of messages that tell of a situation without danger now that were taken for acute."""
    pairs = [(r, g) for r, g in _told(rows, guesses) if r.acute != "acute"]
    return _share(g.acute == "acute" for _, g in pairs)


def abroad(rows: Rows, guesses: Guesses) -> float:
    """Accuracy of whether the writer is abroad, on messages that describe a situation."""
    return _share(r.abroad == g.abroad for r, g in _told(rows, guesses))


def language(rows: Rows, guesses: Guesses) -> float:
    """Accuracy of nb, nn and en; dialect and slang count as nb."""
    own = {"nn": "nn", "en": "en"}
    pairs = [(r, g) for r, g in zip(rows, guesses) if r.variety not in ("mix", "other")]
    return _share(own.get(r.variety, "nb") == g.language for r, g in pairs)


def weighted(rows: Rows, guesses: Guesses, weights: dict[str, float]) -> float:
    """F1 per situation, weighted by how often the case is met; the rest shares what is left."""
    known = [label for label in SITUATIONS if label in weights]
    left = 1.0 - sum(weights.values())
    others = [label for label in SITUATIONS if label not in weights]
    score = {s: f1(*counts(rows, guesses, s)) for s in SITUATIONS}
    rest = float(np.nanmean([score[s] for s in others])) if others else 0.0
    return sum(weights[s] * score[s] for s in known) + left * rest


def interval(figure: Figure, rows: Rows, guesses: Guesses, draws: int = 400) -> tuple[float, float]:
    """The middle 95 % of the figure over lines drawn anew."""
    random = np.random.default_rng(SEED)
    pairs = list(zip(rows, guesses))
    found = []
    for _ in range(draws):
        drawn = [pairs[i] for i in random.integers(0, len(pairs), len(pairs))]
        found.append(figure([r for r, _ in drawn], [g for _, g in drawn]))
    low, high = np.nanpercentile(found, [2.5, 97.5])
    return float(low), float(high)


def _told(rows: Rows, guesses: Guesses) -> list[tuple[Row, Guess]]:
    return [(row, guess) for row, guess in zip(rows, guesses) if row.situations]


def _share(hits: object) -> float:
    values = [bool(hit) for hit in hits]  # type: ignore[attr-defined]
    return sum(values) / len(values) if values else float("nan")
