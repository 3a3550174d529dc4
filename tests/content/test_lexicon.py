"""The phrase lists hold what they promise: every rule its examples, everyday text no alarm."""

from __future__ import annotations

from functools import cache

import pytest

from bot.language.danger import CIRCUMSTANCE_FIELDS, RULE_FIELDS, Rule
from bot.language.data_files import read_yaml, words
from bot.language.lexicon import FIELDS, GROUPS
from bot.language.reading import Reader
from bot.settings import ROOT, Settings

LISTS = Settings().data / "lexicon"
EVERYDAY = read_yaml(LISTS / "hverdag.yml")
MOST_FALSE_ALARMS = 0.02
LANGUAGES = {
    "gifte": ("gifta", "jifte", "nikah", "married", "guur", "evlilik"),
    "ære": ("izzat", "sharaf", "namus", "honour"),
    "mor": ("mora", "mamma", "hooyo", "ammi", "mum"),
    "onkel": ("ånkel", "abti", "chacha", "amca", "uncle"),
    "bryllup": ("bryllaup", "walima", "dügün", "wedding", "henna"),
    "moské": ("mosjeen", "dugsi", "masjid", "mosque"),
    "redd": ("rædd", "scared"),
    "i_morgen": ("i morra", "i morgon", "tomorrow", "imorgen"),
}


@cache
def reader() -> Reader:
    return Reader.load(Settings().data)


def fired(rule: Rule, text: str) -> bool:
    hits = reader().dangers.assess(reader().lexicon.match(text))[1]
    return any(hit.id == rule.id and hit.level == rule.level for hit in hits)


def test_every_rule_has_examples_both_ways() -> None:
    lacking = [r.id for r in reader().dangers.rules if not r.must_fire or not r.must_not]
    assert lacking == []


def test_every_rule_fires_where_it_must() -> None:
    rules = reader().dangers.rules
    assert [(r.id, text) for r in rules for text in r.must_fire if not fired(r, text)] == []


def test_no_rule_fires_where_it_must_not() -> None:
    rules = reader().dangers.rules
    assert [(r.id, text) for r in rules for text in r.must_not if fired(r, text)] == []


def test_every_kind_of_acute_danger_points_to_its_situations() -> None:
    known = set(read_yaml(LISTS / "fareslag.yml")["situasjoner"])
    kinds = {rule.kind for rule in reader().dangers.rules if rule.level == "acute"}
    assert kinds <= known


def test_no_homonym_gives_an_alarm() -> None:
    alarms = [text for text in EVERYDAY["homonymer"] if reader().read(text).danger == "acute"]
    assert alarms == []


def test_everyday_text_hardly_ever_gives_an_alarm() -> None:
    alarms = [text for text in EVERYDAY["hverdag"] if reader().read(text).danger == "acute"]
    assert len(alarms) <= MOST_FALSE_ALARMS * len(EVERYDAY["hverdag"]), alarms


def test_everyday_lists_are_large_enough_to_mean_something() -> None:
    assert len(EVERYDAY["homonymer"]) >= 100 and len(EVERYDAY["hverdag"]) >= 150


def test_lexicon_holds_at_least_ninety_concepts_in_three_groups() -> None:
    main = read_yaml(LISTS / "begreper.yml")
    assert all(len(main[group]) >= 20 for group in GROUPS)
    assert len(reader().lexicon.ids) >= 90


def test_concepts_are_rich_in_ways_to_say_them() -> None:
    main = read_yaml(LISTS / "begreper.yml")
    kinds = ("verb", "substantiv", "adjektiv", "former")
    thin = [
        id
        for group in GROUPS
        for id, row in main[group].items()
        if sum(len(words(row.get(kind))) for kind in kinds) + len(row.get("uttrykk") or ()) < 2
    ]
    assert thin == []


@pytest.mark.parametrize(("id", "ways"), LANGUAGES.items())
def test_concepts_are_known_in_the_languages_of_families(id: str, ways: tuple[str, ...]) -> None:
    unknown = [w for w in ways if id not in {h.id for h in reader().lexicon.concepts(w)}]
    assert unknown == []


def test_circumstances_ask_for_concepts_that_exist() -> None:
    matcher_ids = set(reader().lexicon.matcher.ids())
    asked = {c for row in reader().dangers.circumstances for c in row.concepts}
    asked |= {c for r in reader().dangers.rules for g in r.groups for c in g}
    asked |= {c for r in reader().dangers.rules for c in (*r.damped_by, *r.without)}
    asked |= set(reader().dangers.signs)
    assert asked - matcher_ids == set()


@pytest.mark.parametrize("field", sorted(FIELDS | RULE_FIELDS | CIRCUMSTANCE_FIELDS))
def test_every_field_is_explained_to_those_who_edit(field: str) -> None:
    text = (ROOT / "docs/leksikon.md").read_text(encoding="utf-8")
    assert f"`{field}`" in text or f"`{field}:" in text


@pytest.mark.parametrize("file", sorted(file.name for file in LISTS.glob("*.yml")))
def test_every_list_is_explained_to_those_who_edit(file: str) -> None:
    assert f"`{file}`" in (ROOT / "docs/leksikon.md").read_text(encoding="utf-8")
