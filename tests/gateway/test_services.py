"""The public directory over HTTP."""

from __future__ import annotations

import pytest

from .conftest import Client, error_code
from .fakes import CARD, FakeDirectory

PATH = "/api/v1/services"


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", (None, None, None, False)),
        ("?situation=&perspective=&age=&open=", (None, None, None, False)),
        ("?situation=rettigheter", ("rettigheter", None, None, False)),
        ("?perspective=friend&age=over_18&open=now", (None, "friend", "over_18", True)),
    ],
)
async def test_search(
    client: Client, directory: FakeDirectory, query: str, asked: tuple[object, ...]
) -> None:
    answer = await client.get(PATH + query)
    assert (answer.status, await answer.json()) == (200, {"services": [CARD.to_json()]})
    assert directory.asked == [asked]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("situation=hei", "bad_situation"),
        ("perspective=mor", "bad_perspective"),
        ("age=17", "bad_age"),
        ("open=later", "bad_open"),
        ("q=hei", "unknown_parameter"),
        ("age=unknown&age=unknown", "unknown_parameter"),
    ],
)
async def test_bad_value(client: Client, directory: FakeDirectory, query: str, code: str) -> None:
    answer = await client.get(f"{PATH}?{query}")
    assert (answer.status, await error_code(answer)) == (400, code)
    assert directory.asked == []
