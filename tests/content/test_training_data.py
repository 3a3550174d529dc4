"""The real training examples: labelled right, varied, many enough, and nobody's own."""

from __future__ import annotations

import time

import pytest

from bot.content.similar import pairs
from bot.contract import OTHER_INTENTS, SITUATIONS
from tests.content.looked_over import material, problems, told

NLU = "data/nlu"


@pytest.mark.parametrize(
    "kinds",
    [
        ("ugyldig_yaml", "ingen_nlu"),
        ("ukjent_intensjon", "ukjent_felt", "ukjent_verdi"),
        ("ingen_liste", "ingen_tekst", "ingen_metadata", "ingen_situasjon", "samme_to_ganger"),
        ("tom", "for_lang"),
        ("rasa_tegn",),
        ("dobbelt", "motstrid"),
        ("nesten_lik",),
        ("fagord",),
        ("personlig",),
        ("nummer", "lenke"),
        ("for_fa",),
        ("for_fa_med_flere",),
    ],
    ids=lambda kinds: kinds[0],
)
def test_no_training_line_is(kinds: tuple[str, ...]) -> None:
    assert told(kinds, NLU) == []


def test_nothing_else_under_data_is_wrong() -> None:
    rest = [one for one in problems() if not one.file.startswith((NLU, "data/validation"))]
    assert [material().rules.tell(one) for one in rest] == []


def test_every_label_has_lines() -> None:
    labels = {label for example in material().training for label in example.labels}
    assert labels == {*SITUATIONS, *OTHER_INTENTS}


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("perspective", {"self", "friend", "professional"}),
        ("danger", {"none", "worry", "acute"}),
        ("abroad", {True, False}),
        ("gender", {"", "jente", "gutt"}),
        ("family", {"", "innvandrer", "norsk", "trossamfunn"}),
    ],
)
def test_every_value_of_every_axis_is_there(field: str, values: set[object]) -> None:
    assert {getattr(example, field) for example in material().training} == values


def test_lines_know_where_they_stand() -> None:
    for example in material().training[::500]:
        file = material().data.parent / example.file
        line = file.read_text(encoding="utf-8").splitlines()[example.line - 1]
        assert example.text[:20].split('"')[0].split("\\")[0] in line


def test_the_search_for_near_copies_takes_seconds() -> None:
    texts = [example.text for example in material().all]
    started = time.process_time()
    assert len(list(pairs(texts, 0.5))) < len(texts)
    assert time.process_time() - started < 20
