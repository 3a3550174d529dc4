"""The pages and their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.contract import ServiceCard
from bot.gateway.static import Static

from .conftest import PAGES, Client
from .fakes import FakeClock, FakeDirectory, FakeEngine


@pytest.mark.parametrize(("path", "title"), [("/", "Chat"), ("/personvern", "Personvern")])
async def test_page(client: Client, path: str, title: str) -> None:
    answer = await client.get(path)
    assert (answer.status, answer.content_type, answer.charset) == (200, "text/html", "utf-8")
    assert f"<title>{title}</title>" in await answer.text()


async def test_help_shows_services_in_groups(client: Client) -> None:
    text = await (await client.get("/hjelp")).text()
    assert "<h2>Akutt</h2>" in text and "Vakta" in text and "2026-11-22" in text


async def test_every_page_is_given_the_emergency_services(client: Client) -> None:
    assert "Vakta" in await (await client.get("/personvern")).text()
    assert "Vakta" in await (await client.get("/finnes-ikke")).text()


async def test_help_escapes_everything(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    card = ServiceCard("x", "<script>", "", None, "", "unknown", '"&')
    monkeypatch.setattr(FakeDirectory, "groups", lambda *_: [("<b>", [card])])
    text = await (await client.get("/hjelp")).text()
    assert "<script>" not in text and "<b>" not in text and "&lt;script&gt;" in text


async def test_help_is_rendered_once_a_minute(
    client: Client, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []

    def groups(_: FakeDirectory, now: object) -> list[object]:
        calls.append(now)
        return []

    monkeypatch.setattr(FakeDirectory, "groups", groups)
    for seconds in (0, 30, 40):
        clock.forward(seconds)
        await client.get("/hjelp")
    assert len(calls) == 2


async def test_help_works_when_the_engine_does_not(client: Client, engine: FakeEngine) -> None:
    engine.is_ready = False
    assert (await client.get("/hjelp")).status == 200


@pytest.mark.parametrize("path", ["/hjelp", "/personvern", "/api/openapi.json", "/static/chat.js"])
async def test_known_version_is_not_sent_again(client: Client, path: str) -> None:
    first = await client.get(path)
    tag = first.headers["ETag"]
    assert tag.startswith('"') and first.headers["Cache-Control"] == "no-cache"
    again = await client.get(path, headers={"If-None-Match": tag})
    assert (again.status, await again.read(), again.headers["ETag"]) == (304, b"", tag)
    other = await client.get(path, headers={"If-None-Match": '"annet"'})
    assert other.status == 200


@pytest.mark.parametrize(
    ("name", "kind"), [("chat.js", "text/javascript"), ("chat.css", "text/css")]
)
async def test_static_file_has_its_type(client: Client, name: str, kind: str) -> None:
    answer = await client.get(f"/static/{name}")
    assert (answer.status, answer.content_type) == (200, kind)
    assert await answer.read() == (PAGES / "static" / name).read_bytes()


async def test_static_file_is_kept_for_ever_only_under_its_hash(client: Client) -> None:
    url = Static(PAGES / "static").url("chat.js")
    assert "immutable" in (await client.get(url)).headers["Cache-Control"]
    for other in ("/static/chat.js", "/static/chat.js?v=0", url + "0"):
        assert (await client.get(other)).headers["Cache-Control"] == "no-cache"


async def test_page_names_its_files_with_their_hash(client: Client) -> None:
    assert Static(PAGES / "static").url("chat.js") in await (await client.get("/")).text()


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.js",
        "notes.md",
        "finnes-ikke.js",
        "..%2fchat.html",
        "%2e%2e/chat.html",
        "..%5cchat.html",
        "chat.js/",
        "chat.js%00",
        "",
    ],
)
async def test_no_other_file_is_served(client: Client, name: str) -> None:
    assert (await client.get(f"/static/{name}")).status == 404


async def test_file_that_comes_later_is_not_served(tmp_path: Path) -> None:
    static = Static(tmp_path)
    (tmp_path / "ny.js").write_text("x")
    with pytest.raises(KeyError):
        static.url("ny.js")
