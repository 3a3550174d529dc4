"""With JavaScript: what happens when something fails. Nothing written is lost or doubled, and
help is never out of reach."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Route, expect

from bot.gateway.bounds import Bounds
from bot.gateway.limits import Rate

from .house import WORDING, House, open_house
from .scripted import DANGER, SLOW, TRAVEL
from .visitor import API, Visitor, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_message_that_was_lost_stays_in_the_field(visitor: Visitor, house: House) -> None:
    await visitor.lose_contact()
    await visitor.write(TRAVEL)
    await expect(visitor.trouble).to_contain_text("Vi fikk ikke kontakt")
    await expect(visitor.field).to_have_value(TRAVEL)
    await expect(visitor.own).to_have_count(0)
    await visitor.find_contact()
    await visitor.button("Prøv igjen").click()
    await visitor.wait_for_answer()
    await expect(visitor.cards).to_have_count(3)
    await expect(visitor.trouble).to_be_empty()
    await expect(visitor.field).to_have_value("")
    assert house.engine.heard == [TRAVEL]


async def test_the_connection_may_be_gone_for_a_moment_without_anyone_noticing(
    visitor: Visitor, house: House
) -> None:
    await visitor.context.route(API, lambda route: route.abort(), times=1)
    await visitor.write_and_wait("noe")
    await expect(visitor.trouble).to_be_empty()
    assert house.engine.heard == ["noe"]


async def test_a_message_whose_answer_was_lost_is_not_processed_twice(
    visitor: Visitor, house: House
) -> None:
    await visitor.lose_answers(times=2)
    await visitor.write(TRAVEL)
    await expect(visitor.trouble).to_contain_text("Vi fikk ikke kontakt")
    await visitor.button("Prøv igjen").click()
    await visitor.wait_for_answer()
    await expect(visitor.cards).to_have_count(3)
    assert house.engine.heard == [TRAVEL]


async def test_a_button_whose_answer_was_lost_can_be_pressed_again(
    visitor: Visitor, house: House
) -> None:
    await visitor.lose_answers(times=2)
    await visitor.choices.nth(2).click()
    await expect(visitor.trouble).to_contain_text("Vi fikk ikke kontakt")
    await expect(visitor.choices).to_have_count(5)
    await expect(visitor.button("Prøv igjen")).to_be_focused()
    await visitor.choices.nth(2).click()
    await visitor.wait_for_answer()
    await expect(visitor.cards).to_have_count(3)
    assert len(house.engine.heard) == 1


async def test_sending_twice_in_haste_sends_once(visitor: Visitor, house: House) -> None:
    await visitor.field.fill(SLOW)
    await visitor.button("Send").dblclick()
    await visitor.field.press("Enter")
    house.engine.go_on.set()
    await visitor.wait_for_answer()
    assert house.engine.heard == [SLOW]
    await expect(visitor.own).to_have_count(1)


async def test_pressing_a_button_twice_in_haste_sends_once(visitor: Visitor, house: House) -> None:
    await visitor.choices.nth(2).dblclick()
    await visitor.wait_for_answer()
    assert len(house.engine.heard) == 1


async def test_what_is_written_while_an_answer_is_on_its_way_stays(
    visitor: Visitor, house: House
) -> None:
    await visitor.write(SLOW)
    await visitor.write("og en ting til")
    house.engine.go_on.set()
    await visitor.wait_for_answer()
    await expect(visitor.field).to_have_value("og en ting til")
    await visitor.field.press("Enter")
    await expect(visitor.own).to_have_count(2)


async def test_what_was_lost_comes_before_what_was_written_since(
    visitor: Visitor, house: House
) -> None:
    await visitor.lose_contact()
    await visitor.write("det første")
    await visitor.field.press_sequentially("det andre")
    await expect(visitor.field).to_have_value("det første\ndet andre")


async def test_an_expired_conversation_is_begun_anew_and_the_words_are_sent_again(
    visitor: Visitor, house: House
) -> None:
    house.clock.forward(1801)
    await visitor.write_and_wait(TRAVEL)
    await expect(visitor.cards).to_have_count(3)
    await expect(visitor.trouble).to_be_empty()
    assert house.engine.heard == [TRAVEL] and len(house.engine.opened) == 2


async def test_an_expired_conversation_that_cannot_be_begun_anew_keeps_the_words(
    visitor: Visitor, house: House
) -> None:
    house.clock.forward(1801)
    house.engine.ready = False
    await visitor.write(TRAVEL)
    await expect(visitor.trouble).to_have_text(WORDING.text("utter_feil_not_ready"))
    await expect(visitor.field).to_have_value(TRAVEL)


async def test_too_many_messages_are_answered_with_words_and_help(browser: Browser) -> None:
    async with (
        open_house(Bounds(turns=Rate(burst=1, per_second=0.01))) as house,
        visit(browser, house) as visitor,
    ):
        await visitor.open_chat()
        await visitor.write_and_wait("en")
        await visitor.write("to")
        await expect(visitor.trouble).to_have_text(WORDING.text("utter_feil_too_many_requests"))
        await expect(visitor.field).to_have_value("to")
        await expect(visitor.cards.first).to_contain_text("Politiets nødnummer 112")
        house.clock.forward(200)
        await visitor.button("Prøv igjen").click()
        await expect(visitor.own).to_have_text(["en", "to"])
        await expect(visitor.cards).to_have_count(0)


async def test_a_chat_that_is_not_ready_shows_help_and_can_be_tried_again(
    browser: Browser, house: House
) -> None:
    house.engine.ready = False
    async with visit(browser, house) as visitor:
        await visitor.open()
        await expect(visitor.cards).to_have_count(6)
        await visitor.write(TRAVEL)
        await expect(visitor.trouble).to_have_text(WORDING.text("utter_feil_not_ready"))
        shown = await visitor.cards.count()
        for _ in range(2):
            await visitor.button("Prøv igjen").click()
            await expect(visitor.trouble).to_have_text(WORDING.text("utter_feil_not_ready"))
        await expect(visitor.cards).to_have_count(shown)
        house.engine.ready = True
        await visitor.button("Prøv igjen").click()
        await expect(visitor.choices).to_have_count(3)
        await expect(visitor.trouble).to_be_empty()
        assert house.engine.heard == [TRAVEL]


async def test_danger_is_answered_in_sight_although_the_chat_is_not_ready(
    visitor: Visitor, house: House
) -> None:
    house.engine.ready = False
    await visitor.page.emulate_media(reduced_motion="reduce")
    await visitor.write(DANGER)
    await expect(visitor.log.get_by_role("alert")).to_be_in_viewport()
    await expect(visitor.cards.first).to_contain_text("Politiets nødnummer 112")


async def test_a_refused_message_is_tied_to_the_field(visitor: Visitor, house: House) -> None:
    await visitor.write("/restart")
    await expect(visitor.trouble).to_have_text(WORDING.text("utter_feil_starts_with_slash"))
    await expect(visitor.field).to_have_value("/restart")
    await expect(visitor.field).to_have_attribute("aria-invalid", "true")
    await expect(visitor.field).to_have_accessible_description(
        WORDING.text("utter_feil_starts_with_slash") + " " + WORDING.text("utter_side_felt_hjelp")
    )
    await expect(visitor.button("Prøv igjen")).to_be_hidden()
    assert house.engine.heard == []


async def test_when_the_server_is_gone_the_numbers_are_still_there(
    browser: Browser, house: House
) -> None:
    async with visit(browser, house) as visitor:
        await visitor.lose_contact()
        await visitor.open()
        await expect(visitor.trouble).to_have_text(WORDING.text("utter_side_ingen_start"))
        for number in ("112", "113", "+4723950000", "116111", "116006", "81555201"):
            await expect(visitor.page.locator(f'.line[href="tel:{number}"]')).to_be_visible()
        await visitor.find_contact()
        await visitor.button("Prøv igjen").click()
        await expect(visitor.choices).to_have_count(5)


async def test_an_answer_that_is_no_answer_is_told_plainly(visitor: Visitor) -> None:
    async def garble(route: Route) -> None:
        await route.fulfill(status=502, body="<h1>Bad Gateway</h1>")

    await visitor.context.route(API, garble)
    await visitor.write("noe")
    await expect(visitor.trouble).to_have_text(WORDING.text("utter_side_uventet"))
    await expect(visitor.field).to_have_value("noe")


async def test_an_engine_that_fails_still_gives_help(visitor: Visitor, house: House) -> None:
    async def fail(conversation: str, text: str) -> list[object]:
        raise RuntimeError

    house.engine.say = fail  # type: ignore[assignment,method-assign]
    await visitor.write_and_wait("noe")
    await expect(visitor.cards).to_have_count(6)
