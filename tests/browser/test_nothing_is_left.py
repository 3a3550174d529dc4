"""With JavaScript: what stays behind when someone has been here, in the browser and here."""

from __future__ import annotations

import asyncio
import json
import logging
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp.test_utils import TestServer, unused_port
from playwright.async_api import Browser, expect

from bot.gateway.serve import serve_until
from bot.settings import Settings

from .house import DIRECTORY, WORDING, Clock, House, make_app
from .scripted import DANGER, TRAVEL, ScriptedEngine
from .visitor import NEUTRAL, Visitor, until, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")
STORES = """async () => ({
    cookies: document.cookie,
    local: {...localStorage},
    session: {...sessionStorage},
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    state: history.state,
    name: window.name,
})"""
EMPTY = {
    "cookies": "", "local": {}, "session": {}, "databases": [], "caches": [], "workers": 0,
    "state": None, "name": "",
}  # fmt: skip


async def whole_visit(visitor: Visitor) -> None:
    """Everything one can do, up to leaving."""
    await visitor.write_and_wait(TRAVEL)
    await visitor.write_and_wait(DANGER)
    await visitor.write_and_wait("/")
    await visitor.write_and_wait(TRAVEL)
    await visitor.choices.first.click()
    await visitor.wait_for_answer()
    await visitor.button("Slett samtalen").click()
    await visitor.button("Ja, slett").click()
    await visitor.write_and_wait(TRAVEL)


async def test_the_page_asks_for_nothing_but_the_message(visitor: Visitor) -> None:
    controls = visitor.page.locator("input, select, textarea")
    await expect(controls).to_have_count(1)
    await expect(visitor.field).to_be_visible()


async def test_nothing_is_in_cookies_or_any_storage_afterwards(visitor: Visitor) -> None:
    await whole_visit(visitor)
    assert await visitor.page.evaluate(STORES) == EMPTY
    await visitor.open("hjelp")
    await visitor.open("personvern")
    assert await visitor.page.evaluate(STORES) == EMPTY
    await visitor.leave()
    await visitor.is_gone()
    assert await visitor.context.cookies() == []
    state = await visitor.context.storage_state(indexed_db=True)
    assert state == {"cookies": [], "origins": []}


async def test_no_request_goes_to_another_host(visitor: Visitor, house: House) -> None:
    await whole_visit(visitor)
    await visitor.open("hjelp")
    await visitor.open("personvern")
    await visitor.leave()
    await visitor.is_gone()
    ours = urlsplit(house.url).netloc
    away = [r.url for r in visitor.requests if urlsplit(r.url).netloc != ours]
    assert away == [NEUTRAL], "nothing but the neutral page, and that only when leaving"


async def test_no_address_ever_holds_a_word_or_a_token(visitor: Visitor) -> None:
    await whole_visit(visitor)
    paths = {urlsplit(r.url).path for r in visitor.requests}
    assert all(p.startswith(("/static/", "/api/v1/conversation")) or p == "/" for p in paths)
    queries = {urlsplit(r.url).query for r in visitor.requests if "/static/" not in r.url}
    assert queries == {""}


async def test_the_token_is_in_no_place_that_outlives_the_page(visitor: Visitor) -> None:
    await visitor.write_and_wait(TRAVEL)
    opening = next(r for r in visitor.requests if r.url.endswith("/conversation"))
    token = json.loads(await (await opening.response()).text())["token"]  # type: ignore[union-attr]
    assert token not in await visitor.words()
    assert token not in await visitor.page.evaluate(
        "JSON.stringify(Object.values(Object.getOwnPropertyDescriptors(window))"
        ".map((one) => String(one.value)))"
    )


