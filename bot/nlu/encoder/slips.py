"""Typing errors as people make them, put into training texts, so that the encoder learns to read
past them. Seeded: the same text and chance give the same slips."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.nlu.encoder.examples import Example

ROWS = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
MIXED = {"og": "å", "å": "og", "da": "de", "de": "da", "får": "for", "for": "får", "hun": "henne"}
MOST_FORGOTTEN = 0.12  # share of the words
PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A"})


def _neighbours() -> Mapping[str, str]:
    near: dict[str, str] = {}
    for row in ROWS:
        for at, key in enumerate(row):
            near[key] = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    return near


NEAR = _neighbours()


def slipped(examples: Sequence[Example], share: float, seed: int) -> list[Example]:
    """The examples, about `share` of them with slips."""
    chance = random.Random(seed)  # noqa: S311  slips, not secrets
    return [
        replace(e, text=slip(e.text, chance)) if chance.random() < share else e for e in examples
    ]


def slip(text: str, chance: random.Random) -> str:
    """`text` with slips of the finger, of the keyboard and of grammar, and with words left out;
    never empty."""
    for part, change in _HABITS:
        if chance.random() < part:
            text = change(text)
    rate, forgotten = chance.uniform(0.0, 0.06), chance.uniform(0.0, MOST_FORGOTTEN)
    words = [_in_word(w, rate, chance) for w in text.split(" ") if chance.random() >= forgotten]
    return " ".join(words).strip() or text


_HABITS: Sequence[tuple[float, Callable[[str], str]]] = (
    (0.35, str.lower),
    (0.15, lambda text: re.sub(r"[.,!?]", "", text)),
    (0.15, lambda text: re.sub(r"([.,!?]) ", r"\1", text)),
    (0.06, lambda text: text.translate(PLAIN)),
)


def _in_word(word: str, rate: float, chance: random.Random) -> str:
    if word.lower() in MIXED and chance.random() < 2 * rate:
        return MIXED[word.lower()]
    if len(word) < 3 or not word.isalpha():
        return word
    letters = list(word)
    for at in range(1, len(letters)):
        if chance.random() < rate:
            _on_key(letters, at, chance)
    return "".join(letters)


def _on_key(letters: list[str], at: int, chance: random.Random) -> None:
    """Drops, doubles, swaps with the one before, or takes the key beside."""
    kind = chance.randrange(4)
    if kind == 0:
        letters[at] = ""
    elif kind == 1:
        letters[at] *= 2
    elif kind == 2:
        letters[at - 1], letters[at] = letters[at], letters[at - 1]
    else:
        letters[at] = chance.choice(NEAR.get(letters[at].lower(), letters[at]))
