"""With JavaScript: the chat in the page of a partner, whose scripts and styles mean it no good."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.gateway.pages import FOLDER

from .axe import violations
from .host import BANNER, CONTENT, Guest, guest
from .scripted import TRAVEL
from .test_nothing_is_left import EMPTY, STORES
from .visitor import NEUTRAL, until, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")
DESK = {"width": 1280, "height": 900}
CHAT = ("exit.js", "api.js", "view.js", "field.js", "chat.js", "ramme.js", "base.css", "chat.css")


@pytest_asyncio.fixture(loop_scope="session")
async def someone(browser: Browser) -> AsyncIterator[Guest]:
    """Someone at a desk on the partner's page."""
    async with guest(browser, viewport=DESK) as visitor:
        yield visitor


# Talking


async def test_one_can_talk_on_a_page_that_resets_everything_and_allows_only_us(
    someone: Guest,
) -> None:
    await someone.open_chat()
    await someone.write(TRAVEL)
    await expect(someone.chat.locator(".log .card")).to_have_count(3)
    assert someone.visitor.complaints == []


async def test_the_page_hears_nothing_of_what_is_typed(someone: Guest) -> None:
    await someone.open_chat()
    await someone.visitor.page.evaluate("heard.length = 0")
    await someone.write(TRAVEL)
    await expect(someone.chat.locator(".log .card")).to_have_count(3)
    assert await someone.heard() == []


async def test_the_search_for_keys_would_find_some(someone: Guest) -> None:
    await someone.open()
    await someone.visitor.page.keyboard.press("a")
    assert ["keydown", "a"] in await someone.heard()


async def test_the_page_can_reach_neither_the_button_nor_the_frame(browser: Browser) -> None:
    async with guest(browser, viewport=DESK, sees_inside=False) as someone:
        await someone.open()
        page = someone.visitor.page
        await page.wait_for_selector("veiviser-chat", state="attached")
        await page.mouse.click(DESK["width"] - 90, DESK["height"] - 42)
        await until(lambda: any("/ramme" in frame.url for frame in page.frames))
        reach = """() => [document.querySelector("veiviser-chat").shadowRoot,
            document.querySelectorAll("iframe").length, window.frames.length,
            document.querySelector("veiviser-chat").childNodes.length]"""
        assert await page.evaluate(reach) == [None, 0, 0, 0]


async def test_the_frame_is_of_another_origin_and_sandboxed(someone: Guest) -> None:
    await someone.open_chat()
    assert await someone.frame.evaluate("frame => frame.contentDocument") is None
    with pytest.raises(Exception, match="cross-origin"):
        await someone.frame.evaluate("frame => frame.contentWindow.document.body.textContent")
    sandbox = await someone.frame.get_attribute("sandbox") or ""
    assert "allow-scripts" in sandbox and "allow-top-navigation " not in sandbox + " "
    assert await someone.frame.get_attribute("referrerpolicy") == "no-referrer"
    assert await someone.inside.evaluate("window.credentialless") is True


async def test_the_loader_leaves_no_names_behind(someone: Guest) -> None:
    someone.site.tag = ""
    await someone.visitor.page.goto(someone.site.url)
    before = await someone.visitor.page.evaluate("Object.getOwnPropertyNames(window)")
    await someone.open_chat()
    after = await someone.visitor.page.evaluate("Object.getOwnPropertyNames(window)")
    assert {name for name in set(after) - set(before) if not name.isdigit()} <= {"event"}
    assert await someone.visitor.page.evaluate("[name, WORDS, make]") == [
        "veiviser", "taken", "taken",
    ]  # fmt: skip


async def test_two_script_tags_give_one_button(someone: Guest) -> None:
    someone.site.snippet()
    someone.site.tag *= 2
    await someone.visitor.page.goto(someone.site.url)
    await expect(someone.button()).to_have_count(1)


# Opening, closing, leaving


async def test_nothing_is_asked_for_before_the_button_is_pressed(someone: Guest) -> None:
    await someone.open()
    await expect(someone.button()).to_be_visible()
    ours = [r.url for r in someone.visitor.requests if r.url.startswith(someone.house.url)]
    assert ours == [someone.house.url + "embed.js"] and someone.house.engine.opened == []