async def test_the_history_has_one_entry_however_one_goes_about_the_site(
    browser: Browser, house: House
) -> None:
    async with visit(browser, house) as visitor:
        await visitor.open("hjelp")
        before = await visitor.page.evaluate("history.length")
        await visitor.page.get_by_role("link", name="Når det haster").click()
        await visitor.page.get_by_role("link", name="For fagfolk").click()
        await visitor.page.get_by_role("link", name="Hva blir lagret?").click()
        await expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Hva blir lagret?")
        await visitor.page.get_by_role("link", name="Til chatten").click()
        await expect(visitor.choices.first).to_be_visible()
        assert await visitor.page.evaluate("history.length") == before


async def test_closing_the_page_erases_the_conversation_on_the_server(
    visitor: Visitor, house: House
) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.page.close(run_before_unload=False)
    await until(lambda: house.conversations == 0)
    await until(lambda: house.engine.erased == house.engine.opened)


async def test_loading_the_page_anew_begins_anew(visitor: Visitor, house: House) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.field.fill("halvferdig")
    await visitor.page.reload()
    await expect(visitor.choices).to_have_count(5)
    await expect(visitor.field).to_have_value("")
    assert TRAVEL not in await visitor.words()
    await until(lambda: len(house.engine.erased) == 1)


async def test_other_sites_are_not_told_where_one_came_from(visitor: Visitor) -> None:
    await visitor.write_and_wait(TRAVEL)
    async with visitor.context.expect_page() as opening:
        await visitor.cards.nth(0).get_by_role("link", name="Åpne chat").click()
    other = await opening.value
    await other.wait_for_load_state()
    asked = next(r for r in visitor.requests if r.url == other.url)
    assert "referer" not in await asked.all_headers()
    assert await other.evaluate("[document.referrer, window.opener]") == ["", None]
    links = await visitor.page.locator("a[target=_blank]").all()
    assert len(links) > 3
    for link in links:
        await expect(link).to_have_attribute("rel", "noreferrer noopener")


async def test_the_neutral_page_is_not_told_where_one_came_from(visitor: Visitor) -> None:
    await visitor.leave()
    await visitor.is_gone()
    asked = next(r for r in visitor.requests if r.url == NEUTRAL)
    assert "referer" not in await asked.all_headers()


async def test_the_address_of_a_visitor_is_in_no_log(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """The server as it is run, at its most talkative, and a visitor from 127.0.0.77."""
    clock, stop, port = Clock(), asyncio.Event(), unused_port()
    app = make_app(ScriptedEngine(DIRECTORY, WORDING, clock), clock)
    settings = Settings(port=port, metrics_port=0)
    announced: list[str] = []
    with caplog.at_level(logging.DEBUG):
        running = asyncio.create_task(serve_until(stop, app, settings, announced.append))
        await until(lambda: bool(announced))
        await _talk(f"http://127.0.0.1:{port}")
        stop.set()
        await running
    out, err = capfd.readouterr()
    assert "127.0.0.77" not in caplog.text + out + err


async def test_the_search_for_an_address_would_find_one(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Clock()
    server = TestServer(make_app(ScriptedEngine(DIRECTORY, WORDING, clock), clock))
    with caplog.at_level(logging.DEBUG):
        await server.start_server(access_log=logging.getLogger("aiohttp.access"))
        await _talk(str(server.make_url("")))
        await server.close()
    assert "127.0.0.77" in caplog.text


async def _talk(url: str) -> None:
    """Visits pages, talks, goes wrong, from an address that is known by its sight."""
    connector = aiohttp.TCPConnector(local_addr=("127.0.0.77", 0))
    async with aiohttp.ClientSession(url, connector=connector) as session:
        for path in ("/", "/hjelp", "/personvern", "/finnes-ikke", "/static/chat.js"):
            await session.get(path)
        answer = await session.post("/api/v1/conversation", json={})
        token = (await answer.json())["token"]
        headers = {"Authorization": f"Bearer {token}"}
        path = "/api/v1/conversation/messages"
        await session.post(path, json={"id": "x", "text": TRAVEL}, headers=headers)
        await session.post(path, data=b"{", headers=headers)
        await session.delete("/api/v1/conversation", headers=headers)
