"""All that is read from a message without any model, in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.contract import Age, Danger, Language, Perspective
from bot.language.age import AgeRules
from bot.language.danger import DangerRules, Hit
from bot.language.data_files import read_yaml, words
from bot.language.identify_language import LanguageIdentifier
from bot.language.lexicon import ConceptHit, Lexicon
from bot.language.matches import Matches
from bot.language.perspective import PerspectiveRules
from bot.language.place import Places
from bot.language.short_answer import ShortAnswer, ShortAnswers

T = TypeVar("T")
EVERYDAY_WORDS = 15
_NOTHING = Matches((), {}, {})
_LEVELS = ("none", "worry", "acute")


@dataclass(frozen=True)
class Reading:
    """What a message says; None where it does not tell. `hits` are the danger rules that fired
    (places in words), `situations` those that the danger itself points to, `concepts` all that the
    lexicon found. `cut`: genital mutilation that has been done, not feared. `everyday`: short, and
    about something known to be harmless. `answer`: what is said by one that only answers us."""

    danger: Danger = "none"
    hits: tuple[Hit, ...] = ()
    perspective: Perspective | None = None
    abroad: bool | None = None
    age: Age | None = None
    language: Language = "nb"
    situations: tuple[str, ...] = ()
    concepts: tuple[ConceptHit, ...] = ()
    cut: bool = False
    everyday: bool = False
    answer: ShortAnswer | None = None


@dataclass(frozen=True)
class Reader:
    """The lists of `data/lexicon/` and all that reads by them."""

    lexicon: Lexicon
    dangers: DangerRules
    perspectives: PerspectiveRules
    places: Places
    ages: AgeRules
    languages: LanguageIdentifier
    situations_of: Mapping[str, tuple[str, ...]]
    answers: ShortAnswers

    @classmethod
    def load(cls, data: Path, lexicon: Lexicon | None = None) -> Reader:
        """From `data`/lexicon; with `lexicon` that one is used instead of loading another."""
        folder = data / "lexicon"
        kinds = read_yaml(folder / "fareslag.yml")["situasjoner"]
        lexicon = lexicon or Lexicon.load(data)
        places = Places.load(folder / "steder.yml")
        return cls(
            lexicon=lexicon,
            dangers=DangerRules.load(folder / "danger.yml"),
            perspectives=PerspectiveRules.load(folder / "perspektiv.yml"),
            places=places,
            ages=AgeRules.load(folder / "alder.yml"),
            languages=LanguageIdentifier.load(folder, lexicon.lemmas.__contains__),
            situations_of={str(kind): words(named) for kind, named in kinds.items()},
            answers=ShortAnswers(places, frozenset(lexicon.acts)),
        )

    def read(self, text: str) -> Reading:
        """What `text` says. Never raises: a part that breaks gives what it gives for no text."""
        matches = _safely(lambda: self.lexicon.match(text), _NOTHING)
        nothing: tuple[Danger, tuple[Hit, ...]] = ("none", ())
        danger, hits = _safely(lambda: self.dangers.assess(matches), nothing)
        perspective = _safely(lambda: self.perspectives.read(matches), None)
        abroad = _safely(lambda: self.places.read(matches, perspective), None)
        age = _safely(lambda: self.ages.read(matches, perspective), None)
        return Reading(
            danger=danger,
            hits=hits,
            perspective=perspective,
            abroad=abroad,
            age=age,
            language=_safely(lambda: self.languages.identify(text, matches.tokens), "nb"),
            situations=_safely(lambda: self._situations(hits), ()),
            concepts=_safely(lambda: self.lexicon.hits(matches), ()),
            cut=matches.has("omskåret_før") and not matches.has("omskjæring_truer"),
            everyday=_safely(lambda: self._is_everyday(danger, matches), False),
            answer=_safely(
                lambda: self.answers.read(matches, danger, perspective, age, abroad), None
            ),
        )

    def _is_everyday(self, danger: Danger, matches: Matches) -> bool:
        short = len(matches.tokens) <= EVERYDAY_WORDS
        return short and danger == "none" and matches.has("ufarlig")

    def _situations(self, hits: tuple[Hit, ...]) -> tuple[str, ...]:
        """Those of the gravest rules that fired, in their order."""
        top = max((_LEVELS.index(hit.level) for hit in hits), default=0)
        kinds = [hit.kind for hit in hits if top and hit.level == _LEVELS[top]]
        return tuple(dict.fromkeys(s for kind in kinds for s in self.situations_of.get(kind, ())))


def _safely(part: Callable[[], T], default: T) -> T:
    try:
        return part()
    except Exception:
        return default