async def test_the_page_is_told_only_that_it_was_opened_and_closed(someone: Guest) -> None:
    await someone.open_chat()
    await someone.button("Lukk").click()
    events = [one for one in await someone.heard() if one[0].startswith("veiviser")]
    assert events == [["veiviser:open", None], ["veiviser:close", None]]
    said = {one[1] for one in await someone.heard() if one[0] == "message"}
    assert said <= {"veiviser:klar", "veiviser:lukk", "veiviser:forlat"}


async def test_focus_goes_in_and_escape_brings_it_back(someone: Guest) -> None:
    await someone.open_chat()
    assert await someone.inside.evaluate("document.hasFocus() && document.activeElement.id")
    await someone.visitor.page.keyboard.press("Escape")
    await expect(someone.frame).to_be_hidden()
    await expect(someone.button()).to_be_focused()


async def test_escape_on_the_page_closes_too(someone: Guest) -> None:
    await someone.open_chat()
    await someone.button("Lukk").focus()
    await someone.visitor.page.keyboard.press("Escape")
    await expect(someone.frame).to_be_hidden()


async def test_escape_that_answers_a_question_does_not_close(someone: Guest) -> None:
    await someone.open_chat()
    await someone.chat.get_by_role("button", name="Slett samtalen").click()
    await someone.visitor.page.keyboard.press("Escape")
    await expect(someone.chat.locator("[data-confirm]")).to_be_hidden()
    await expect(someone.frame).to_be_visible()


async def test_a_chat_that_was_closed_is_where_it_was(someone: Guest) -> None:
    await someone.open_chat()
    await someone.write(TRAVEL)
    await expect(someone.chat.locator(".log .card")).to_have_count(3)
    await someone.button("Lukk").click()
    await someone.button().click()
    await expect(someone.chat.locator(".log .card")).to_have_count(3)
    assert len(someone.house.engine.opened) == 1


@pytest.mark.parametrize("way", ["link", "keys"])
async def test_leaving_leaves_the_page_of_the_partner_too(someone: Guest, way: str) -> None:
    await someone.open_chat()
    await someone.write(TRAVEL)
    await expect(someone.chat.locator(".log .card")).to_have_count(3)
    if way == "link":
        await someone.chat.get_by_role("link", name="Forlat siden").click()
    else:
        await someone.visitor.press_shift()
    await someone.visitor.is_gone()
    await until(lambda: someone.house.conversations == 0)
    assert someone.house.engine.erased == someone.house.engine.opened
    asked = next(r for r in someone.visitor.requests if r.url == NEUTRAL)
    assert "referer" not in await asked.all_headers()


async def test_the_page_cannot_close_or_leave_in_the_name_of_the_chat(someone: Guest) -> None:
    await someone.open_chat()
    for word in ("klar", "lukk", "forlat"):
        await someone.visitor.page.evaluate(f"postMessage('veiviser:{word}', '*')")
    await someone.visitor.page.wait_for_timeout(300)
    await expect(someone.frame).to_be_visible()
    assert someone.visitor.page.url == someone.site.url


async def test_leaving_works_with_the_server_gone(someone: Guest) -> None:
    await someone.open_chat()
    await someone.visitor.lose_contact()
    await someone.chat.get_by_role("link", name="Forlat siden").click()
    await someone.visitor.is_gone()


async def test_in_a_plain_frame_without_our_script_leaving_leaves_the_page_too(
    browser: Browser,
) -> None:
    async with guest(browser, viewport=DESK) as someone:
        someone.site.style = ""
        sandbox = "allow-scripts allow-same-origin allow-forms allow-popups "
        sandbox += "allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
        someone.site.body = (
            f'{CONTENT}<iframe src="{someone.house.url}ramme" title="Chat" width="400" '
            f'height="600" sandbox="{sandbox}" referrerpolicy="no-referrer"></iframe>'
        )
        await someone.visitor.page.goto(someone.site.url)
        chat = someone.visitor.page.frame_locator("iframe")
        await expect(chat.locator(".choice").first).to_be_visible()
        await chat.get_by_role("link", name="Forlat siden").click()
        await someone.visitor.is_gone()


# What is told, and what is left


async def test_our_server_is_not_told_which_page_it_was(someone: Guest) -> None:
    await someone.open_chat(situasjon="bekymret_for_reise")
    await expect(someone.chat.locator(".log .card")).to_have_count(3)
    for request in someone.visitor.requests:
        if request.url.startswith(someone.house.url):
            headers = await request.all_headers()
            assert someone.site.url.rstrip("/") not in str(headers) + request.url
            assert "bekymret" not in request.url.partition("#")[0]
            assert "bekymret" not in headers.get("referer", "")


