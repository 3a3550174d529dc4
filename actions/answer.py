"""How an action answers: reviewed wording, service messages, buttons."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk.executor import CollectingDispatcher

from actions.memory import Known
from actions.world import now, world
from bot.contract import Choices, Services

PAGE = 3


def say(dispatcher: CollectingDispatcher, name: str, known: Known, **values: str) -> None:
    """Utters the variant of `name` that fits, with its buttons. Unknown names are skipped."""
    wording = world().wording
    if name not in wording:
        return
    variant = wording.variant(name, voice(known))
    text = wording.text(name, voice(known), **values)
    if text:
        dispatcher.utter_message(text=text)
    if variant.choices:
        dispatcher.utter_message(json_message=Choices(variant.choices).to_json())


def alert(dispatcher: CollectingDispatcher, known: Known) -> Known:
    """Acute help; stands first in the answer and shows the first services, so that a list
    after it goes on with the next."""
    message = world().first_aid.alert_for(known.query(), now())
    dispatcher.utter_message(json_message=message.to_json())
    return replace(known, shown=PAGE)


def first_page(known: Known) -> list[str]:
    """Ids of the services that would be shown first for what is known."""
    return [service.id for service in world().directory.match(known.query(), now())[:PAGE]]


def services(dispatcher: CollectingDispatcher, known: Known) -> Known:
    """The next services after those already shown; returns what is then known."""
    directory, query, moment = world().directory, known.query(), now()
    page = directory.match(query, moment)[known.shown : known.shown + PAGE]
    if not page:
        return replace(known, shown=0)
    cards = tuple(directory.card(service, query, moment) for service in page)
    dispatcher.utter_message(json_message=Services(cards).to_json())
    return replace(known, shown=known.shown + PAGE)


def question(dispatcher: CollectingDispatcher, known: Known) -> Known:
    """At most one question that sharpens the next list; otherwise what else can be done."""
    perspective = known.perspective or "self"
    slot = world().questions.next(known.situations, perspective, known.answered)
    say(dispatcher, f"utter_sporsmal_{slot}" if slot else "utter_mer_hjelp", known)
    return replace(known, asked=slot)


def voice(known: Known) -> dict[str, str]:
    """Slot values that wording may depend on; unknown perspective reads as oneself."""
    slots = {k: v for k, v in known.slots().items() if isinstance(v, str)}
    return {**slots, "perspektiv": known.perspective or "self"}
