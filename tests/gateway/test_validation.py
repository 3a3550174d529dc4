"""The edges of what is let in."""

from __future__ import annotations

import json
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway import validation
from bot.gateway.problems import Problem

ID = str(uuid.UUID(int=7))


def code_of(call: object, *args: object) -> str:
    """The code of the problem that the call raises; empty when there is none."""
    try:
        call(*args)  # type: ignore[operator]
    except Problem as problem:
        return problem.code
    return ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hei", ""),
        ("å", ""),
        ("1/2", ""),
        ("hei /restart", ""),
        ("\nhei\tdu\n", ""),
        ("😭", ""),
        ("👨\u200d👩\u200d👧", ""),
        ("مرحبا", ""),
        ("a" * 1000, ""),
        ("😭" * 1000, ""),
        ("a" * 1001, "text_too_long"),
        (" " * 1001, "text_too_long"),
        ("", "empty_text"),
        ("   \n\t ", "empty_text"),
        ("\u200b\u2060\ufeff", "empty_text"),
        ("\u3164\u2800\u00ad", "empty_text"),
        ("\ufe0f", "empty_text"),
        ("hei\x00", "control_character"),
        ("hei\r\n", "control_character"),
        ("\x1b[31m", "control_character"),
        ("\x7f", "control_character"),
        ("\x85", "control_character"),
        ("\ud800", "control_character"),
        ("/restart", "starts_with_slash"),
        ("  /restart", "starts_with_slash"),
        ("\n\t/restart", "starts_with_slash"),
        ("\u200b/restart", "starts_with_slash"),
        ("\ufeff\u00a0\u3000/x", "starts_with_slash"),
        ("\u3164/x", "starts_with_slash"),
        ("\u202e/x", "starts_with_slash"),
        ("\u0301/x", "starts_with_slash"),
        ("\U000e0020/x", "starts_with_slash"),
        ("\uff0fx", "starts_with_slash"),
        ("/", "starts_with_slash"),
        (None, "text_or_choice"),
        (1, "text_or_choice"),
        (["hei"], "text_or_choice"),
        (True, "text_or_choice"),
    ],
)
def test_free_text(text: object, code: str) -> None:
    assert code_of(validation.free_text, text) == code


@given(st.text(max_size=1100))
def test_free_text_that_passes_is_unchanged_and_no_command(text: str) -> None:
    try:
        passed = validation.free_text(text)
    except Problem:
        return
    assert passed == text and 1 <= len(text) <= 1000
    assert not text.strip().startswith("/")
    passed.encode("utf-8")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"id": ID, "text": "hei"}, ""),
        ({"id": ID.upper(), "text": "hei"}, ""),
        ({"id": ID, "choice": "/svar"}, ""),
        ({"id": ID}, "text_or_choice"),
        ({}, "text_or_choice"),
        ({"id": ID, "text": "hei", "choice": "/svar"}, "text_or_choice"),
        ({"id": ID, "text": None, "choice": "/svar"}, "text_or_choice"),
        ({"text": "hei"}, "bad_id"),
        ({"id": "7", "text": "hei"}, "bad_id"),
        ({"id": 7, "text": "hei"}, "bad_id"),
        ({"id": ID + "\n", "text": "hei"}, "bad_id"),
        ({"id": "{" + ID + "}", "text": "hei"}, "bad_id"),
        ({"id": ID, "text": "hei", "metadata": {}}, "unknown_field"),
        ({"id": ID, "choice": 5}, "text_or_choice"),
        ({"id": ID, "choice": ""}, "unknown_choice"),
        ({"id": ID, "choice": "/" * 1001}, "unknown_choice"),
        ({"id": ID, "choice": "/svar\x00"}, "unknown_choice"),
    ],
)
def test_message(data: dict[str, object], code: str) -> None:
    assert code_of(validation.message, data) == code


