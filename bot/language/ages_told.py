"""Ages told in a message, and whose they are: read from the words around each number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.contract import Age
from bot.language.surroundings import Surroundings

OF_AGE = 18
_YOUNGEST, _OLDEST = 4, 80
_BARE = range(10, 31)  # a number alone between two signs is an age only in this range
_SCHOOL_YEARS = range(1, 11)
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
class AgesTold(Surroundings):
    """All ages in a message; `default` is whose an age is that hangs on nobody."""

    numbers: Mapping[str, int]
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
        after = [self.word(at + step) for step in (1, 2, 3)]
        if any(word in self.small["videregående"] for word in after):
            return False
        goes = self.word(at - 1) in ("i", "på") and self.word(at - 2) in ("går", "gå", "elev")
        if self.is_(at + 1, "klasse"):
            past = {self.word(at - step) for step in (2, 3, 4, 5)}
            return not past & {"siden", "sidan", "gikk", "da", "var"}
        return goes and not self.is_(at + 1, "ikke_alder")

    def _age(self, at: int) -> Told | None:
        """The age that word `at` tells, if it is one."""
        years = self._number(at)
        if years is None or not _YOUNGEST <= years <= _OLDEST or not self._may_be_age(at):
            return None
        before = self._before(at)
        if self.is_(before, "fyller") and self.same_sentence(before, at):
            whose = self._subject(before)
            return Told(whose, years, True) if whose else None
        if self.is_(before, "fylt"):
            whose = self._subject(before - 1) if self.is_(before - 1, "er") else None
            return Told(whose or self._earlier(before), years, False)
        if self.is_(before, "er_meg"):
            return Told("writer", years, self._is_ahead(before, at))
        if self.is_(before, "han_er"):
            return Told("other", years, False)
        if self.is_(before, "var") or self.is_(before, "hvis"):
            return None
        if self.is_(before, "ble"):
            return self._turned(before, years)
        if self.is_(before, "er") and self.same_sentence(before, at):
            if self._is_supposed(before):
                return None
            whose = self._subject(before)
            return Told(whose, years, self._is_ahead(before, at)) if whose else None
        if self.is_(before, "jeg") and self.is_(before - 1, "er"):
            return Told("writer", years, self._is_ahead(before - 1, at))
        if self.is_(before, "andre") and self.is_(before - 1, "er"):
            return Told("other", years, False)
        if self.is_(before, "på") or self.is_(before, "kjønn"):
            return self._of_somebody(before, at, years)
        return self._bare(at, years)

    def _may_be_age(self, at: int) -> bool:
        if self.is_(at - 1, "over") or self.is_(at - 1, "under"):
            return False
        after = at + 1
        if self.is_(after, "år") and self.same_clause(at, after):
            return not (self.is_(after + 1, "ikke_år") and self.same_clause(after, after + 1))
        return not (self.is_(after, "ikke_alder") and self.same_clause(at, after))

    def _before(self, at: int) -> int:
        """The word that the number hangs on."""
        before = at - 1
        while self.is_(before, "demper") or self.is_(before, "snart"):
            before -= 1
        if self.is_(before, "kjønn") and self.is_(before - 1, "demper"):
            beyond = before - 1
            while self.is_(beyond, "demper"):
                beyond -= 1
            if self.is_(beyond, "er") or self.is_(beyond, "er_meg"):
                return beyond
        return before

    def _turned(self, verb: int, years: int) -> Told | None:
        """`jeg ble 18 i går`, but not `da jeg ble 18`."""
        if any(self.word(near) in ("da", "når", "when") for near in (verb - 1, verb - 2)):
            return None
        whose = self._subject(verb)
        return Told(whose, years, False) if whose else None

    def _is_ahead(self, verb: int, at: int) -> bool:
        """`til jeg er 18`, `jeg er snart 18`, `jeg er 18 om to uker`."""
        if any(self.is_(near, "snart") for near in range(verb, at)):
            return True
        after = at + 2 if self.is_(at + 1, "år") else at + 1
        if self.word(after) == "om" or self.word(after) == "i" and self.is_(after + 1, "tid"):
            return True
        if self.word(verb - 1) in ("da", "then") and self.is_(verb + 1, "jeg"):
            return True
        return self._is_until(verb)

    def _is_until(self, verb: int) -> bool:
        """`til jeg er 18`; `nå når jeg er 18` is no such thing."""
        until = verb - 2
        ahead = self.is_(until, "til") and self.is_(verb - 1, "jeg")
        return ahead and not (until > 0 and self.word(until - 1) in ("nå", "now"))

    def _is_supposed(self, verb: int) -> bool:
        """`hvis jeg er 18`: tells nothing."""
        return self.is_(verb - 1, "hvis") or self.is_(verb - 2, "hvis")

    def _subject(self, verb: int) -> Whose | None:
        """Whose age a verb tells."""
        if self.is_(verb, "er_meg"):
            return "writer"
        if self.is_(verb + 1, "jeg"):
            return "writer"
        if self.is_(verb + 1, "andre") or verb + 1 in self.people:
            return "other"
        previous = verb - 1
        while self.is_(previous, "demper"):
            previous -= 1
        if previous < 0 or not self.same_sentence(previous, verb):
            return "writer"
        if self.is_(previous, "jeg"):
            return "writer"
        if not self.same_clause(previous, verb) or self.is_(previous, "og"):
            return self._earlier(previous)
        if self.is_(previous, "andre") or self.is_(previous, "min") or previous in self.people:
            return "other"
        return "other" if self.word(previous) == "som" else None

    def _earlier(self, back: int) -> Whose:
        """The subject that goes on from before in the same sentence."""
        at = back
        while at >= 0 and self.same_sentence(at, back):
            if self.is_(at, "jeg"):
                return "writer"
            if self.is_(at, "andre") or at in self.people:
                return "other"
            at -= 1
        return "writer"

    def _of_somebody(self, before: int, at: int, years: int) -> Told | None:
        """`søstera mi på 15`, `jente 16`, `en gutt på 14`."""
        head = self.before_own(before - 1 if self.is_(before, "på") else before)
        if head in self.people and not self.is_(head, "kjønn"):
            return Told("other", years, False)
        if not self.is_(head, "kjønn"):
            return None
        verb = head - 1
        while self.is_(verb, "demper"):
            verb -= 1
        if self.is_(verb, "er") or self.is_(verb, "er_meg"):
            whose = self._subject(verb)
            return Told(whose, years, False) if whose else None
        if verb >= 0 and self.same_clause(verb, head):
            return Told("other", years, False)
        return Told(self.default, years, False)

    def _bare(self, at: int, years: int) -> Told | None:
        """`17 år, fra Vadsø`, `venninna mi (16)`, `norsk, 19`."""
        starts = at == 0 or not self.same_clause(at - 1, at)
        if not starts:
            return self._of_named(at, years)
        last = at + 1 if self.is_(at + 1, "år") else at
        ends = last + 1 >= len(self.matches.tokens) or not self.same_clause(last, last + 1)
        if last == at and (not ends or years not in _BARE):
            return None
        if at and self.same_sentence(at - 1, at):
            if self.before_own(at - 1) in self.people:
                return Told("other", years, False)
            return Told(self._earlier(at - 1), years, False)
        return Told(self.default, years, False)

    def _of_named(self, at: int, years: int) -> Told | None:
        """`søstera mi 15 år`, `norsk 17 år`."""
        if self.before_own(at - 1) in self.people:
            return Told("other", years, False)
        if not self.is_(at + 1, "år"):
            return None
        elsewhere = self.is_(at - 1, "ikke_foran") or self.is_(at - 1, "andre")
        return None if elsewhere else Told(self._earlier(at - 1), years, False)

    def _number(self, at: int) -> int | None:
        word = self.word(at)
        if word.isdigit() and len(word) < 3:
            return int(word)
        return self.numbers.get(word)
