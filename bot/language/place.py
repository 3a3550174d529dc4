"""Whether the writer is outside Norway now.

Wrong either way costs: who is in Norway must see 112, who is abroad must see those who help there.
So a place counts only where the sentence says that the writer is there, now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.contract import Perspective
from bot.language.data_files import read_yaml, words
from bot.language.matching import Matches
from bot.language.normalise import Token

Who = Literal["writer", "other", "nobody"]
_PEOPLE = (
    "far mor foreldre bror søster søsken onkel tante fetter_kusine besteforeldre slekt familie "
    "svigerfamilie ektemann kone kjæreste eks venn klassekamerat barn elev nær_venn nær_slekt "
    "nær_kjæreste brukere"
).split()
_WORDS = (
    "adverb ambassade andre ble egentlig er_blitt er_der fra har_vært hit hjem holdt_der hos "
    "identitet ikke_nå jeg meg mellomord min og opphold planer på sendt siden sikkert_opphold "
    "skriver sted_foran stopper til tok_meg utrop vane"
).split()
_REACH, _FRAGMENT, _NEAR = 14, 4, 5


@dataclass(frozen=True)
class Places:
    """The lists of `steder.yml`: names of places, and the small words that tell who is there."""

    abroad: frozenset[str]
    norway: frozenset[str]
    small: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, file: Path) -> Places:
        """From `steder.yml`. Raises `KeyError` for a list that is not there."""
        raw = read_yaml(file)
        return cls(
            frozenset(words(raw["utlandet"])),
            frozenset(words(raw["norge"])),
            {name: frozenset(words(raw["ord"][name])) for name in _WORDS},
        )

    def read(self, matches: Matches, perspective: Perspective | None = None) -> bool | None:
        """True or False only where the text says so of the writer, now."""
        tokens = matches.tokens
        if not tokens or perspective == "professional":
            return None
        if matches.has("skriver_er_hjemme"):
            return False
        people = people_in(matches)
        if self._is_among(self.abroad, matches, people, perspective):
            return True
        if perspective != "friend" and matches.has("skriver_er_ute"):
            return True
        if matches.has("borte_tegn") or self._mentions(self.abroad, tokens):
            return None
        return False if self._is_among(self.norway, matches, people, perspective) else None

    def _mentions(self, names: frozenset[str], tokens: Sequence[Token]) -> bool:
        return any(token.raw in names for token in tokens)

    def _is_among(
        self,
        names: frozenset[str],
        matches: Matches,
        people: frozenset[int],
        perspective: Perspective | None,
    ) -> bool:
        """Whether the writer is at one of the places."""
        for at, token in enumerate(matches.tokens):
            if token.raw in names:
                who = _Mention(self.small, matches, people, at, names is self.abroad).who()
                if who == "writer" or (who == "nobody" and perspective != "friend"):
                    return True
        return False


@dataclass(frozen=True)
class _Mention:
    """The name of a place in word `at`, and what the sentence says of who is there."""

    small: Mapping[str, frozenset[str]]
    matches: Matches
    people: frozenset[int]
    at: int
    is_abroad: bool

    def who(self) -> Who | None:
        """Whom the sentence places there; `nobody` where it has no subject."""
        if self._is_habit_or_later():
            return None
        before = self.at - 1
        while before >= 0 and self._is(before, "mellomord"):
            before -= 1
        if before < 0 or not self._same_sentence(before):
            return self._alone()
        if self._is(before, "fra"):
            return self._from(before)
        if self._is(before, "til"):
            return self._taken_there(before)
        if not self._is(before, "sted_foran"):
            return self._alone()
        if before and self._word(before - 1) in ("her", "here"):
            return "writer"
        if self._is(before - 1, "ambassade"):
            mine = self.is_abroad and self._has_near("meg", "jeg") and not self._has_near("andre")
            return "nobody" if mine else None
        return self._staying(before)

    def _staying(self, before: int) -> Who | None:
        """Looks back from `i Pakistan` for who is there: `jeg er hos tante i Pakistan`."""
        if self._is_their_place(before):
            return "other"
        for back in range(before - 1, max(-1, before - 1 - _REACH), -1):
            if not self._same_sentence(back):
                break
            if self._is(back, "er_der"):
                return self._subject(back)
            if self._is(back, "holdt_der"):
                return self._held(back)
            if self._is(back, "har_vært"):
                return self._has_been(back)
            if self._is(back, "fra") and self._is(back - 1, "skriver"):
                return self._writing(back - 1)
            if self._is(back, "meg") and self._is_taken(back - 1):
                return "writer"
            if self._is_stay(back):
                return "nobody"
            if self._is(back, "jeg") and self._is(back - 1, "er_der"):
                return self._subject(back - 1)
            if self._stops(back):
                return None
        return self._alone()

    def _is_their_place(self, before: int) -> bool:
        """`tante i Pakistan`, but not `hos tante i Pakistan`."""
        person = before - 1
        while self._is(person, "min"):
            person -= 1
        return person in self.people and not self._is(person - 1, "hos")

    def _stops(self, at: int) -> bool:
        """Whether the word shows that the place belongs to something else."""
        stops = self._is(at, "stopper") and self.matches.tokens[at].raw != "att"
        return stops or self._is(at, "andre")

    def _is_stay(self, at: int) -> bool:
        """`på ferie i Beirut`, `hos onkel i Karachi`, `utveksling i Texas` at the beginning."""
        if self._is(at, "sikkert_opphold") or self._word(at) == "hos":
            return self._begins(at)
        return self._is(at, "opphold") and self._is(at - 1, "på") and self._begins(at - 1)

    def _begins(self, at: int) -> bool:
        """Whether a sentence begins with the word, or the message with it after a greeting."""
        tokens = self.matches.tokens
        if at == 0 or tokens[at - 1].sentence != tokens[at].sentence:
            return True
        return at == 1 and self._is(0, "utrop")

    def _writing(self, verb: int) -> Who:
        """`skriver fra mobilen til en kusine i Kabul`, but not `mamma ringer fra Kabul`."""
        return "other" if self._is(verb - 1, "andre") or verb - 1 in self.people else "writer"

    def _subject(self, verb: int) -> Who | None:
        """Who is the subject of the verb in word `verb`."""
        tokens = self.matches.tokens
        if self._word(verb) in ("im", "i'm", "we're", "am"):
            return "writer"
        if any(self._is(near, "egentlig") for near in range(verb - 4, verb + 4)):
            return None
        if self._is(verb + 1, "jeg"):
            return None if self._is(verb - 1, "ikke_nå") else "writer"
        if self._is(verb + 1, "andre") or (verb + 1) in self.people:
            return "other"
        previous = verb - 1
        while previous >= 0 and self._is(previous, "adverb"):
            previous -= 1
        if previous < 0 or not self._same_sentence(previous) or self._is(previous, "utrop"):
            return "nobody"
        if self._is(previous, "jeg") or tokens[previous].raw == "i" and verb == previous + 1:
            return None if self._is(previous - 1, "ikke_nå") else "writer"
        if self._is(previous, "og") or _breaks(tokens, previous + 1):
            return self._earlier_subject(previous)
        return "other"

    def _held(self, back: int) -> Who | None:
        """`igjen hos farmor i Irak`, `låst inne på et rom i Kabul`."""
        if self.matches.has("tilbakeblikk"):
            return None
        if any(self._is(near, "meg") for near in range(back - 2, back + 3)):
            return "writer"
        for near in range(back - 1, max(-1, back - 1 - _NEAR), -1):
            if not self._same_sentence(near):
                break
            if self._is(near, "er_der"):
                return self._subject(near)
            if self._stops(near):
                return "nobody" if self._is(near, "jeg") else None
        return self._earlier_subject(back - 1)

    def _has_been(self, back: int) -> Who | None:
        """`jeg har vært i Irak siden mars`; not `jeg har vært i Irak`."""
        if not any(self._is(near, "siden") for near in range(self.at + 1, self.at + 9)):
            return None
        before = range(back - 1, max(-1, back - 4), -1)
        if any(self._word(near) in ("hadde", "had") for near in before):
            return None
        for near in before:
            if self._is(near, "jeg"):
                return "writer"
            if self._is(near, "andre") or near in self.people:
                return "other"
        return self._earlier_subject(back - 1)

    def _earlier_subject(self, back: int) -> Who:
        """`other` if the subject goes on from before: `hun er 16, er i Iran`."""
        while back >= 0 and self._same_sentence(back):
            if self._is(back, "jeg"):
                return "nobody"
            if self._is(back, "andre") or back in self.people:
                return "other"
            back -= 1
        return "nobody"

    def _from(self, before: int) -> Who | None:
        """`skriver fra Pakistan`, `hvordan kommer jeg meg hjem fra Pakistan`."""
        if self._is(before - 1, "skriver"):
            return self._writing(before - 1)
        near = range(max(0, before - 6), before)
        if not self.is_abroad or not self._is(before - 1, "hjem"):
            return None
        if any(self._word(at) in ("når", "da", "kom", "kommet", "when", "came") for at in near):
            return None
        mine = self._is(before - 2, "jeg") or self._is(before - 2, "meg")
        return "writer" if mine else None

    def _taken_there(self, to: int) -> Who | None:
        """`de tok meg med til Pakistan`, unless it is told as something past."""
        if not self.is_abroad or self.matches.has("tilbakeblikk"):
            return None
        if self._is(to - 1, "hit"):
            return "writer"
        for back in range(to - 1, max(-1, to - 7), -1):
            if not self._same_sentence(back):
                break
            if self._is(back + 1, "meg") and self._is_taken(back):
                return "writer"
            if self._is(back, "sendt") and self._is_me_sent(back):
                return "writer"
        return None

    def _is_taken(self, verb: int) -> bool:
        """`sendte meg`, `har sendt meg`, but not `skal ha sendt meg` or long ago."""
        if not self.is_abroad or self.matches.has("tilbakeblikk"):
            return False
        has = self._is(verb, "sendt") and self._word(verb - 1) in ("har", "have", "has")
        return has or self._is(verb, "tok_meg")

    def _is_me_sent(self, back: int) -> bool:
        """`jeg er sendt`, `har blitt sendt`; `ble sendt` only beside what tells of being away."""
        near = range(max(0, back - 4), back)
        if any(self._is(at, "andre") or at in self.people for at in near):
            return False
        if any(self._is(at, "er_blitt") for at in near) or self._is(back + 1, "meg"):
            return any(self._is(at, "jeg") for at in near) or back < _NEAR
        return any(self._is(at, "ble") for at in near) and self.matches.has("borte_tegn")

    def _alone(self) -> Who | None:
        """A place that stands by itself: `Ankara. De har passet mitt`, `norsk, 16, Somalia`."""
        has, tokens = self.matches.has, self.matches.tokens
        if not self.is_abroad or has("tilbakeblikk"):
            return None
        clause = [at for at, t in enumerate(tokens) if t.clause == tokens[self.at].clause]
        if len(clause) > _FRAGMENT or any(
            self._stops(at) or self._is(at, "er_der") for at in clause
        ):
            return None
        every = range(len(tokens))
        if has("borte_tegn") or any(self._is(at, "identitet") for at in every):
            return "nobody"
        planning = any(self._is(at, "planer") for at in every)
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

    def _is(self, at: int, name: str) -> bool:
        return self._word(at) in self.small[name]

    def _word(self, at: int) -> str:
        return self.matches.tokens[at].norm if 0 <= at < len(self.matches.tokens) else ""

    def _same_sentence(self, at: int) -> bool:
        tokens = self.matches.tokens
        return tokens[at].sentence == tokens[self.at].sentence


def _breaks(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign stands between word `at` and the word before it."""
    if at >= len(tokens):
        return False
    return tokens[at].clause != tokens[at - 1].clause or tokens[at].start > tokens[at - 1].end + 1


def people_in(matches: Matches) -> frozenset[int]:
    """The words that name somebody else."""
    spans = [span for id in _PEOPLE for span in matches.spans(f"<alle:{id}>")]
    return frozenset(at for start, end in spans for at in range(start, end))
