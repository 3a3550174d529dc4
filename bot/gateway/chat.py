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
    reading = read_body(request, validation.BODY_BYTES)
    try:
        return validation.parse_object(
            await asyncio.wait_for(reading, request.app[BOUNDS].body_seconds)
        )
    except asyncio.TimeoutError:
        raise Problem("body_too_slow") from None
    except (web.RequestPayloadError, ConnectionError):  # badly chunked, or broken off
        raise Problem("bad_request") from None


async def read_body(request: web.Request, most: int) -> bytes:
    """At most `most` bytes; more is never read. Raises `Problem`."""
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


async def open_conversation(request: web.Request) -> web.Response:
    """`POST /api/v1/conversation`"""
    app = request.app
    language = validation.opening(await read_object(request))
    if wait := app[OPENINGS].take(_now(request)):
        raise too_many(wait, app[TURNS].help())
    token, conversation = app[CONVERSATIONS].open(_now(request))
    messages = await app[TURNS].open(conversation, language)
    expires_in = app[CONVERSATIONS].expires_in
    body = {"token": token, "expires_in": expires_in, "messages": messages}
    return web.json_response(body, status=201)


async def post_message(request: web.Request) -> web.Response:
    """`POST /api/v1/conversation/messages`"""
    conversation = find(request)
    incoming = validation.message(await read_object(request))
    _within_limits(request, conversation, incoming.text)
    if incoming.choice == ERASE:
        return await _erase_by_choice(request, conversation)
    messages = await request.app[TURNS].answer(conversation, incoming)
    return web.json_response({"messages": messages})


async def delete_conversation(request: web.Request) -> web.Response:
    """`DELETE /api/v1/conversation`"""
    await _erase(request, find(request))
    return web.Response(status=204)


async def _erase_by_choice(request: web.Request, conversation: Conversation) -> web.Response:
    await _erase(request, conversation)
    text = Text(request.app[WORDING].text(ERASED))
    return web.json_response({"messages": [text.to_json()]})


async def _erase(request: web.Request, conversation: Conversation) -> None:
    if not await request.app[ERASER].erase(conversation):
        raise Problem("not_erased")
    request.app[METRICS].answer("erased")


def _within_limits(request: web.Request, conversation: Conversation, text: str | None) -> None:
    """Takes a token of each bucket. Even a message too many is looked over for danger."""
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
