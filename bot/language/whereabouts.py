"""Who is at a place that is mentioned: read from the words around its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.language.normalise import Token
from bot.language.surroundings import Surroundings

Who = Literal["writer", "other", "nobody"]
_REACH, _FRAGMENT, _NEAR = 14, 4, 5


@dataclass(frozen=True)
class Mention(Surroundings):
    """The name of a place in word `at`, and what the sentence says of who is there."""

    at: int
    is_abroad: bool

    def who(self) -> Who | None:
        """Whom the sentence places there; `nobody` where it has no subject."""
        if self._is_habit_or_later():
            return None
        before = self.at - 1
        while before >= 0 and self.is_(before, "mellomord"):
            before -= 1
        if before < 0 or not self.same_sentence(before, self.at):
            return self._alone()
        if self.is_(before, "fra"):
            return self._from(before)
        if self.is_(before, "til"):
            return self._taken_there(before)
        if not self.is_(before, "sted_foran"):
            return self._alone()
        if before and self.word(before - 1) in ("her", "here"):
            return "writer"
        if self.is_(before - 1, "ambassade"):
            mine = self.is_abroad and self._has_near("meg", "jeg") and not self._has_near("andre")
            return "nobody" if mine else None
        return self._staying(before)

    def _staying(self, before: int) -> Who | None:
        """Looks back from `i Pakistan` for who is there: `jeg er hos tante i Pakistan`."""
        if self._is_their_place(before):
            return "other"
        for back in range(before - 1, max(-1, before - 1 - _REACH), -1):
            if not self.same_sentence(back, self.at):
                break
            if self.is_(back, "er_der"):
                return self._subject(back)
            if self.is_(back, "holdt_der"):
                return self._held(back)
            if self.is_(back, "har_vært"):
                return self._has_been(back)
            if self.is_(back, "fra") and self.is_(back - 1, "skriver"):
                return self._writing(back - 1)
            if self.is_(back, "meg") and self._is_taken(back - 1):
                return "writer"
            if self._is_stay(back):
                return "nobody"
            if self.is_(back, "jeg") and self.is_(back - 1, "er_der"):
                return self._subject(back - 1)
            if self._stops(back):
                return None
        return self._alone()

    def _is_their_place(self, before: int) -> bool:
        """`tante i Pakistan`, but not `hos tante i Pakistan`."""
        person = self.before_own(before - 1)
        return person in self.people and not self.is_(person - 1, "hos")

    def _stops(self, at: int) -> bool:
        """Whether the word shows that the place belongs to something else."""
        stops = self.is_(at, "stopper") and self.matches.tokens[at].raw != "att"
        return stops or self.is_(at, "andre")

    def _is_stay(self, at: int) -> bool:
        """`på ferie i Beirut`, `hos onkel i Karachi`, `utveksling i Texas` at the beginning."""
        if (self.is_(at, "sikkert_opphold") or self.word(at) == "hos") and self._begins(at):
            return True
        return self.is_(at, "opphold") and self.is_(at - 1, "på") and self._begins(at - 1)

    def _begins(self, at: int) -> bool:
        """Whether a sentence begins with the word, or the message with it after a greeting."""
        tokens = self.matches.tokens
        if at == 0 or tokens[at - 1].sentence != tokens[at].sentence:
            return True
        return at == 1 and self.is_(0, "utrop")

    def _writing(self, verb: int) -> Who:
        """`skriver fra mobilen til en kusine i Kabul`, but not `mamma ringer fra Kabul`."""
        return "other" if self.is_(verb - 1, "andre") or verb - 1 in self.people else "writer"

    def _subject(self, verb: int) -> Who | None:
        """Who is the subject of the verb in word `verb`."""
        tokens = self.matches.tokens
        if self.word(verb) in ("im", "i'm", "we're", "am"):
            return "writer"
        if any(self.is_(near, "egentlig") for near in range(verb - 4, verb + 4)):
            return None
        if self.is_(verb + 1, "jeg"):
            return None if self.is_(verb - 1, "ikke_nå") else "writer"
        if self.is_(verb + 1, "andre") or (verb + 1) in self.people:
            return "other"
        previous = verb - 1
        while previous >= 0 and self.is_(previous, "adverb"):
            previous -= 1
        if previous < 0 or not self.same_sentence(previous, self.at) or self.is_(previous, "utrop"):
            return "nobody"
        if self.is_(previous, "jeg") or tokens[previous].raw == "i" and verb == previous + 1:
            return None if self.is_(previous - 1, "ikke_nå") else "writer"
        if self.is_(previous, "og") or _breaks(tokens, previous + 1):
            return self._earlier_subject(previous)
        return "other"

    def _held(self, back: int) -> Who | None:
        """`igjen hos farmor i Irak`, `låst inne på et rom i Kabul`."""
        if self.matches.has("tilbakeblikk"):
            return None
        if any(self.is_(near, "meg") for near in range(back - 2, back + 3)):
            return "writer"
        for near in range(back - 1, max(-1, back - 1 - _NEAR), -1):
            if not self.same_sentence(near, self.at):
                break
            if self.is_(near, "er_der"):
                return self._subject(near)
            if self._stops(near):
                return "nobody" if self.is_(near, "jeg") else None
        return self._earlier_subject(back - 1)

    def _has_been(self, back: int) -> Who | None:
        """`jeg har vært i Irak siden mars`; not `jeg har vært i Irak`."""
        if not any(self.is_(near, "siden") for near in range(self.at + 1, self.at + 9)):
            return None
        before = range(back - 1, max(-1, back - 4), -1)
        if any(self.word(near) in ("hadde", "had") for near in before):
            return None
        for near in before:
            if self.is_(near, "jeg"):
                return "writer"
            if self.is_(near, "andre") or near in self.people:
                return "other"
        return self._earlier_subject(back - 1)

    def _earlier_subject(self, back: int) -> Who:
        """`other` if the subject goes on from before: `hun er 16, er i Iran`."""
        while back >= 0 and self.same_sentence(back, self.at):
            if self.is_(back, "jeg"):
                return "nobody"
            if self.is_(back, "andre") or back in self.people:
                return "other"
            back -= 1
        return "nobody"

    def _from(self, before: int) -> Who | None:
        """`skriver fra Pakistan`, `hvordan kommer jeg meg hjem fra Pakistan`."""
        if self.is_(before - 1, "skriver"):
            return self._writing(before - 1)
        near = range(max(0, before - 6), before)
        if not self.is_abroad or not self.is_(before - 1, "hjem"):
            return None
        if any(self.word(at) in ("når", "da", "kom", "kommet", "when", "came") for at in near):
            return None
        mine = self.is_(before - 2, "jeg") or self.is_(before - 2, "meg")
        return "writer" if mine else None

    def _taken_there(self, to: int) -> Who | None:
        """`de tok meg med til Pakistan`, unless it is told as something past."""
        if not self.is_abroad or self.matches.has("tilbakeblikk"):
            return None
        if self.is_(to - 1, "hit"):
            return "writer"
        for back in range(to - 1, max(-1, to - 7), -1):
            if not self.same_sentence(back, self.at):
                break
            if self.is_(back + 1, "meg") and self._is_taken(back):
                return "writer"
            if self.is_(back, "sendt") and self._is_me_sent(back):
                return "writer"
        return None

    def _is_taken(self, verb: int) -> bool:
        """`sendte meg`, `har sendt meg`, but not `skal ha sendt meg` or long ago."""
        if not self.is_abroad or self.matches.has("tilbakeblikk"):
            return False
        has = self.is_(verb, "sendt") and self.word(verb - 1) in ("har", "have", "has")
        return has or self.is_(verb, "tok_meg")

    def _is_me_sent(self, back: int) -> bool:
        """`jeg er sendt`, `har blitt sendt`; `ble sendt` only beside what tells of being away."""
        near = range(max(0, back - 4), back)
        if any(self.is_(at, "andre") or at in self.people for at in near):
            return False
        if any(self.is_(at, "er_blitt") for at in near) or self.is_(back + 1, "meg"):
            return any(self.is_(at, "jeg") for at in near) or back < _NEAR
        return any(self.is_(at, "ble") for at in near) and self.matches.has("borte_tegn")

    def _alone(self) -> Who | None:
        """A place that stands by itself: `Ankara. De har passet mitt`, `norsk, 16, Somalia`."""
        has, tokens = self.matches.has, self.matches.tokens
        if not self.is_abroad or has("tilbakeblikk"):
            return None
        clause = [at for at, t in enumerate(tokens) if t.clause == tokens[self.at].clause]
        if len(clause) > _FRAGMENT or any(
            self._stops(at) or self.is_(at, "er_der") for at in clause
        ):
            return None
        every = range(len(tokens))
        if has("borte_tegn") or any(self.is_(at, "identitet") for at in every):
            return "nobody"
        planning = any(self.is_(at, "planer") for at in every)
        return "nobody" if len(clause) == 1 < len(tokens) and not planning else None

    def _is_habit_or_later(self) -> bool:
        """`er i Irak hver sommer`, `er i Irak om to uker`."""
        tokens, at = self.matches.tokens, self.at
        following = [t.norm for t in tokens[at + 1 : at + 4] if t.clause == tokens[at].clause]
        return any(w in self.small["vane"] for w in following) or following[:1] == ["om"]

    def _has_near(self, *names: str) -> bool:
        sentence = self.matches.tokens[self.at].sentence
        written = {t.norm for t in self.matches.tokens if t.sentence == sentence}
        return any(written & self.small[name] for name in names)


def _breaks(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign stands between word `at` and the word before it."""
    if at >= len(tokens):
        return False
    return tokens[at].clause != tokens[at - 1].clause or tokens[at].start > tokens[at - 1].end + 1
