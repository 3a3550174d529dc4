"""The phrase lists of `data/lexicon/`, ready for use: text in, concepts out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Union

from bot.language.about import About, about_words
from bot.language.data_files import LexiconError, read_yaml, words
from bot.language.inflection import Inflection, has_other_ending, wanted_lemmas
from bot.language.lemmas import LemmaTable
from bot.language.levelled import levelled
from bot.language.matches import Matches
from bot.language.matching import Entry, Matcher
from bot.language.negation import Negation
from bot.language.normalise import Normaliser, Token
from bot.language.pattern import Pattern, parse
from bot.language.spelling import Speller

GROUPS = ("hvem", "hva", "hvordan")
ACTS = "hva"
_SPELLING, _EVERYDAY = "former.yml", "hverdag.yml"
_SECTIONS = (*GROUPS, "begreper", "regler")
FIELDS = frozenset(
    "verb substantiv adjektiv former uttrykk unntatt forledd sluttledd nektes forklaring".split()
)
_TAILS = ("meg", "deg", "henne", "oss", "ikke", "hele", "alltid", "aldri")

TextOrTokens = Union[str, Sequence[Token]]


class ConceptHit(NamedTuple):
    """A concept in a message: `start` and `end` are characters; `about` whom it is said."""

    id: str
    start: int
    end: int
    negated: bool
    about: About


@dataclass(frozen=True)
class Lexicon:
    """Normaliser, lemma table and matcher built from one folder of lists. `ids` are the concepts
    for a classifier, `acts` those among them that tell what happens."""

    normaliser: Normaliser
    lemmas: LemmaTable
    matcher: Matcher
    ids: tuple[str, ...]
    acts: tuple[str, ...]
    numbers: frozenset[str]

    @classmethod
    def load(cls, data: Path, cache: Path | None = None) -> Lexicon:
        """From `data`/lexicon. `cache` is a folder for the lemma table; by default `.cache` beside
        `data`. Raises `LexiconError` or `PatternError` naming what is wrong."""
        lemmas = LemmaTable.load((cache or data.parent / ".cache") / "lemma.bin")
        folder = data / "lexicon"
        files = [f for f in sorted(folder.glob("*.yml")) if f.name not in (_SPELLING, _EVERYDAY)]
        raw = {file.name: read_yaml(file) for file in files}
        sections = list(_rows(raw))
        inflect = Inflection(lemmas, wanted_lemmas(row for _, _, row in sections))
        plain = Normaliser.load(folder / _SPELLING)
        main = raw["begreper.yml"]
        small_words = frozenset(words(main.get("småord")))
        entries = [_entry(id, row, plain.level, inflect, small_words) for _, id, row in sections]
        matcher = Matcher(entries, Negation.from_data(main["nektelse"]))
        vocabulary = frozenset(matcher.words())
        language = raw["sprak.yml"]
        english = frozenset(words(language.get("engelske_ord")))
        others = frozenset(words(language.get("andre_kjente_ord")))
        known = _known(vocabulary | english | others, plain, lemmas)
        targets = (w for w in vocabulary if w not in english or w in lemmas)
        return cls(
            normaliser=plain.with_spelling(known, Speller(targets, _TAILS)),
            lemmas=lemmas,
            matcher=matcher,
            ids=tuple(id for section, id, _ in sections if section in GROUPS),
            acts=tuple(id for section, id, _ in sections if section == ACTS),
            numbers=frozenset(words(main.get("tallord"))),
        )

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The words of `text` in levelled spelling."""
        return self.normaliser.tokens(text)

    def levelled(self, text: str) -> str:
        """`text` as it stands, in levelled spelling."""
        return levelled(text, ((t.start, t.end, t.norm) for t in self.tokens(text)))

    def match(self, text: TextOrTokens) -> Matches:
        """All that the lists know in `text`: concepts, circumstances and rules."""
        tokens = self.tokens(text) if isinstance(text, str) else text
        return self.matcher.match(tokens, self.numbers)

    def concepts(self, text: TextOrTokens) -> tuple[ConceptHit, ...]:
        """Every concept in the order of the text, denied ones too, for a classifier to use."""
        return self.hits(self.match(text))

    def hits(self, matches: Matches) -> tuple[ConceptHit, ...]:
        """The same from what is already matched."""
        tokens = matches.tokens
        about = about_words(matches)
        found = [
            ConceptHit(
                id,
                tokens[hit.start].start,
                tokens[hit.end - 1].end,
                hit.negated,
                about[hit.start],
            )
            for id in self.ids
            for hit in matches.found.get(id, ())
        ]
        found.sort(key=lambda hit: (hit.start, hit.end, hit.id))
        return tuple(found)


def _rows(raw: Mapping[str, dict[str, Any]]) -> Iterable[tuple[str, str, Mapping[str, Any]]]:
    """(section, id, row) of every file; ids must be unique over all of them."""
    seen: dict[str, str] = {}
    for name, content in raw.items():
        for section in _SECTIONS:
            for id, row in content.get(section, {}).items():
                if id in seen:
                    raise LexiconError(f"{name}: «{id}» stands in {seen[id]} too")
                seen[id] = name
                _check(name, id, section, row)
                yield section, id, row


def _check(name: str, id: Any, section: str, row: Any) -> None:
    if not isinstance(id, str):
        raise LexiconError(f"{name}: write «{str(id).lower()}» in quotation marks")
    if not isinstance(row, dict):
        raise LexiconError(f"{name}: «{id}» has nothing in it")
    unknown = set(row) - FIELDS
    if unknown and section != "regler":
        raise LexiconError(f"{name}: «{id}» has unknown fields: {', '.join(sorted(unknown))}")


def _entry(
    id: str,
    row: Mapping[str, Any],
    level: Callable[[str], str],
    inflect: Inflection,
    small_words: frozenset[str],
) -> Entry:
    singles: set[str] = set()
    phrases: list[str] = list(row.get("uttrykk") or ())
    for kind in ("verb", "substantiv", "adjektiv"):
        for lemma in words(row.get(kind)):
            singles.update(inflect.forms(kind, lemma))
    for form in words(row.get("former")):
        levelled = level(form)
        if "_" in form or " " in levelled:
            phrases.append(levelled.replace("_", " "))
        else:
            singles.update((form, levelled))

    def parsed(sources: Iterable[str]) -> tuple[Pattern, ...]:
        return tuple(
            pattern
            for source in sources
            for pattern in parse(id, source, level, inflect.any, small_words, inflect.spoken)
        )

    return Entry(
        id=id,
        words=frozenset(singles),
        patterns=parsed(phrases),
        vetoes=parsed(row.get("unntatt") or ()),
        first_parts=frozenset(words(row.get("forledd"))),
        last_parts=frozenset(words(row.get("sluttledd"))),
        can_be_negated=bool(row.get("nektes", False)),
    )


def _known(
    vocabulary: frozenset[str], plain: Normaliser, lemmas: LemmaTable
) -> Callable[[str], bool]:
    values = frozenset(word for meant in plain.forms.values() for word in meant)
    mine = vocabulary | values

    def is_word(word: str) -> bool:
        return word in mine or word in lemmas

    def known(word: str) -> bool:
        return is_word(word) or has_other_ending(word, is_word)

    return known
