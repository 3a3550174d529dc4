"""Bokmål full forms and their lemmas (Norsk ordbank, CC BY 4.0), in a few megabytes.

The table comes with the package spacy-lookups-data and is read without importing spaCy.
Forms are kept as sorted 64-bit hashes, each with a number for "cut n letters, add these":
10 bytes a form, less than a tenth of what a dict of strings takes.
"""

from __future__ import annotations

import gzip
import importlib.resources
import json
import os
import struct
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Set
from hashlib import blake2b
from pathlib import Path
from typing import Any

_PACKAGE, _FILE = "spacy_lookups_data", "nb_lemma_exc.json.gz"
KINDS = ("verb", "noun", "adj", "adv")
_MAGIC = b"VVLEMMA1"


def _lines(text: str) -> Iterator[str]:
    """The lines one by one, so that no list of all of them is held."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def _rule(form: str, lemma: str) -> tuple[int, str]:
    """How to get from `form` to `lemma`: letters to cut at the end, letters to add."""
    same = len(os.path.commonprefix((form, lemma)))
    return len(form) - same, lemma[same:]


class LemmaTable:
    """Which words are Bokmål, and what they are forms of."""

    def __init__(self, hashes: array[int], ids: array[int], rules: list[Any], forms: bytes) -> None:
        self._hashes, self._ids, self._rules, self._forms = hashes, ids, rules, forms

    @classmethod
    def load(cls, cache: Path | None = None) -> LemmaTable:
        """The table, from `cache` if it is there, otherwise built and kept there if possible."""
        if cache is not None and cache.is_file():
            found = _unpack(cache.read_bytes())
            if found is not None:
                return cls(*found)
        parts = _build(_read_package())
        if cache is not None:
            _keep(cache, _pack(*parts))
        return cls(*parts)

    def __contains__(self, word: str) -> bool:
        return self._find(word) >= 0

    def __len__(self) -> int:
        return len(self._hashes)

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The lemmas of a lower-case form: as a verb first, then noun, adjective, adverb."""
        at = self._find(word)
        if at < 0:
            return ()
        rules = self._rules[self._ids[at]]
        found = (word[: len(word) - cut] + add for _, cut, add in rules)
        return tuple(dict.fromkeys(found))

    def lemma(self, word: str) -> str:
        """The likeliest lemma, or the word itself when it is unknown."""
        return next(iter(self.lemmas(word)), word)

    def forms(self, wanted: Set[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
        """The forms of each wanted (kind, lemma) that the table knows; kind as in `KINDS`."""
        text = zlib.decompress(self._forms).decode()
        table: dict[tuple[str, str], tuple[str, ...]] = {}
        for line in _lines(text):
            kind, _, rest = line.partition(" ")
            lemma = rest.partition(" ")[0]
            if (kind, lemma) in wanted:
                table[kind, lemma] = tuple(rest.split(" ")[1:])
        return table

    def _find(self, word: str) -> int:
        wanted = _hash(word)
        at = bisect_left(self._hashes, wanted)
        return at if at < len(self._hashes) and self._hashes[at] == wanted else -1


def _read_package() -> dict[str, dict[str, list[str]]]:
    file = importlib.resources.files(_PACKAGE) / "data" / _FILE
    table: dict[str, dict[str, list[str]]] = json.loads(gzip.decompress(file.read_bytes()))
    return table


def _build(
    table: dict[str, dict[str, list[str]]],
) -> tuple[array[int], array[int], list[Any], bytes]:
    rules_of: dict[str, list[tuple[str, int, str]]] = {}
    forms_of: dict[tuple[str, str], list[str]] = {}
    for kind in KINDS:
        for form, lemmas in table.get(kind, {}).items():
            if " " in form or not form:
                continue
            for lemma in lemmas:
                rules_of.setdefault(form, []).append((kind, *_rule(form, lemma)))
                forms_of.setdefault((kind, lemma), []).append(form)
    numbers: dict[tuple[tuple[str, int, str], ...], int] = {}
    pairs = sorted(
        (_hash(form), numbers.setdefault(tuple(rules), len(numbers)))
        for form, rules in rules_of.items()
    )
    lines = (" ".join((*key, *forms)) for key, forms in forms_of.items() if " " not in key[1])
    text = zlib.compress("\n".join(lines).encode(), 6)
    return array("Q", [h for h, _ in pairs]), array("H", [n for _, n in pairs]), list(numbers), text


def _pack(hashes: array[int], ids: array[int], rules: list[Any], forms: bytes) -> bytes:
    table = zlib.compress(json.dumps(rules, ensure_ascii=False).encode())
    head = struct.pack("<III", len(hashes), len(table), len(forms))
    body = head + hashes.tobytes() + ids.tobytes() + table + forms
    return _MAGIC + struct.pack("<I", zlib.crc32(body)) + body


def _unpack(raw: bytes) -> tuple[array[int], array[int], list[Any], bytes] | None:
    """The four parts, or None if the file is of another version or damaged."""
    start = len(_MAGIC) + 4
    if raw[: len(_MAGIC)] != _MAGIC or len(raw) < start + 12:
        return None
    if struct.unpack("<I", raw[len(_MAGIC) : start])[0] != zlib.crc32(raw[start:]):
        return None
    count, size, rest = struct.unpack("<III", raw[start : start + 12])
    at = start + 12
    hashes, ids = array("Q"), array("H")
    hashes.frombytes(raw[at : at + 8 * count])
    at += 8 * count
    ids.frombytes(raw[at : at + 2 * count])
    at += 2 * count
    rules = json.loads(zlib.decompress(raw[at : at + size]))
    return hashes, ids, rules, raw[at + size : at + size + rest]


def _keep(cache: Path, content: bytes) -> None:
    """Writes whole or not at all; a folder that cannot be written to is no error."""
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        draft = cache.with_suffix(f".{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(cache)
    except OSError:
        return
