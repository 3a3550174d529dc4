"""Mends slips of the finger, only ever towards words that the lexicon looks for."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 5
_SHORTEST_PART, _LONG_ENOUGH_TO_MISS = 4, 6
_ROWS = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
_SOUNDS = ("eæ", "oå", "yi", "øo", "kc", "uo", "ei")


class Speller:
    """Words of the lexicon with every one-letter-less spelling of theirs."""

    def __init__(self, targets: Iterable[str], tails: Iterable[str]) -> None:
        """`targets` may be mended towards; `tails` are words often written together with them."""
        heads = {word for word in targets if len(word) >= _SHORTEST_PART and word.isalpha()}
        self._heads = frozenset(heads)
        self._targets = frozenset(word for word in heads if len(word) >= SHORTEST)
        self._tails = tuple(sorted(set(tails), key=len, reverse=True))
        self._less: dict[str, tuple[str, ...]] = {}
        for word in sorted(self._targets):
            for less in _one_less(word):
                self._less[less] = (*self._less.get(less, ()), word)

    def correct(self, word: str) -> str:
        """The lexicon word one likely slip away from an unknown `word`; otherwise `word`."""
        if len(word) < SHORTEST or word in self._targets:
            return word
        near = set(self._less.get(word, ()))
        for less in _one_less(word):
            if less in self._targets:
                near.add(less)
            near.update(self._less.get(less, ()))
        likely = [c for c in near if c[0] == word[0] and _is_slip(word, c)]
        return min(likely, key=lambda c: (sorted(c) != sorted(word), len(c), c), default=word)

    def split(self, word: str) -> tuple[str, ...]:
        """The two words of `slårmeg`, or nothing if it is not two words written together."""
        for tail in self._tails:
            head = word[: -len(tail)]
            if word.endswith(tail) and head in self._heads:
                return head, tail
        return ()

    def may_be_torn(self, left: str, right: str) -> bool:
        """Whether two words are what a misplaced blank tore: `slå rmeg`, with `r` moved."""
        return right in self._tails and left in self._heads


def _one_less(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _keys_beside() -> frozenset[str]:
    pairs = set(_SOUNDS)
    for row in _ROWS:
        pairs.update(a + b for a, b in zip(row, row[1:]))
    for upper, lower in zip(_ROWS, _ROWS[1:]):
        for at, key in enumerate(lower):
            pairs.update(key + above for above in upper[at : at + 2])
    return frozenset(pairs | {pair[::-1] for pair in pairs})


_BESIDE = _keys_beside()


def _is_slip(written: str, meant: str) -> bool:
    """Whether a finger slips like this: a key beside, two keys swapped, one too many or few."""
    if len(written) == len(meant):
        return _is_other_key(written, meant)
    if len(written) > len(meant):
        return _is_extra_key(written, meant)
    missing = next((at for at, c in enumerate(written) if c != meant[at]), len(written))
    doubled = missing > 0 and meant[missing - 1] == meant[missing]
    return doubled or len(meant) >= _LONG_ENOUGH_TO_MISS


def _is_other_key(written: str, meant: str) -> bool:
    wrong = [at for at in range(len(meant)) if written[at] != meant[at]]
    if len(wrong) == 1:
        return written[wrong[0]] + meant[wrong[0]] in _BESIDE
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and written[wrong[0]] == meant[wrong[1]]
        and written[wrong[1]] == meant[wrong[0]]
    )


def _is_extra_key(written: str, meant: str) -> bool:
    at = next((at for at, c in enumerate(meant) if c != written[at]), len(meant))
    around = written[max(0, at - 1) : at] + written[at + 1 : at + 2]
    return any(key == written[at] or key + written[at] in _BESIDE for key in around)
