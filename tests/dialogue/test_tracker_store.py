"""The tracker store keeps closed values only, a bounded number of turns, and never raises."""

from __future__ import annotations

import json
import time

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered

from bot.dialogue.tracker_store import MOST_TURNS, ForgetfulTrackerStore
from bot.dialogue.vault import MemoryVault
from bot.settings import ROOT

CANARY = "kanarifuglxq"


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


def store_of(domain: Domain) -> ForgetfulTrackerStore:
    return ForgetfulTrackerStore(domain, vault=MemoryVault(100, 1000, time.monotonic))


def turn(intent: str = "situasjon", entity: str = CANARY) -> list[object]:
    parsed = {
        "text": CANARY,
        "intent": {"name": intent, "confidence": 0.91},
        "entities": [{"entity": "situasjon", "value": entity}],
        "text_tokens": [(0, 3)],
        CANARY: CANARY,
    }
    return [
        UserUttered(CANARY, parsed["intent"], parsed["entities"], parsed, metadata={"x": CANARY}),
        ActionExecuted("action_vis_hjelp"),
        BotUttered(CANARY, {"custom": CANARY}, {"y": CANARY}),
        SlotSet("situasjoner", ["vold_i_familien", CANARY]),
        SlotSet("perspektiv", CANARY),
        SlotSet("alder", "under_18"),
        ActionExecuted("action_listen"),
    ]


async def test_nothing_but_closed_values_is_kept(domain: Domain) -> None:
    store = store_of(domain)
    tracker = store.init_tracker("one")
    for event in [SessionStarted(), *turn()]:
        tracker.update(event, domain)
    await store.save(tracker)
    kept = await store.vault.get("one")
    assert kept is not None
    assert CANARY.encode() not in kept
    assert json.loads(kept)["slots"]["situasjoner"] == ["vold_i_familien"]


async def test_retrieved_conversation_knows_slots_and_last_action(domain: Domain) -> None:
    store = store_of(domain)
    tracker = store.init_tracker("one")
    for event in [SessionStarted(), *turn()]:
        tracker.update(event, domain)
    await store.save(tracker)
    again = await store.retrieve("one")
    assert again is not None
    assert again.get_slot("alder") == "under_18"
    assert again.get_slot("perspektiv") is None
    assert again.latest_action_name == "action_listen"
    assert again.latest_message is not None
    assert again.latest_message.intent["name"] == "situasjon"
    assert again.latest_message.text is None


async def test_size_does_not_grow_with_the_conversation(domain: Domain) -> None:
    store = store_of(domain)
    tracker = store.init_tracker("one")
    tracker.update(SessionStarted(), domain)
    sizes = []
    for _ in range(4 * MOST_TURNS):
        for event in turn():
            tracker.update(event, domain)
        await store.save(tracker)
        sizes.append(len(await store.vault.get("one") or b""))
    assert sizes[-1] == sizes[MOST_TURNS]


async def test_erased_conversation_is_gone(domain: Domain) -> None:
    store = store_of(domain)
    await store.create_tracker("one")
    await store.erase("one")
    assert await store.retrieve("one") is None


class Broken:
    """A vault that fails as a Redis that is away fails, with the words in its error."""

    async def get(self, key: str) -> bytes | None:
        raise ConnectionError(CANARY)

    async def put(self, key: str, value: bytes) -> None:
        raise ConnectionError(CANARY)

    async def delete(self, key: str) -> None:
        raise ConnectionError(CANARY)


async def test_broken_vault_means_forgetting_not_keeping_elsewhere(
    domain: Domain, caplog: pytest.LogCaptureFixture
) -> None:
    store = ForgetfulTrackerStore(domain, vault=Broken())
    safe = FailSafeTrackerStore(store)
    tracker = store.init_tracker("one")
    for event in [SessionStarted(), *turn()]:
        tracker.update(event, domain)
    await safe.save(tracker)
    assert await safe.retrieve("one") is None
    assert safe._fallback_tracker_store is None, "Rasa's own fallback would keep the text"
    assert CANARY not in caplog.text
