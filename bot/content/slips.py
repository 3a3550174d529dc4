"""Likely slips of the finger in a message, read only to count how many examples have one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from bot.language.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")
_NO_BLANK = re.compile(r"[a-zæøå][.,!?](?!(?:no|com|org|net)\b)[A-Za-zÆØÅæøå]{2,}")
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_SHORTEST, _SHORTEST_PART = 4, 3
_TOO_USUAL = 4  # an unknown word in so many lines is a word, not a slip


class Slips:
    """Counts what no dictionary knows and is one letter from something it knows. Slips that make
    another real word (`for`, `å`) are not seen: the figure is a lower bound."""

    def __init__(self, is_word: Callable[[str], bool], texts: Iterable[str]) -> None:
        """`is_word` answers for lower-case words; `texts` are all lines, to know usual words."""
        self._is_word = is_word
        count = Counter(word for text in texts for word in set(_lower(text)))
        self._usual = {word for word, lines in count.items() if lines >= _TOO_USUAL}
        self._known: dict[str, bool] = {}

    @classmethod
    def with_lexicon(cls, lexicon: Lexicon, texts: Iterable[str]) -> Slips:
        """From the lemma table and the words the lexicon looks for."""
        return cls(lexicon.normaliser.is_known, texts)

    def any_in(self, text: str) -> bool:
        """Whether the text has a likely slip, or no blank after a full stop or comma."""
        return bool(_NO_BLANK.search(text)) or any(map(self.is_slip, _lower(text)))

    def is_slip(self, word: str) -> bool:
        """Whether a lower-case word is unknown and one letter from a known one."""
        if word not in self._known:
            self._known[word] = self._slipped(word)
        return self._known[word]

    def _slipped(self, word: str) -> bool:
        if len(word) < _SHORTEST or word in self._usual or self._is_word(word):
            return False
        return not self._is_compound(word) and any(map(self._is_word, _one_letter_off(word)))

    def _is_compound(self, word: str) -> bool:
        """Whether two known words, perhaps with an s or e between, make it up."""
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head, tail = word[:at], word[at:]
            heads = (head, head[:-1]) if head[-1] in "se" and at > _SHORTEST_PART else (head,)
            if self._is_word(tail) and any(map(self._is_word, heads)):
                return True
        return False


def _lower(text: str) -> Iterator[str]:
    """The words written in small letters; a capital may be a name."""
    return (match[0] for match in _WORD.finditer(text) if match[0].islower())


def _one_letter_off(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
