"""Tokens, expiry, eviction."""

from __future__ import annotations

import pytest

from bot.gateway.conversations import Conversations, Lifetime, name_of, new_token
from bot.gateway.limits import Rate
from bot.gateway.problems import Problem
from bot.gateway.validation import bearer

RATE = Rate(burst=10, per_second=1.0)


def conversations(most: int = 10) -> Conversations:
    return Conversations(Lifetime(idle=100, absolute=250), most, RATE)


def expired(store: Conversations, token: str, now: float) -> bool:
    try:
        store.find(token, now)
    except Problem as problem:
        assert problem.code == "expired"
        return True
    return False


def test_token_has_256_bits_and_is_well_formed() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(bearer(f"Bearer {token}") == token for token in tokens)


def test_only_a_hash_of_the_token_is_kept() -> None:
    store = conversations()
    token, conversation = store.open(0.0)
    assert conversation.name == name_of(token) and len(conversation.name) == 64
    assert token not in repr(vars(store)) + repr(vars(conversation))


def test_find_gives_the_conversation_of_the_token_only() -> None:
    store = conversations()
    (one, first), (two, second) = store.open(0.0), store.open(0.0)
    assert store.find(one, 1.0) is first and store.find(two, 1.0) is second
    assert expired(store, new_token(), 1.0)


@pytest.mark.parametrize(
    ("seen", "now", "over"),
    [
        ((), 99.9, False),
        ((), 100.0, True),
        ((90,), 189.0, False),
        ((90,), 190.0, True),
        ((90, 180), 249.0, False),
        ((90, 180), 250.0, True),
    ],
)
def test_find_expires_by_idle_time_and_by_age(
    seen: tuple[float, ...], now: float, over: bool
) -> None:
    store = conversations()
    token, _ = store.open(0.0)
    for moment in seen:
        store.find(token, moment)
    assert expired(store, token, now) is over
    assert len(store.ended) == over


def test_open_ends_the_idlest_when_there_are_too_many() -> None:
    store = conversations(most=2)
    (one, _), (two, idlest) = store.open(0.0), store.open(1.0)
    store.find(one, 2.0)
    three, _ = store.open(3.0)
    assert len(store) == 2
    assert not expired(store, one, 4.0) and not expired(store, three, 4.0)
    assert expired(store, two, 4.0)
    assert list(store.ended.values()) == [idlest] and idlest.ended


def test_end_expired_ends_only_what_has_expired() -> None:
    store = conversations()
    store.open(0.0)
    token, _ = store.open(50.0)
    store.end_expired(120.0)
    assert len(store) == len(store.ended) == 1
    assert not expired(store, token, 120.0)


def test_expires_in_is_the_shorter_of_both() -> None:
    assert conversations().expires_in == 100
    assert Conversations(Lifetime(500, 250), 1, RATE).expires_in == 250
