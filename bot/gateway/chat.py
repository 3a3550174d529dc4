"""`/api/v1/conversation`: opening, writing, erasing."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import hdrs, web

from bot.contract import Text
from bot.gateway import validation
from bot.gateway.conversations import Conversation
from bot.gateway.keys import (
    BOUNDS,
    CLOCK,
    CONVERSATIONS,
    ERASER,
    MESSAGES,
    METRICS,
    OPENINGS,
    TURNS,
    WORDING,
)
from bot.gateway.problems import Problem, too_many

ERASE = '/slett_samtalen{"bekreftet": "ja"}'  # the button that erases; needs no engine
ERASED = "utter_slettet"


async def read_object(request: web.Request) -> dict[str, Any]:
    """The JSON object in the body. Raises `Problem`."""
    headers = request.headers
    validation.check_type(headers.get(hdrs.CONTENT_TYPE), headers.get(hdrs.CONTENT_ENCODING))
    return validation.parse_object(await read_body(request, validation.BODY_BYTES))


async def read_body(request: web.Request, most: int) -> bytes:
    """At most `most` bytes, within the time there is; more is never read. Raises `Problem`."""
    try:
        return await asyncio.wait_for(_read(request, most), request.app[BOUNDS].body_seconds)
    except asyncio.TimeoutError:
        raise Problem("body_too_slow") from None
    except (web.RequestPayloadError, ConnectionError):  # badly chunked, or broken off
        raise Problem("bad_request") from None


async def _read(request: web.Request, most: int) -> bytes:
    if (request.content_length or 0) > most:
        raise Problem("body_too_large")
    body = bytearray()
    while chunk := await request.content.readany():
        body += chunk
        if len(body) > most:
            raise Problem("body_too_large")
    return bytes(body)


def find(request: web.Request) -> Conversation:
    """The conversation that the request's token opens. Raises `Problem`."""
    token = validation.bearer(request.headers.get(hdrs.AUTHORIZATION))
    return request.app[CONVERSATIONS].find(token, _now(request))


def open_new(request: web.Request, text: str | None = None) -> tuple[str, Conversation]:
    """A new conversation and its token. Raises `Problem` when there are too many openings; the
    help that comes with it is that which `text` calls for."""
    if wait := request.app[OPENINGS].take(_now(request)):
        raise too_many(wait, request.app[TURNS].help(text))
    return request.app[CONVERSATIONS].open(_now(request))


async def open_conversation(request: web.Request) -> web.Response:
    """`POST /api/v1/conversation`"""
    app = request.app
    language = validation.opening(await read_object(request))
    token, conversation = open_new(request)
    messages = await app[TURNS].open(conversation, language)
    expires_in = app[CONVERSATIONS].expires_in
    body = {"token": token, "expires_in": expires_in, "messages": messages}
    return web.json_response(body, status=201)


async def post_message(request: web.Request) -> web.Response:
    """`POST /api/v1/conversation/messages`"""
    conversation = find(request)
    incoming = validation.message(await read_object(request))
    within_limits(request, conversation, incoming.text)
    if incoming.choice == ERASE:
        return await _erase_by_choice(request, conversation)
    messages = await request.app[TURNS].answer(conversation, incoming)
    return web.json_response({"messages": messages})


async def delete_conversation(request: web.Request) -> web.Response:
    """`DELETE /api/v1/conversation`"""
    await erase(request, find(request))
    return web.Response(status=204)


async def _erase_by_choice(request: web.Request, conversation: Conversation) -> web.Response:
    await erase(request, conversation)
    text = Text(request.app[WORDING].text(ERASED))
    return web.json_response({"messages": [text.to_json()]})


async def erase(request: web.Request, conversation: Conversation) -> None:
    """Erases the conversation. Raises `Problem` when that is not certain yet."""
    if not await request.app[ERASER].erase(conversation):
        raise Problem("not_erased")
    request.app[METRICS].answer("erased")


def within_limits(request: web.Request, conversation: Conversation, text: str | None) -> None:
    """Takes a token of each bucket. Even a message too many is looked over for danger. Raises
    `Problem`."""
    now = _now(request)
    if wait := conversation.bucket.take(now) or request.app[MESSAGES].take(now):
        request.app[METRICS].answer("too_many")
        raise too_many(wait, request.app[TURNS].help(text))


def _now(request: web.Request) -> float:
    return request.app[CLOCK]().timestamp()


def add_routes(app: web.Application) -> None:
    """The routes of this file."""
    app.router.add_post("/api/v1/conversation", open_conversation)
    app.router.add_delete("/api/v1/conversation", delete_conversation)
    app.router.add_post("/api/v1/conversation/messages", post_message)
