"""With JavaScript: a conversation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import Browser, expect

from .house import WORDING, House
from .scripted import DANGER, SLOW, TRAVEL
from .visitor import Visitor, visit

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_chat_opens_with_what_it_is_and_with_buttons(visitor: Visitor) -> None:
    await expect(visitor.log).to_contain_text("Jeg er et program, ikke et menneske")
    titles = [choice.title for choice in WORDING.variant("utter_apning").choices]
    assert await visitor.choices.all_text_contents() == titles
    assert visitor.complaints == []


async def test_the_first_screen_warns_of_the_phone_and_has_the_emergency_numbers(
    visitor: Visitor,
) -> None:
    await expect(visitor.page.get_by_text("Kan andre se telefonen din?").first).to_be_in_viewport()
    for number in ("112", "113"):
        await expect(visitor.page.locator(f'.line[href="tel:{number}"]')).to_be_in_viewport()


async def test_the_tab_does_not_tell_what_the_page_is_about(visitor: Visitor) -> None:
    assert await visitor.page.title() == "Spørsmål og svar"


async def test_one_writes_and_is_shown_whom_to_turn_to(visitor: Visitor, house: House) -> None:
    await visitor.write_and_wait(TRAVEL)
    await expect(visitor.own).to_have_text([TRAVEL])
    await expect(visitor.cards).to_have_count(3)
    assert house.engine.heard == [TRAVEL]
    assert visitor.complaints == []


async def test_a_card_says_all_there_is_to_say(visitor: Visitor) -> None:
    await visitor.write_and_wait(TRAVEL)
    card = visitor.cards.nth(1)
    await expect(card.get_by_role("heading")).to_have_text(
        "Alarmtelefonen for barn og unge 116 111"
    )
    await expect(card.locator(".hours")).to_have_text(
        "Åpent nå Telefon: åpent hele døgnet. SMS og chat: åpner i dag 16.15",
        use_inner_text=True,
    )
    await expect(card.locator(".anonymous")).to_have_text("Du kan være anonym")
    await expect(card.locator(".why")).not_to_be_empty()
    await expect(card.locator(".about")).not_to_be_empty()


async def test_a_card_has_a_way_to_each_channel(visitor: Visitor) -> None:
    await visitor.write_and_wait(TRAVEL)
    card = visitor.cards.nth(1)
    for name, href in {
        "Ring 116 111": "tel:116111",
        "Send SMS til 417 16 111": "sms:41716111",
        "Åpne chat": "https://www.116111.no",
    }.items():
        await expect(card.get_by_role("link", name=name)).to_have_attribute("href", href)
    chat = card.get_by_role("link", name="Åpne chat (Alarmtelefonen for barn og unge 116 111")
    await expect(chat).to_have_attribute("rel", "noreferrer noopener")
    await expect(chat).to_have_attribute("target", "_blank")
    assert await card.locator("[data-way]").count() == 4  # and the button that copies


async def test_a_closed_service_says_so_in_words(visitor: Visitor, house: House) -> None:
    house.clock.now += timedelta(hours=-4)
    await visitor.write_and_wait(TRAVEL)
    hours = visitor.cards.nth(0).locator(".hours")
    await expect(hours).to_contain_text("Stengt nå", use_inner_text=True)
    await expect(hours).not_to_contain_text("Åpent nå")


async def test_a_call_does_not_end_the_conversation(visitor: Visitor, house: House) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.cards.nth(0).get_by_role("link", name="Ring").click()
    await visitor.write_and_wait("jeg ringte")
    assert house.engine.erased == [] and len(house.engine.opened) == 1


async def test_a_number_can_be_copied(browser: Browser, house: House) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    async with visit(browser, house, permissions=allowed) as visitor:
        await visitor.open_chat()
        await visitor.write_and_wait(TRAVEL)
        await visitor.cards.nth(0).get_by_role("button", name="Kopier nummeret").click()
        await expect(visitor.page.locator("[data-status]")).to_have_text("Nummeret er kopiert")
        # The site's policy forbids reading the clipboard, so it is read by pasting.
        await visitor.field.press("Control+v")
        await expect(visitor.field).to_have_value("815 55 201")


async def test_a_number_that_could_not_be_copied_is_not_said_to_be(
    browser: Browser, house: House
) -> None:
    async with visit(browser, house) as visitor:
        refusing = "navigator.clipboard.writeText = () => Promise.reject(new DOMException())"
        await visitor.page.add_init_script(refusing)  # as in a frame that may not write
        await visitor.open_chat()
        await visitor.write_and_wait(TRAVEL)
        await visitor.cards.nth(0).get_by_role("button", name="Kopier nummeret").click()
        await expect(visitor.page.locator("[data-status]")).to_have_text("Det gikk ikke å kopiere")


async def test_a_button_is_as_good_as_words(visitor: Visitor, house: House) -> None:
    title = await visitor.choices.nth(2).text_content()
    await visitor.choices.nth(2).click()
    await visitor.wait_for_answer()
    await expect(visitor.own).to_have_text([str(title)])
    await expect(visitor.cards).to_have_count(3)
    assert house.engine.heard == ['/situasjon{"situasjon": "bekymret_for_reise"}']


async def test_only_the_latest_buttons_are_there(visitor: Visitor) -> None:
    await visitor.write_and_wait(TRAVEL)
    await expect(visitor.choices).to_have_text(["Ja", "Nei", "Hopp over"])
    await visitor.write_and_wait("noe helt annet")
    await expect(visitor.choices).to_have_count(0)


async def test_danger_comes_first_and_is_said_aloud_at_once(visitor: Visitor) -> None:
    await visitor.write_and_wait(DANGER)
    alert = visitor.log.get_by_role("alert")
    await expect(alert).to_contain_text("Viktig")
    after = visitor.log.locator(".own ~ *")
    await expect(after.nth(0)).to_have_attribute("role", "alert")
    await expect(after.nth(1).locator(".card").first).to_contain_text("Politiets nødnummer 112")


async def test_only_new_messages_are_announced(visitor: Visitor) -> None:
    await expect(visitor.log).to_have_attribute("aria-live", "polite")
    await expect(visitor.log).to_have_attribute("aria-relevant", "additions")
    await visitor.page.evaluate(
        """() => {
            window.changes = [];
            new MutationObserver((all) => window.changes.push(...all.map((one) =>
                [one.addedNodes.length, one.target.getAttribute("role")])))
                .observe(document.querySelector("[role=log]"), {childList: true, subtree: true});
        }"""
    )
    await visitor.write_and_wait("noe")
    changes = await visitor.page.evaluate("window.changes.filter(([added]) => added)")
    assert changes and all(role == "log" for _, role in changes), "whole messages are added"
    await expect(visitor.page.locator(".own")).to_have_attribute("aria-live", "off")


async def test_enter_sends_and_shift_enter_makes_a_new_line(visitor: Visitor, house: House) -> None:
    await visitor.field.press_sequentially("en")
    await visitor.field.press("Shift+Enter")
    await visitor.field.press_sequentially("to")
    assert house.engine.heard == []
    await visitor.field.press("Enter")
    await visitor.wait_for_answer()
    assert house.engine.heard == ["en\nto"]


async def test_the_focus_stays_in_the_field_after_sending(visitor: Visitor) -> None:
    await visitor.write_and_wait(TRAVEL)
    await expect(visitor.field).to_be_focused()
    await expect(visitor.field).to_have_value("")


async def test_the_focus_goes_to_ones_own_line_after_a_button(visitor: Visitor) -> None:
    await visitor.choices.nth(2).click()
    await visitor.wait_for_answer()
    await expect(visitor.page.locator(".own")).to_be_focused()
    await visitor.page.keyboard.press("Tab")
    assert (await visitor.focused())[2].startswith("Ring 815 55 201")


async def test_it_is_shown_that_an_answer_is_on_its_way(visitor: Visitor, house: House) -> None:
    await visitor.write(SLOW)
    await expect(visitor.page.locator("[data-waiting]")).to_have_text("Veiviser skriver …")
    house.engine.go_on.set()
    await visitor.wait_for_answer()
    await expect(visitor.page.locator("[data-waiting]")).to_be_empty()


async def test_words_that_look_like_markup_stay_words(visitor: Visitor) -> None:
    words = "<img src=x onerror=alert(1)><b>hei</b>"
    await visitor.write_and_wait(words)
    await expect(visitor.own).to_have_text([words])
    assert await visitor.log.locator("img, b").count() == 0


async def test_a_counter_comes_near_the_limit_and_too_much_is_not_sent(
    visitor: Visitor, house: House
) -> None:
    counter = visitor.page.locator("#counter")
    await visitor.field.fill("å" * 849)
    await expect(counter).to_be_empty()
    await visitor.field.fill("å" * 990)
    await expect(counter).to_have_text("10 tegn igjen")
    await visitor.write("🙂" * 1002)
    await expect(counter).to_have_text("2 tegn for mye. Send det i to meldinger.")
    await expect(visitor.field).to_have_attribute("aria-invalid", "true")
    assert house.engine.heard == []
    await visitor.write_and_wait("🙂" * 1000)
    assert len(house.engine.heard) == 1
    await expect(visitor.field).not_to_have_attribute("aria-invalid", "true")


async def test_the_field_is_neither_filled_in_nor_remembered(visitor: Visitor) -> None:
    await expect(visitor.field).to_have_attribute("autocomplete", "off")
    assert await visitor.field.get_attribute("name") is None


async def test_an_answer_is_read_from_its_beginning(visitor: Visitor) -> None:
    await visitor.page.emulate_media(reduced_motion="reduce")
    await visitor.write_and_wait(TRAVEL)
    await expect(visitor.page.locator(".own")).to_be_in_viewport(ratio=1)
    await expect(visitor.choices.first).not_to_be_in_viewport()
