"""From probabilities to what the bot acts on: plain rules, no learning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.contract import OTHER_INTENTS, SITUATIONS

MOST_SITUATIONS = 4
CLEARLY_ANOTHER = 0.6  # above this another intent silences weaker situations
WORTH_SUGGESTING = 0.08
UNSURE_INTENTS = ("utenfor_tema", "uforstaelig")
DOUBTFUL, NOT_UNDERSTOOD = 0.2, "uforstaelig"
CERTAIN_UNRELATED = 0.8
MAIN_COUNTS, URGENCY_COUNTS = 0.4, 0.1
URGENT = frozenset(
    "selvmordstanker vold_i_familien aeresrelatert_trussel seksuelle_overgrep "
    "etterlatt_i_utlandet".split()
)
HALFWAY = 0.5
SURE = {"etterlatt_i_utlandet": 0.5}  # it takes Norwegian emergency numbers off the list


@dataclass(frozen=True)
class Decision:
    """`intent` with `confidence`; `situations` to act on, most pressing first, with
    probabilities; `suggestions`: the two likeliest situations when not sure."""

    intent: str
    confidence: float
    situations: tuple[tuple[str, float], ...]
    suggestions: tuple[str, ...]


def decide(
    probability: Mapping[str, float],
    threshold: Mapping[str, float],
    main: Mapping[str, float] | None = None,
) -> Decision:
    """What to act on. `probability` and `threshold` hold every label of the model; `main`, where
    it is known, how likely each situation is the main one."""
    ranked = sorted(
        ((s, probability[s]) for s in SITUATIONS if s in probability), key=lambda x: -x[1]
    )
    other, likely = max(
        ((o, probability[o]) for o in OTHER_INTENTS if o in probability), key=lambda x: x[1]
    )
    chosen = [(s, p) for s, p in ranked if p >= max(threshold[s], SURE.get(s, 0.0))]
    if likely >= CLEARLY_ANOTHER and chosen and likely > chosen[0][1]:
        chosen = []
    chosen = sorted(chosen[:MOST_SITUATIONS], key=lambda x: -_pressing(*x, main))
    if not chosen and ranked and _is_best_guess(ranked[0], likely, threshold):
        chosen = [ranked[0]]
    if chosen:
        return Decision("situasjon", round(chosen[0][1], 4), tuple(chosen), ())
    if likely < DOUBTFUL:
        other = NOT_UNDERSTOOD
    return Decision(other, round(likely, 4), (), _suggestions(other, likely, ranked))


def _pressing(situation: str, p: float, main: Mapping[str, float] | None) -> float:
    """What situations are put in order by: how surely they are told of, and a little of how
    likely each is the main one and whether life or health is at stake."""
    likely = 0.0 if main is None else main.get(situation, 0.0)
    return p + MAIN_COUNTS * likely + URGENCY_COUNTS * (situation in URGENT)


def _is_best_guess(best: tuple[str, float], other: float, threshold: Mapping[str, float]) -> bool:
    """A situation below its threshold, but likelier than everything else."""
    needed = max(HALFWAY * threshold[best[0]], SURE.get(best[0], 0.0))
    return best[1] > other and best[1] >= needed


def _suggestions(other: str, likely: float, ranked: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    if other not in UNSURE_INTENTS or likely >= CERTAIN_UNRELATED:
        return ()
    return tuple(s for s, p in ranked[:2] if p >= WORTH_SUGGESTING)
