"""Norwegian chat text as a row of words in plain Bokmål, each knowing where it stood.

Spelling is levelled (dialect, Nynorsk, slips, `oe` for `ø`, emoji), meaning is not touched:
a word that is already known is never turned into another, except where `former.yml` says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from bot.language.data_files import LexiconError, read_yaml, words
from bot.language.spelling import Speller

LONGEST_WORD = 40

_PIECE = re.compile(
    r"(?P<clock>\d{1,2}[.:]\d\d(?!\d))"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_][\u0300-\u036f]*(?:[^\W\d_]|[\u0300-\u036f]|['’`´](?=[^\W\d_]))*)"
    r"|(?P<stop>[.!?\n…]+)"
    r"|(?P<pause>[,;:()\[\]«»\"“”–—/]|\s-\s)"
    r"|(?P<sign>[^\w\s])"
)
_RUN = re.compile(r"(.)\1{2,}")
_DOUBLE = re.compile(r"(.)\1+")
_DIGRAPHS = (("aa", "å"), ("oe", "ø"), ("ae", "æ"))


class Token(NamedTuple):
    """A word: as written (lower case), in levelled spelling, where it stood (characters), and
    which sentence and clause of the message it belongs to (counted from 0)."""

    raw: str
    norm: str
    start: int
    end: int
    sentence: int
    clause: int


@dataclass(frozen=True)
class Context:
    """A word that means something else beside certain neighbours."""

    word: str
    before: frozenset[str]
    after: frozenset[str]
    becomes: str

    def fits(self, previous: str, following: str) -> bool:
        """Whether the neighbours are among those asked for (an empty set asks for nothing)."""
        if self.before and previous not in self.before:
            return False
        return not self.after or following in self.after


@dataclass(frozen=True)
class Normaliser:
    """Holds the spelling tables; `tokens` is all that others need."""

    forms: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    contexts: Mapping[str, tuple[Context, ...]]
    emoji: Mapping[str, str]
    ordinals: frozenset[str]
    abbreviations: frozenset[str]
    is_known: Callable[[str], bool] = field(default=lambda _: True)
    speller: Speller | None = None

    @classmethod
    def load(
        cls,
        file: Path,
        is_known: Callable[[str], bool] | None = None,
        speller: Speller | None = None,
    ) -> Normaliser:
        """Tables of `former.yml`; without `is_known` nothing is guessed, only looked up."""
        raw = read_yaml(file)
        return cls(
            forms=_forms(raw.get("ord", {}), file.name),
            phrases=_phrases(raw.get("flerord", {})),
            contexts=_contexts(raw.get("sammenheng", ())),
            emoji={sign: str(word) for sign, word in raw.get("emoji", {}).items()},
            ordinals=frozenset(words(raw.get("etter_ordenstall"))),
            abbreviations=frozenset(words(raw.get("forkortelser"))),
            is_known=is_known or (lambda _: True),
            speller=speller,
        )

    def with_spelling(self, is_known: Callable[[str], bool], speller: Speller) -> Normaliser:
        """The same tables, also guessing at slips."""
        return replace(self, is_known=is_known, speller=speller)

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The words of `text` in order; `start` and `end` always point into `text` itself."""
        found = self._split(text)
        if self.speller is not None:
            self._join_torn(found)
        self._level_phrases(found)
        self._level_in_context(found)
        return tuple(found)

    def level(self, word: str) -> str:
        """One written word in levelled spelling; a phrase if the word stands for several."""
        return " ".join(self._word(word.lower()))

    def _split(self, text: str) -> list[Token]:
        found: list[Token] = []
        sentence = clause = 0
        for match in _PIECE.finditer(text):
            kind, piece = match.lastgroup, match.group()
            start, end = match.span()
            if kind == "stop":
                if not self._is_ordinal_dot(piece, found, text, end):
                    sentence, clause = sentence + 1, clause + 1
                continue
            if kind == "pause":
                clause += 1
                continue
            if kind == "sign":
                word = self.emoji.get(piece)
                if word is not None:
                    found.append(Token(piece, word, start, end, sentence, clause))
                continue
            raw = piece.lower()
            if not raw.isascii():
                raw = unicodedata.normalize("NFC", raw)
            if kind != "word":
                found.append(Token(raw, raw, start, end, sentence, clause))
                continue
            name = piece[0].isupper() and not piece.isupper() and bool(found)
            name = name and found[-1].sentence == sentence
            for norm in self._word(raw, name):
                found.append(Token(raw, norm, start, end, sentence, clause))
        return found

    def _is_ordinal_dot(self, piece: str, found: list[Token], text: str, end: int) -> bool:
        """Whether the full stop belongs to `9. klasse`, `kl. 18` and the like."""
        if piece != "." or not found or found[-1].end != end - 1:
            return False
        last = found[-1].raw
        if last in self.abbreviations:
            return True
        if not last.isdigit():
            return False
        following = re.match(r"\s*([^\W\d_]+)", text[end : end + LONGEST_WORD])
        return following is not None and following.group(1).lower() in self.ordinals

    def _word(self, raw: str, is_name: bool = False) -> tuple[str, ...]:
        listed = self.forms.get(raw)
        if listed is not None:
            return listed
        if len(raw) > LONGEST_WORD or is_name or self.is_known(raw):
            return (raw,)
        for guess in _guesses(raw):
            if guess in self.forms:
                return self.forms[guess]
            if self.is_known(guess):
                return (guess,)
        if self.speller is None:
            return (_RUN.sub(r"\1", raw),)
        return self.speller.split(raw) or (self.speller.correct(_RUN.sub(r"\1", raw)),)

    def _join_torn(self, found: list[Token]) -> None:
        """Mends a blank that slipped: `slå rmeg` → `slår meg`."""
        for at in range(len(found) - 1):
            left, right = found[at], found[at + 1]
            if left.end + 1 != right.start or self._knows(right):
                continue
            moved, rest = left.raw + right.raw[0], right.raw[1:]
            if self.speller is not None and self.speller.may_be_torn(moved, rest):
                found[at] = left._replace(norm=moved)
                found[at + 1] = right._replace(norm=rest)

    def _knows(self, token: Token) -> bool:
        return token.raw in self.forms or not token.raw.isalpha() or self.is_known(token.raw)

    def _level_phrases(self, found: list[Token]) -> None:
        for at, token in enumerate(found):
            for written, meant in self.phrases.get(token.norm, ()):
                if tuple(t.norm for t in found[at : at + len(written)]) == written:
                    for step, word in enumerate(meant):
                        found[at + step] = found[at + step]._replace(norm=word)
                    break

    def _level_in_context(self, found: list[Token]) -> None:
        for at, token in enumerate(found):
            for rule in self.contexts.get(token.raw, ()):
                previous = found[at - 1].norm if at else "^"
                following = found[at + 1].norm if at + 1 < len(found) else "$"
                if rule.fits(previous, following):
                    found[at] = token._replace(norm=rule.becomes)
                    break