async def test_no_request_goes_to_another_host(someone: Guest) -> None:
    await someone.open_chat()
    await someone.write(TRAVEL)
    await expect(someone.chat.locator(".log .card")).to_have_count(3)
    allowed = {urlsplit(someone.site.url).netloc, urlsplit(someone.house.url).netloc}
    assert {urlsplit(r.url).netloc for r in someone.visitor.requests} == allowed


async def test_nothing_is_stored_on_either_side(someone: Guest) -> None:
    await someone.open_chat()
    await someone.write(TRAVEL)
    await expect(someone.chat.locator(".log .card")).to_have_count(3)
    host = await someone.visitor.page.evaluate(STORES)
    assert {**host, "name": ""} == EMPTY and host["name"] == "veiviser"
    denied = "async () => { try { return await (%s)(); } catch { return 'denied'; } }"
    assert await someone.inside.evaluate(denied % STORES) in (EMPTY, "denied")
    assert await someone.visitor.context.cookies() == []
    state = await someone.visitor.context.storage_state(indexed_db=True)
    assert state == {"cookies": [], "origins": []}


# Where it stands and how it looks


async def test_the_button_stays_clear_of_a_cookie_banner(browser: Browser) -> None:
    async with guest(browser, viewport=DESK) as someone:
        someone.site.style = BANNER
        someone.site.body = CONTENT + '<div id="banner">Vi bruker cookies <button>Ja</button></div>'
        await someone.open()
        box = await someone.button().bounding_box()
        assert box and box["y"] + box["height"] <= DESK["height"] - 140
        await someone.button().click()
        frame = await someone.frame.bounding_box()
        assert frame and frame["y"] >= 0 and frame["y"] + frame["height"] <= box["y"]
        await someone.visitor.page.evaluate("document.querySelector('#banner').remove()")
        await someone.visitor.page.wait_for_timeout(1200)
        box = await someone.button("Lukk").bounding_box()
        assert box and box["y"] > DESK["height"] - 140


@pytest.mark.parametrize("width", [320, 390, 1280])
async def test_button_and_chat_fit_at_every_width(browser: Browser, width: int) -> None:
    async with guest(browser, viewport={"width": width, "height": 700}) as someone:
        await someone.open_chat()
        for one in (someone.frame, someone.button("Lukk")):
            box = await one.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
            assert box["y"] >= 0 and box["y"] + box["height"] <= 700
        button = await someone.button("Lukk").bounding_box()
        assert button and button["height"] >= 48
        inside = await someone.inside.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert inside <= 0


@pytest.mark.parametrize(
    ("given", "back", "front"),
    [
        ("#ffdd00", "rgb(255, 221, 0)", "rgb(0, 0, 0)"),
        ("#123", "rgb(17, 34, 51)", "rgb(255, 255, 255)"),
        ("#777777", "rgb(119, 119, 119)", "rgb(0, 0, 0)"),
        ("red;x", "rgb(29, 92, 84)", "rgb(255, 255, 255)"),
        ("url(x)", "rgb(29, 92, 84)", "rgb(255, 255, 255)"),
    ],
)
async def test_the_colour_is_the_partners_and_can_be_read(
    someone: Guest, given: str, back: str, front: str
) -> None:
    await someone.open(farge=given)
    await expect(someone.button()).to_have_css("background-color", back)
    await expect(someone.button()).to_have_css("color", front)


async def test_side_and_label_are_the_partners(someone: Guest) -> None:
    await someone.open(side="left", tekst="Et ord som er altfor langt for knappen")
    button = someone.button("Et ord som er altfor langt for")
    await expect(button).to_have_text("Et ord som er altfor langt for")
    box = await button.bounding_box()
    assert box and box["x"] == 16


async def test_language_is_that_of_the_button_and_is_asked_for(someone: Guest) -> None:
    await someone.open(sprak="en")
    await someone.button("Need someone to ask?").click()
    await expect(someone.chat.locator(".choice").first).to_be_visible()
    opening = next(r for r in someone.visitor.requests if r.url.endswith("/conversation"))
    assert opening.post_data_json == {"language": "en"}


async def test_the_chat_can_start_with_a_situation(someone: Guest) -> None:
    await someone.open_chat(situasjon="bekymret_for_reise")
    await expect(someone.chat.locator(".own")).to_contain_text("Jeg er redd for en reise")
    assert someone.house.engine.heard == ['/situasjon{"situasjon": "bekymret_for_reise"}']


