"""With JavaScript: deleting the conversation."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from .house import WORDING, House
from .scripted import ERASE, SLOW, TRAVEL
from .visitor import Visitor, until

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_deleting_asks_first_and_says_what_it_does(visitor: Visitor, house: House) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.button("Slett samtalen").click()
    group = visitor.page.get_by_role("group", name="Vil du slette samtalen?")
    await expect(group).to_be_visible()
    await expect(group).to_contain_text("Det kan ikke hentes tilbake")
    await expect(visitor.exit).to_be_in_viewport()
    assert house.engine.erased == []


@pytest.mark.parametrize("way", ["button", "Escape"])
async def test_one_can_think_better_of_it(visitor: Visitor, house: House, way: str) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.button("Slett samtalen").click()
    if way == "button":
        await visitor.button("Nei, behold").click()
    else:
        await visitor.page.keyboard.press("Escape")
    await expect(visitor.button("Ja, slett")).to_be_hidden()
    await expect(visitor.button("Slett samtalen")).to_be_focused()
    await expect(visitor.cards).to_have_count(3)
    assert house.engine.erased == []


async def test_deleting_erases_on_the_server_and_on_the_screen(
    visitor: Visitor, house: House
) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.field.fill("noe halvferdig")
    await visitor.button("Slett samtalen").click()
    await visitor.button("Ja, slett").click()
    note = visitor.page.get_by_text("Samtalen er slettet.")
    await expect(note).to_be_focused()
    assert house.engine.erased == house.engine.opened and house.conversations == 0
    assert TRAVEL not in await visitor.words()
    await expect(visitor.field).to_have_value("")


async def test_after_deleting_one_can_begin_anew(visitor: Visitor, house: House) -> None:
    await visitor.button("Slett samtalen").click()
    await visitor.button("Ja, slett").click()
    await visitor.write_and_wait("noe nytt")
    assert house.engine.heard == ["noe nytt"] and len(house.engine.opened) == 2


async def test_a_button_of_the_conversation_deletes_as_well(visitor: Visitor, house: House) -> None:
    await visitor.write_and_wait(ERASE)
    await visitor.button("Slett nå").click()
    await expect(visitor.page.get_by_text("Samtalen er slettet.")).to_be_focused()
    assert house.conversations == 0 and ERASE not in await visitor.words()


async def test_deleting_without_contact_clears_the_screen_and_can_be_tried_again(
    visitor: Visitor, house: House
) -> None:
    await visitor.write_and_wait(TRAVEL)
    await visitor.lose_contact()
    await visitor.button("Slett samtalen").click()
    await visitor.button("Ja, slett").click()
    await expect(visitor.trouble).to_contain_text("Skjermen er tømt")
    await expect(visitor.button("Prøv å slette igjen")).to_be_focused()
    assert TRAVEL not in await visitor.words() and house.conversations == 1
    await visitor.find_contact()
    await visitor.button("Prøv å slette igjen").click()
    await expect(visitor.page.get_by_text("Samtalen er slettet.")).to_be_visible()
    await until(lambda: house.conversations == 0)


async def test_deleting_that_the_server_could_not_do_at_once_is_told_in_its_words(
    visitor: Visitor, house: House
) -> None:
    async def fail(conversation: str) -> None:
        raise RuntimeError

    house.engine.erase = fail  # type: ignore[method-assign]
    await visitor.write_and_wait(TRAVEL)
    await visitor.button("Slett samtalen").click()
    await visitor.button("Ja, slett").click()
    await expect(visitor.trouble).to_have_text(WORDING.text("utter_feil_not_erased"))
    await expect(visitor.button("Prøv å slette igjen")).to_be_hidden()
    assert TRAVEL not in await visitor.words() and house.conversations == 0


async def test_deleting_while_an_answer_is_on_its_way_leaves_nothing(
    visitor: Visitor, house: House
) -> None:
    await visitor.write(SLOW)
    await until(lambda: house.engine.heard == [SLOW])
    await visitor.button("Slett samtalen").click()
    await visitor.button("Ja, slett").click()
    await expect(visitor.page.get_by_text("Samtalen er slettet.")).to_be_visible()
    house.engine.go_on.set()
    await visitor.page.wait_for_timeout(200)
    assert SLOW not in await visitor.words()
    await expect(visitor.field).to_have_value("")
    await expect(visitor.trouble).to_be_empty()
