"""Payloads of buttons: what is read, and what is refused."""

from __future__ import annotations

import pytest

from bot.dialogue.buttons import parse


def test_parse_reads_intent_and_entities() -> None:
    parsed = parse('/svar{"trygg": "nei"}')
    assert parsed["intent"]["name"] == "svar"
    assert [(e["entity"], e["value"]) for e in parsed["entities"]] == [("trygg", "nei")]
    assert parsed["text"] == ""


def test_parse_reads_a_bare_intent() -> None:
    assert parse("/vis_flere")["entities"] == []


@pytest.mark.parametrize("payload", ["", "hei", "vis_flere", "/Vis", '/svar{"trygg"', "/a b"])
def test_parse_refuses_what_is_no_payload(payload: str) -> None:
    with pytest.raises(ValueError):
        parse(payload)
