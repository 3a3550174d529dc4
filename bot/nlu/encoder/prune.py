"""Which word pieces are kept: those that Norwegian and English chat can be cut into.

Four fifths of the weights are pieces of languages that nobody writes here. A text is cut as before
when every piece of its old cut is kept, so the pieces are chosen by cutting what may be written:
training messages, the lexicon and word lists, and then short and frequent pieces in Latin letters,
for misspellings, names and languages that no list covers.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from bot.nlu.pieces import UNKNOWN, WORD_START, Pieces

ENGLISH_WORDS = 40_000
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-zæøåäöéèêóòôüáàßşçğıñ'’-]+", re.IGNORECASE)
_NORDIC = re.compile(r"[a-zæøåäöéèêóòôü]+", re.IGNORECASE)
_MARKS = re.compile(r"[\d\W]{1,4}")


def chosen(
    pieces: Sequence[str],
    scores: Sequence[float],
    written: Iterable[str],
    words: Iterable[str],
    most: int,
) -> list[int]:
    """Numbers of the pieces to keep, ascending, at most `most` beside those of `written`."""
    cutter = Pieces(pieces, scores)
    keep = {n for n, piece in enumerate(pieces) if n <= UNKNOWN or _always(piece)}
    keep.update(n for word in words for n in _cut(cutter, word))
    keep.update(_capitals(pieces, keep))
    by_score = (n for n in sorted(range(len(pieces)), key=lambda n: -scores[n]) if n not in keep)
    nordic = (n for n in by_score if _NORDIC.fullmatch(_bare(pieces[n])))
    keep.update(islice(nordic, max(0, most - len(keep))))
    keep.update(n for text in written for word in text.split() for n in _cut(cutter, word))
    return sorted(keep)


def _cut(cutter: Pieces, word: str) -> list[int]:
    return cutter.word(WORD_START + unicodedata.normalize("NFKC", word))


def _bare(piece: str) -> str:
    return piece.lstrip(WORD_START)


def _always(piece: str) -> bool:
    """Short Latin letters, digits, marks, symbols: all that a misspelling falls back on."""
    bare = _bare(piece)
    if len(bare) <= 3 and _LATIN.fullmatch(bare) or not bare:
        return True
    if _MARKS.fullmatch(bare) and (bare.isascii() or len(bare) <= 2):
        return True
    return len(bare) == 1 and unicodedata.category(bare)[0] in "PSMZC"


def _capitals(pieces: Sequence[str], keep: set[int]) -> set[int]:
    """The pieces that begin a sentence where a kept piece begins a word."""
    numbers = {piece: number for number, piece in enumerate(pieces)}
    begun = (WORD_START + _bare(pieces[n]).capitalize() for n in keep if pieces[n][0] == WORD_START)
    return {numbers[piece] for piece in begun if piece in numbers}


def strings(node: Any) -> Iterator[str]:
    """All keys and values of a YAML tree that are text."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from strings(key)
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


def word_lists() -> Iterator[str]:
    """Bokmål forms and common English words of `spacy-lookups-data`."""
    spec = find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        raise ValueError("the word lists of spacy-lookups-data are not installed")
    folder = Path(spec.origin).parent / "data"
    by_class = _read(folder / "nb_lemma_exc.json.gz").values()
    yield from sorted({form for forms in by_class for form in forms})
    english = _read(folder / "en_lexeme_prob.json.gz")
    common = sorted((w for w in english if _WORD.fullmatch(w)), key=lambda w: -english[w])
    yield from common[:ENGLISH_WORDS]


def _read(file: Path) -> Any:
    return json.loads(gzip.decompress(file.read_bytes()))