def test_message_ids_in_upper_and_lower_case_are_the_same() -> None:
    name = "ABCDEF00-0000-0000-0000-000000000000"
    assert validation.message_id(name) == validation.message_id(name.lower())


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{}", ""),
        ('{"text": "blåbær"}'.encode(), ""),
        (b"", "bad_json"),
        (b"[]", "bad_json"),
        (b'"hei"', "bad_json"),
        (b"null", "bad_json"),
        (b"{", "bad_json"),
        (b"\xff\xfe{}", "bad_json"),
        ("{}".encode("utf-16"), "bad_json"),
        (b'{"a": NaN}', "bad_json"),
        (b'{"a": Infinity}', "bad_json"),
        (b'{"a": "\xc3\x28"}', "bad_json"),
        (b'{"a":' * 1600 + b"1" + b"}" * 10, "bad_json"),
        (b"[" * 8192, "bad_json"),
        (b'{"a": ' + b"9" * 8000 + b"}", "bad_json"),
    ],
)
def test_parse_object(body: bytes, code: str) -> None:
    assert code_of(validation.parse_object, body) == code


@given(st.binary(max_size=200))
def test_parse_object_gives_an_object_or_a_problem(body: bytes) -> None:
    assert code_of(validation.parse_object, body) in ("", "bad_json")


@given(st.dictionaries(st.text(max_size=8), st.none() | st.integers() | st.text(max_size=8)))
def test_parse_object_reads_what_json_writes(data: dict[str, object]) -> None:
    assert validation.parse_object(json.dumps(data).encode()) == data


@pytest.mark.parametrize(
    ("content_type", "encoding", "passes"),
    [
        ("application/json", None, True),
        ("application/json; charset=utf-8", None, True),
        ('Application/JSON;charset="UTF-8"', "identity", True),
        ("application/json; charset=latin-1", None, False),
        ("application/json; charset=utf-8; x=y", None, False),
        ("text/json", None, False),
        ("text/plain", None, False),
        ("application/x-www-form-urlencoded", None, False),
        ("multipart/form-data", None, False),
        ("application/jsonx", None, False),
        ("", None, False),
        (None, None, False),
        ("application/json", "gzip", False),
    ],
)
def test_check_type(content_type: str | None, encoding: str | None, passes: bool) -> None:
    assert (code_of(validation.check_type, content_type, encoding) == "") is passes


@pytest.mark.parametrize(
    ("header", "passes"),
    [
        ("Bearer " + "a" * 43, True),
        ("bearer  " + "A-_9" * 10 + "abc", True),
        ("Bearer " + "a" * 42, False),
        ("Bearer " + "a" * 44, False),
        ("Bearer " + "a" * 42 + "=", False),
        ("Bearer " + "å" * 43, False),
        ("Bearer", False),
        ("Basic " + "a" * 43, False),
        ("a" * 43, False),
        ("", False),
        (None, False),
    ],
)
def test_bearer(header: str | None, passes: bool) -> None:
    assert (code_of(validation.bearer, header) == "") is passes


@pytest.mark.parametrize(
    ("data", "language"),
    [({}, "nb"), ({"language": "nn"}, "nn"), ({"language": "en"}, "en")],
)
def test_opening(data: dict[str, str], language: str) -> None:
    assert validation.opening(data) == language


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"language": "sv"}, "bad_language"),
        ({"language": None}, "bad_language"),
        ({"language": ["nb"]}, "bad_language"),
        ({"name": "Kari"}, "unknown_field"),
    ],
)
def test_opening_refuses(data: dict[str, object], code: str) -> None:
    assert code_of(validation.opening, data) == code


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, ""),
        ({"situation": "", "perspective": "", "age": "", "open": ""}, ""),
        ({"situation": "rettigheter", "perspective": "friend", "age": "under_18"}, ""),
        ({"open": "now"}, ""),
        ({"situation": "rettighet"}, "bad_situation"),
        ({"perspective": "mor"}, "bad_perspective"),
        ({"age": "17"}, "bad_age"),
        ({"open": "true"}, "bad_open"),
        ({"navn": "kari"}, "unknown_parameter"),
    ],
)
def test_search(query: dict[str, str], code: str) -> None:
    assert code_of(validation.search, query, list(query)) == code


def test_search_refuses_the_same_parameter_twice() -> None:
    assert code_of(validation.search, {"age": "unknown"}, ["age", "age"]) == "unknown_parameter"
