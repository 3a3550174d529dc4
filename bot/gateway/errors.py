"""Every failure as one shape: JSON for the API, a small page for people. Neither shows or
logs an exception's message, which may quote what a person wrote."""

from __future__ import annotations

import logging

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.contract import Json
from bot.gateway.keys import PAGES, WORDING
from bot.gateway.problems import CODE_OF, Problem, wording_name
from bot.gateway.trouble import trouble
from bot.wording import Wording

log = logging.getLogger(__name__)
API_PATHS = ("/api/", "/health/")


@web.middleware
async def errors_as_answers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns every exception of the handler into an answer."""
    try:
        return await handler(request)
    except Problem as problem:
        return to_response(request, problem)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return to_response(request, _from_http(error))
    except Exception as error:
        log.error("request_failed", extra=trouble(error))
        return to_response(request, Problem("internal"))


def to_response(request: web.Request, problem: Problem) -> web.Response:
    """The answer that tells of the problem."""
    if request.path.startswith(API_PATHS):
        body = to_json(problem, request.app[WORDING])
        return web.json_response(body, status=problem.status, headers=problem.headers)
    return _page(request, problem)


def to_json(problem: Problem, wording: Wording) -> Json:
    """`{"error": {"code", "message"}}`, and `messages` when help comes with it."""
    message = wording.text(wording_name(problem.code))
    body: Json = {"error": {"code": problem.code, "message": message}}
    return {**body, "messages": list(problem.messages)} if problem.messages else body


def _page(request: web.Request, problem: Problem) -> web.Response:
    text = request.app[WORDING].text(wording_name(problem.code))
    try:
        body = request.app[PAGES].render("feil.html", message=text, code=problem.code)
        kind = "text/html"
    except Exception as error:
        log.error("error_page_failed", extra=trouble(error))
        body, kind = text, "text/plain"
    headers = problem.headers
    return web.Response(text=body, content_type=kind, status=problem.status, headers=headers)


def _from_http(error: web.HTTPException) -> Problem:
    """aiohttp's own exception as a problem; the methods that are allowed stay told."""
    fallback = "bad_request" if error.status < 500 else "internal"
    allow = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
    return Problem(CODE_OF.get(error.status, fallback), headers=allow)
