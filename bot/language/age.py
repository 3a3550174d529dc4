"""Whether the one that the message is about is of age, where the text tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from bot.contract import Age, Perspective
from bot.language.data_files import read_yaml, words
from bot.language.matching import Matches
from bot.language.place import people_in

OF_AGE = 18
_YOUNGEST, _OLDEST = 4, 80
_BARE = range(10, 31)  # a number alone between two signs is an age only in this range
_SCHOOL_YEARS = range(1, 11)
_WORDS = (
    "andre ble demper er er_meg fyller fylt han_er hvis ikke_alder ikke_foran ikke_år jeg kjønn klasse min "
    "og over på snart tid til under var videregående år"
).split()
Whose = Literal["writer", "other"]


class Told(NamedTuple):
    """An age in the text: whose it is, and years; `below` if it is one that lies ahead."""

    whose: Whose
    years: int
    below: bool

    def age(self) -> Age | None:
        """Which side of eighteen; None for `before I am 25`."""
        if self.below:
            return "under_18" if self.years <= OF_AGE else None
        return "under_18" if self.years < OF_AGE else "over_18"


@dataclass(frozen=True)
class AgeRules:
    """The lists of `alder.yml`."""

    numbers: Mapping[str, int]
    small: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, file: Path) -> AgeRules:
        """From `alder.yml`. Raises `KeyError` for a list that is not there."""
        raw = read_yaml(file)
        small = {name: frozenset(words(raw["ord"][name])) for name in _WORDS}
        return cls({str(word): int(n) for word, n in raw["tall"].items()}, small)

    def read(self, matches: Matches, perspective: Perspective | None) -> Age | None:
        """The age of the writer, or of the other one where the message is about another."""
        whose: Whose = "writer" if perspective in (None, "self") else "other"
        reader = _Reader(self, matches, people_in(matches), whose)
        for told in reader.ages():
            if told.whose == whose and told.age():
                return told.age()
        if reader.is_at_primary_school():
            return "under_18"
        prefix = "" if whose == "writer" else "annen_"
        if matches.has(f"{prefix}er_umyndig"):
            return "under_18"
        return "over_18" if matches.has(f"{prefix}er_myndig") else None


@dataclass(frozen=True)
class _Reader:
    """One message, with the words that name other people."""

    rules: AgeRules
    matches: Matches
    people: frozenset[int]
    default: Whose

    def ages(self) -> list[Told]:
        """Every age in the order of the text."""
        found = (self._age(at) for at in range(len(self.matches.tokens)))
        return [told for told in found if told is not None]

    def is_at_primary_school(self) -> bool:
        """`går i 9.`, `8. trinn`, `på ungdomsskolen`; not the years of upper secondary."""
        if self.matches.has("går_på_grunnskolen"):
            return True
        for at in range(len(self.matches.tokens)):
            year = self._number(at)
            if year in _SCHOOL_YEARS and self._is_school_year(at):
                return True
        return False

    def _is_school_year(self, at: int) -> bool:
        after = [self._word(at + step) for step in (1, 2, 3)]
        if any(word in self.rules.small["videregående"] for word in after):
            return False
        goes = self._word(at - 1) in ("i", "på") and self._word(at - 2) in ("går", "gå", "elev")
        if self._is(at + 1, "klasse"):
            past = {self._word(at - step) for step in (2, 3, 4, 5)}
            return not past & {"siden", "sidan", "gikk", "da", "var"}
        return goes and not self._is(at + 1, "ikke_alder")

    def _age(self, at: int) -> Told | None:
        """The age that word `at` tells, if it is one."""
        years = self._number(at)
        if years is None or not _YOUNGEST <= years <= _OLDEST or not self._may_be_age(at):
            return None
        before = self._before(at)
        if self._is(before, "fyller") and self._same_sentence(before, at):
            whose = self._subject(before)
            return Told(whose, years, True) if whose else None
        if self._is(before, "fylt"):
            whose = self._subject(before - 1) if self._is(before - 1, "er") else None
            return Told(whose or self._earlier(before), years, False)
        if self._is(before, "er_meg"):
            return Told("writer", years, self._is_ahead(before, at))
        if self._is(before, "han_er"):
            return Told("other", years, False)
        if self._is(before, "var") or self._is(before, "hvis"):
            return None
        if self._is(before, "ble"):
            return self._turned(before, years)
        if self._is(before, "er") and self._same_sentence(before, at):
            if self._is_supposed(before):
                return None
            whose = self._subject(before)
            return Told(whose, years, self._is_ahead(before, at)) if whose else None
        if self._is(before, "jeg") and self._is(before - 1, "er"):
            return Told("writer", years, self._is_ahead(before - 1, at))
        if self._is(before, "andre") and self._is(before - 1, "er"):
            return Told("other", years, False)
        if self._is(before, "på") or self._is(before, "kjønn"):
            return self._of_somebody(before, at, years)
        return self._bare(at, years)

    def _may_be_age(self, at: int) -> bool:
        if self._is(at - 1, "over") or self._is(at - 1, "under"):
            return False
        after = at + 1
        if self._is(after, "år") and self._same_clause(at, after):
            return not (self._is(after + 1, "ikke_år") and self._same_clause(after, after + 1))
        return not (self._is(after, "ikke_alder") and self._same_clause(at, after))

    def _before(self, at: int) -> int:
        """The word that the number hangs on."""
        before = at - 1
        while self._is(before, "demper") or self._is(before, "snart"):
            before -= 1
        if self._is(before, "kjønn") and self._is(before - 1, "demper"):
            beyond = before - 1
            while self._is(beyond, "demper"):
                beyond -= 1
            if self._is(beyond, "er") or self._is(beyond, "er_meg"):
                return beyond
        return before

    def _turned(self, verb: int, years: int) -> Told | None:
        """`jeg ble 18 i går`, but not `da jeg ble 18`."""
        if any(self._word(near) in ("da", "når", "when") for near in (verb - 1, verb - 2)):
            return None
        whose = self._subject(verb)
        return Told(whose, years, False) if whose else None

    def _is_ahead(self, verb: int, at: int) -> bool:
        """`til jeg er 18`, `jeg er snart 18`, `jeg er 18 om to uker`."""
        if any(self._is(near, "snart") for near in range(verb, at)):
            return True
        after = at + 2 if self._is(at + 1, "år") else at + 1
        if self._word(after) == "om" or self._word(after) == "i" and self._is(after + 1, "tid"):
            return True
        if self._word(verb - 1) in ("da", "then") and self._is(verb + 1, "jeg"):
            return True
        return self._is_until(verb)

    def _is_until(self, verb: int) -> bool:
        """`til jeg er 18`; `nå når jeg er 18` is no such thing."""
        until = verb - 2
        ahead = self._is(until, "til") and self._is(verb - 1, "jeg")
        return ahead and not (until > 0 and self._word(until - 1) in ("nå", "now"))

    def _is_supposed(self, verb: int) -> bool:
        """`hvis jeg er 18`: tells nothing."""
        return self._is(verb - 1, "hvis") or self._is(verb - 2, "hvis")

    def _subject(self, verb: int) -> Whose | None:
        """Whose age a verb tells."""
        if self._is(verb, "er_meg"):
            return "writer"
        if self._is(verb + 1, "jeg"):
            return "writer"
        if self._is(verb + 1, "andre") or verb + 1 in self.people:
            return "other"
        previous = verb - 1
        while self._is(previous, "demper"):
            previous -= 1
        if previous < 0 or not self._same_sentence(previous, verb):
            return "writer"
        if self._is(previous, "jeg"):
            return "writer"
        if not self._same_clause(previous, verb) or self._is(previous, "og"):
            return self._earlier(previous)
        if self._is(previous, "andre") or self._is(previous, "min") or previous in self.people:
            return "other"
        return "other" if self._word(previous) == "som" else None

    def _earlier(self, back: int) -> Whose:
        """The subject that goes on from before in the same sentence."""
        at = back
        while at >= 0 and self._same_sentence(at, back):
            if self._is(at, "jeg"):
                return "writer"
            if self._is(at, "andre") or at in self.people:
                return "other"
            at -= 1
        return "writer"

    def _of_somebody(self, before: int, at: int, years: int) -> Told | None:
        """`søstera mi på 15`, `jente 16`, `en gutt på 14`."""
        head = before - 1 if self._is(before, "på") else before
        while self._is(head, "min"):
            head -= 1
        if head in self.people and not self._is(head, "kjønn"):
            return Told("other", years, False)
        if not self._is(head, "kjønn"):
            return None
        verb = head - 1
        while self._is(verb, "demper"):
            verb -= 1
        if self._is(verb, "er") or self._is(verb, "er_meg"):
            whose = self._subject(verb)
            return Told(whose, years, False) if whose else None
        if verb >= 0 and self._same_clause(verb, head):
            return Told("other", years, False)
        return Told(self.default, years, False)

    def _bare(self, at: int, years: int) -> Told | None:
        """`17 år, fra Vadsø`, `venninna mi (16)`, `norsk, 19`."""
        starts = at == 0 or not self._same_clause(at - 1, at)
        if not starts:
            return self._of_named(at, years)
        last = at + 1 if self._is(at + 1, "år") else at
        ends = last + 1 >= len(self.matches.tokens) or not self._same_clause(last, last + 1)
        if last == at and (not ends or years not in _BARE):
            return None
        if at and self._same_sentence(at - 1, at):
            previous = at - 1
            while self._is(previous, "min"):
                previous -= 1
            if previous in self.people:
                return Told("other", years, False)
            return Told(self._earlier(at - 1), years, False)
        return Told(self.default, years, False)

    def _of_named(self, at: int, years: int) -> Told | None:
        """`søstera mi 15 år`, `norsk 17 år`."""
        previous = at - 1
        while self._is(previous, "min"):
            previous -= 1
        if previous in self.people:
            return Told("other", years, False)
        if not self._is(at + 1, "år"):
            return None
        elsewhere = self._is(at - 1, "ikke_foran") or self._is(at - 1, "andre")
        return None if elsewhere else Told(self._earlier(at - 1), years, False)

    def _number(self, at: int) -> int | None:
        word = self._word(at)
        if word.isdigit() and len(word) < 3:
            return int(word)
        return self.rules.numbers.get(word)

    def _is(self, at: int, name: str) -> bool:
        return self._word(at) in self.rules.small[name]

    def _word(self, at: int) -> str:
        tokens = self.matches.tokens
        return tokens[at].norm if 0 <= at < len(tokens) else ""

    def _same_clause(self, one: int, other: int) -> bool:
        tokens = self.matches.tokens
        if not (0 <= one < len(tokens) and 0 <= other < len(tokens)):
            return False
        return tokens[one].clause == tokens[other].clause

    def _same_sentence(self, one: int, other: int) -> bool:
        tokens = self.matches.tokens
        return tokens[one].sentence == tokens[other].sentence
