"""Chat spelling levelled: what is mapped, what is left alone, and that nothing can upset it."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.normalise import Normaliser
from bot.language.reading import Reader

LEVELLED = [
    # dialects and Nynorsk
    ("æ e 17 å vil itj gifte mæ", "jeg er 17 å vil ikke gifte meg"),
    ("eg veit ikkje kva eg skal gjere", "jeg vet ikke hva jeg skal gjøre"),
    ("e vil ikkje", "jeg vil ikke"),
    ("æ e redd", "jeg er redd"),
    ("dæm sei at ho ska heim", "de sier at hun skal hjem"),
    ("kem ringe man te", "hvem ringe man til"),
    ("dei skal sende meg heim i morgon", "de skal sende meg hjem i morgen"),
    # slips
    ("pappa slåår meg", "pappa slår meg"),
    ("de tvingr meg", "de tvinger meg"),
    ("de har giftte meg", "de har gifte meg"),
    ("han slå rmeg", "han slår meg"),
    ("han slårmeg", "han slår meg"),
    ("neeeei", "nei"),
    ("hjeeelp", "hjelp"),
    ("jeg er redd.pappa kommer", "jeg er redd pappa kommer"),
    ("imorgen", "i morgen"),
    ("jeg for ikke lov", "jeg får ikke lov"),
    # letters that the keyboard lacks
    ("de laaser doera", "de låser døra"),
    ("faar ikke gaa ut", "får ikke gå ut"),
    # signs
    ("😂", "haha"),
    ("9 % strøm", "9 prosent strøm"),
]

ODD_PIECES = ["a", "å̊", ".", "slå", "'", "9", "x-", "🔪", "aa oe ae ", "\u200b", "ikke ", "("]

LEFT_ALONE = [
    "skoene mine er borte",
    "det er for dyrt",
    "vi drikker te",
    "Bergen er fin",
    "the weather is nice",
    "jeg liker boller",
    "fatima og karan",
    "hun heter Kim",
    "goes does",
]


def level(reader: Reader, text: str) -> str:
    return " ".join(token.norm for token in reader.lexicon.tokens(text))


@pytest.mark.parametrize(("written", "meant"), LEVELLED)
def test_level_maps_what_people_write(reader: Reader, written: str, meant: str) -> None:
    assert level(reader, written) == meant


@pytest.mark.parametrize("written", LEFT_ALONE)
def test_level_leaves_common_words_and_names_alone(reader: Reader, written: str) -> None:
    kept = level(reader, written).split()
    changed = [(w, k) for w, k in zip(written.lower().split(), kept) if w != k]
    assert changed in ([], [("te", "til")])  # «te» is also how half the country writes «til»


def test_tokens_point_into_the_text_as_it_was_written(reader: Reader) -> None:
    text = "Æ e redd.  Pappa SLÅÅR mæ"
    assert [text[t.start : t.end] for t in reader.lexicon.tokens(text)] == [
        "Æ", "e", "redd", "Pappa", "SLÅÅR", "mæ",
    ]  # fmt: skip


def test_tokens_know_their_sentence(reader: Reader) -> None:
    tokens = reader.lexicon.tokens("Jeg går i 9. klasse. Det skjer kl. 18.30 hver dag")
    assert [t.raw for t in tokens if t.sentence == 0] == ["jeg", "går", "i", "9", "klasse"]
    assert "18.30" in [t.raw for t in tokens if t.sentence == 1]


def test_tokens_are_the_same_composed_and_decomposed(reader: Reader) -> None:
    text = "Få døra låst på"
    for form in ("NFC", "NFD"):
        written = unicodedata.normalize(form, text)
        assert level(reader, written) == "få døra låst på"
        assert all(0 <= t.start < t.end <= len(written) for t in reader.lexicon.tokens(written))


def test_load_without_spelling_only_looks_up(data: Path) -> None:
    plain = Normaliser.load(data / "lexicon" / "former.yml")
    assert [t.norm for t in plain.tokens("ikkje tvnger")] == ["ikke", "tvnger"]


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=300))
def test_tokens_never_raise_and_their_offsets_hold(reader: Reader, text: str) -> None:
    last = 0
    for token in reader.lexicon.tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.start >= last
        assert token.norm
        last = token.start


@pytest.mark.parametrize(
    "text",
    [piece * (1000 // len(piece)) for piece in ODD_PIECES],
)
def test_tokens_take_linear_time_on_odd_text(reader: Reader, text: str) -> None:
    reader.lexicon.match(text)
    start = time.thread_time()
    reader.lexicon.match(text)
    assert time.thread_time() - start < 0.25