async def test_a_situation_that_is_not_known_changes_nothing(someone: Guest) -> None:
    await someone.open_chat(situasjon='x"]')
    assert someone.house.engine.heard == []


async def test_a_chat_that_is_open_from_the_start_takes_no_focus(someone: Guest) -> None:
    await someone.open(apen="")
    await expect(someone.chat.locator(".choice").first).to_be_visible()
    assert await someone.visitor.page.evaluate("document.activeElement.tagName") == "BODY"


async def test_a_partner_can_see_who_else_is_on_the_page(someone: Guest) -> None:
    someone.site.is_strict = False
    someone.site.body = CONTENT + '<img src="https://sporing.example/pixel.gif" alt="">'
    await someone.open(sjekk="")
    await until_async(someone, "veiviser:sjekk")
    found = [one[1] for one in await someone.heard() if one[0] == "veiviser:sjekk"]
    assert found == [["sporing.example"]]


async def until_async(someone: Guest, kind: str) -> None:
    """Waits until the page has heard an event."""
    await someone.visitor.page.wait_for_function(
        f"heard.some((one) => one[0] === '{kind}')", timeout=8000
    )


# When it cannot be shown


async def test_a_site_that_is_not_on_the_list_gets_numbers_and_no_chat(browser: Browser) -> None:
    async with guest(browser, listed=(), viewport=DESK) as someone:
        await someone.open()
        await someone.button().click()
        refused = someone.chat.get_by_role("heading", level=1)
        await expect(refused).to_have_text("Chatten kan ikke vises her")
        assert someone.house.engine.opened == []
        await expect(someone.frame).to_have_count(0, timeout=12_000)
        line = someone.visitor.page.locator('veiviser-chat a[href="tel:112"]')
        await expect(line).to_be_visible()


async def test_a_site_that_is_not_among_those_on_the_list_gets_numbers_too(
    browser: Browser,
) -> None:
    options = {"viewport": DESK, "bypass_csp": True}
    async with guest(browser, listed=("https://skole.example",), **options) as someone:
        someone.site.style = ""
        someone.site.is_strict = False
        await someone.open()
        await someone.button().click()
        net = someone.visitor.page.locator("veiviser-chat .net")
        await expect(net.locator('a[href="tel:112"]')).to_be_visible(timeout=12_000)
        assert someone.house.engine.opened == []
        assert await violations(someone.visitor.page) == []


async def test_when_the_server_is_gone_the_numbers_are_there(someone: Guest) -> None:
    await someone.open()
    await expect(someone.button()).to_be_visible()
    await someone.visitor.context.route("**/ramme*", lambda route: route.abort())
    await someone.button().click()
    net = someone.visitor.page.locator("veiviser-chat .net")
    await expect(net).to_be_visible(timeout=12_000)
    for number in ("112", "113", "116111"):
        await expect(net.locator(f'a[href="tel:{number}"]')).to_be_visible()


# Accessibility and size


@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_axe_finds_nothing(browser: Browser, colours: str) -> None:
    options = {"viewport": DESK, "color_scheme": colours, "bypass_csp": True}
    async with guest(browser, **options, reduced_motion="reduce") as someone:
        someone.site.style = ""
        someone.site.is_strict = False
        await someone.open()
        await expect(someone.button()).to_be_visible()
        assert await violations(someone.visitor.page) == []
        await someone.button().click()
        await expect(someone.chat.locator(".choice").first).to_be_visible()
        assert await violations(someone.visitor.page) == []


async def test_axe_finds_nothing_in_the_frame(browser: Browser) -> None:
    async with (
        guest(browser) as someone,
        visit(browser, someone.house, reduced_motion="reduce") as visitor,
    ):
        await visitor.open("ramme")
        await expect(visitor.choices.first).to_be_visible()
        for width in (320, 390, 1280):
            await visitor.page.set_viewport_size({"width": width, "height": 5000})
            assert await violations(visitor.page) == []


async def test_loader_and_chat_are_small(someone: Guest) -> None:
    answer = await someone.visitor.context.request.get(someone.house.url + "embed.js")
    assert len(gzip.compress(await answer.body(), 9)) <= 4096
    files = [(FOLDER / "static" / name).read_bytes() for name in CHAT]
    assert sum(len(gzip.compress(one, 9)) for one in files) <= 20_000
