"""What is kept of an event, against Rasa's own shapes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.events import Allowed, keep

CANARY = "kanarifugl"
ALLOWED = Allowed(
    intents={"situasjon", "hils"},
    entities={"situasjon": {"vold_i_familien"}, "navn": set()},
    slots={"trygg": {"ja", "nei"}, "situasjoner": {"vold_i_familien"}, "flagg": {True, False}},
    actions={"action_listen", "action_svar", "svar_form"},
)
STAMP = {"timestamp": 1_700_000_000.75}


def kept(event: dict[str, Any]) -> dict[str, Any] | None:
    return keep(event, ALLOWED)


def user(**changed: Any) -> dict[str, Any]:
    intent = {"name": "situasjon", "confidence": 0.987654}
    entities = [{"entity": "situasjon", "value": "vold_i_familien", "start": 0, "text": CANARY}]
    parsed = {
        "text": CANARY,
        "intent": intent,
        "entities": entities,
        "message_id": CANARY,
        "metadata": {CANARY: CANARY},
        "intent_ranking": [{"name": CANARY, "confidence": 1.0}],
        "text_tokens": [[0, 3]],
        **changed,
    }
    return {
        "event": "user",
        **STAMP,
        "text": CANARY,
        "parse_data": parsed,
        "input_channel": CANARY,
        "message_id": CANARY,
        "metadata": {"x": CANARY},
    }


def test_keep_of_a_user_event_is_intent_and_closed_entities_only() -> None:
    assert kept(user()) == {
        "event": "user",
        "timestamp": 1_700_000_000.0,
        "text": None,
        "parse_data": {
            "text": None,
            "intent": {"name": "situasjon", "confidence": 0.99},
            "entities": [{"entity": "situasjon", "value": "vold_i_familien"}],
        },
    }


@pytest.mark.parametrize(
    ("changed", "intent", "entities"),
    [
        ({"intent": {"name": CANARY}}, {"name": None}, None),
        ({"intent": {"name": "hils", "confidence": CANARY}}, {"name": "hils"}, None),
        ({"intent": {"name": "hils", "confidence": 7}}, {"name": "hils"}, None),
        ({"intent": {"name": ["hils"]}}, {"name": None}, None),
        ({"intent": CANARY}, {"name": None}, None),
        ({"entities": [{"entity": CANARY, "value": "ja"}]}, None, []),
        (
            {"entities": [{"entity": "navn", "value": CANARY}]},
            None,
            [{"entity": "navn", "value": None}],
        ),
        ({"entities": CANARY}, None, []),
        ({"entities": [CANARY, None, {}]}, None, []),
        (
            {"entities": [{"entity": "situasjon", "value": [CANARY, "vold_i_familien"]}]},
            None,
            [{"entity": "situasjon", "value": ["vold_i_familien"]}],
        ),
    ],
)
def test_keep_of_a_user_event_drops_what_is_in_no_vocabulary(
    changed: dict[str, Any], intent: Any, entities: Any
) -> None:
    event = kept(user(**changed))
    assert event is not None
    assert CANARY not in json.dumps(event)
    if intent is not None:
        assert event["parse_data"]["intent"] == intent
    if entities is not None:
        assert event["parse_data"]["entities"] == entities


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"event": "slot", "name": "trygg", "value": "nei"}, {"name": "trygg", "value": "nei"}),
        ({"event": "slot", "name": "trygg", "value": None}, {"name": "trygg", "value": None}),
        ({"event": "slot", "name": "trygg", "value": CANARY}, {"name": "trygg", "value": None}),
        (
            {"event": "slot", "name": "trygg", "value": {"a": CANARY}},
            {"name": "trygg", "value": None},
        ),
        ({"event": "slot", "name": "flagg", "value": True}, {"name": "flagg", "value": True}),
        ({"event": "slot", "name": "flagg", "value": 1}, {"name": "flagg", "value": None}),
        (
            {
                "event": "slot",
                "name": "situasjoner",
                "value": ["vold_i_familien", CANARY, [CANARY]],
            },
            {"name": "situasjoner", "value": ["vold_i_familien"]},
        ),
        ({"event": "slot", "name": "session_started_metadata", "value": {"a": CANARY}}, None),
        ({"event": "slot", "name": [CANARY], "value": "ja"}, None),
        (
            {
                "event": "action",
                "name": "action_svar",
                "policy": CANARY,
                "confidence": 1.0,
                "action_text": CANARY,
                "hide_rule_turn": True,
            },
            {"name": "action_svar", "confidence": 1.0, "hide_rule_turn": True},
        ),
        ({"event": "action", "name": None, "action_text": CANARY}, None),
        ({"event": "action", "name": CANARY}, None),
        ({"event": "action_execution_rejected", "name": "svar_form"}, {"name": "svar_form"}),
        ({"event": "followup", "name": "action_svar"}, {"name": "action_svar"}),
        ({"event": "followup", "name": CANARY}, None),
        ({"event": "active_loop", "name": "svar_form"}, {"name": "svar_form"}),
        ({"event": "active_loop", "name": None}, {"name": None}),
        ({"event": "active_loop", "name": CANARY}, None),
        ({"event": "loop_interrupted", "is_interrupted": True}, {"is_interrupted": True}),
        ({"event": "loop_interrupted", "is_interrupted": CANARY}, None),
        (
            {"event": "user_featurization", "use_text_for_featurization": False},
            {"use_text_for_featurization": False},
        ),
        (
            {"event": "entities", "entities": [{"entity": "situasjon", "value": CANARY}]},
            {"entities": [{"entity": "situasjon", "value": None}]},
        ),
        (
            {"event": "bot", "text": CANARY, "data": {"custom": CANARY}, "metadata": {"a": CANARY}},
            {},
        ),
        ({"event": "session_started", "metadata": {"a": CANARY}}, {}),
        ({"event": "restart"}, {}),
        ({"event": "rewind"}, {}),
        ({"event": "reset_slots"}, {}),
        ({"event": "undo"}, {}),
        ({"event": "agent", "text": CANARY}, None),
        ({"event": "reminder", "name": CANARY, "intent": "hils"}, None),
        ({"event": "cancel_reminder", "name": CANARY}, None),
        ({"event": "export"}, None),
        ({"event": CANARY}, None),
        ({"event": [CANARY]}, None),
        ({}, None),
    ],
)
def test_keep_by_type_of_event(event: dict[str, Any], expected: dict[str, Any] | None) -> None:
    result = kept({**STAMP, "metadata": {"x": CANARY}, **event})
    if expected is None:
        assert result is None
    else:
        assert result == {"event": event["event"], "timestamp": 1_700_000_000.0, **expected}


@pytest.mark.parametrize("stamp", [None, CANARY, float("nan"), float("inf"), True, 10**400])
def test_keep_drops_a_timestamp_that_is_none(stamp: Any) -> None:
    assert kept({"event": "restart", "timestamp": stamp}) == {"event": "restart"}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.just(CANARY),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.just(CANARY), inner),
    max_leaves=6,
)
KINDS = sorted(
    ["user", "slot", "action", "bot", "entities", "followup", "active_loop", "loop_interrupted"]
)
FIELDS = ["name", "value", "text", "parse_data", "entities", "timestamp", "confidence", "metadata"]


@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(FIELDS), anything))
def test_keep_never_raises_and_never_keeps_the_canary(kind: str, fields: dict[str, Any]) -> None:
    once = kept({**fields, "event": kind})
    assert CANARY not in json.dumps(once)
    assert once is None or kept(once) == once


def test_keep_leaves_no_canary_in_any_field_of_any_event_of_rasa() -> None:
    """Every event class of Rasa, every field filled with the canary."""
    events = pytest.importorskip("rasa.shared.core.events")
    from datetime import datetime, timezone

    filled = [
        events.UserUttered(CANARY, {"name": CANARY}, [{"entity": CANARY, "value": CANARY}]),
        events.BotUttered(CANARY, {"custom": CANARY}, {"m": CANARY}),
        events.SlotSet("trygg", CANARY),
        events.ActionExecuted("action_svar", CANARY, 0.5, action_text=CANARY),
        events.ActionExecuted(CANARY),
        events.ActiveLoop(CANARY),
        events.LoopInterrupted(True),
        events.SessionStarted(metadata={"m": CANARY}),
        events.Restarted(),
        events.AgentUttered(CANARY),
        events.EntitiesAdded([{"entity": "navn", "value": CANARY}]),
        events.FollowupAction(CANARY),
        events.ActionExecutionRejected(CANARY),
        events.ReminderScheduled(CANARY, datetime.now(timezone.utc)),
        events.DefinePrevUserUtteredFeaturization(True, metadata={"m": CANARY}),
    ]
    for event in filled:
        event.metadata = {"m": CANARY}
        assert CANARY not in json.dumps(kept(event.as_dict()))


def test_kept_events_give_the_policies_the_same_state() -> None:
    """What Memoization and Rule policies see of a turn is the same before and after."""
    events = pytest.importorskip("rasa.shared.core.events")
    turn = events.UserUttered(
        "hei, pappa slår", {"name": "situasjon"}, [{"entity": "navn", "value": CANARY}]
    )
    turn.use_text_for_featurization = False
    back = events.Event.from_parameters(kept(turn.as_dict()))
    back.use_text_for_featurization = False
    before = {k: v for k, v in turn.as_sub_state().items() if k != "text"}
    assert back.as_sub_state() == before
    action = events.ActionExecuted("action_svar", confidence=1.0, hide_rule_turn=True)
    again = events.Event.from_parameters(kept(action.as_dict()))
    assert (again.action_name, again.hide_rule_turn) == ("action_svar", True)