def _guesses(raw: str) -> list[str]:
    """Other spellings to try for an unknown word, surest first."""
    guesses = []
    if _RUN.search(raw):
        guesses += [_RUN.sub(r"\1\1", raw), _RUN.sub(r"\1", raw), _DOUBLE.sub(r"\1", raw)]
    level = raw
    for digraph, letter in _DIGRAPHS:
        level = level.replace(digraph, letter)
    if level != raw:
        guesses.append(level)
    plain = raw.replace("ö", "ø").replace("ä", "æ").replace("'", "").replace("’", "")
    if plain != raw:
        guesses.append(plain)
    return guesses


def _forms(raw: Mapping[object, object], name: str) -> dict[str, tuple[str, ...]]:
    forms: dict[str, tuple[str, ...]] = {}
    for target, variants in raw.items():
        if not isinstance(target, str):
            raise LexiconError(f"{name}: write «{str(target).lower()}» in quotation marks")
        meant = tuple(target.split())
        for variant in words(variants):
            if forms.setdefault(variant, meant) != meant:
                raise LexiconError(f"{name}: «{variant}» stands under two words")
    return forms


def _phrases(
    raw: Mapping[str, str],
) -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for written, meant in raw.items():
        left, right = tuple(str(written).split()), tuple(str(meant).split())
        if len(left) != len(right):
            raise LexiconError(f"former.yml: «{written}» must keep its number of words")
        table.setdefault(left[0], []).append((left, right))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in table.items()}


def _contexts(raw: object) -> dict[str, tuple[Context, ...]]:
    table: dict[str, list[Context]] = {}
    for row in raw if isinstance(raw, list) else ():
        rule = Context(
            str(row["ord"]),
            frozenset(words(row.get("etter"))),
            frozenset(words(row.get("foran"))),
            str(row["blir"]),
        )
        table.setdefault(rule.word, []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}
