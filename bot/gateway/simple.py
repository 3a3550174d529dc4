"""`/enkel`: the conversation in plain HTML forms, without JavaScript and without cookies. The
token travels in the body of a form and in the page that answers it, never in an address. A page
shows one turn: the server keeps no words that could be shown again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiohttp import hdrs, web

from bot.contract import Choices, Json, Message, Text, from_json
from bot.gateway import chat, forms, validation
from bot.gateway.conversations import Conversation
from bot.gateway.forms import Form
from bot.gateway.headers import NO_STORE, OWN, content_security_policy
from bot.gateway.keys import CLOCK, CONVERSATIONS, PAGES, TURNS, WORDING
from bot.gateway.neutral import NEUTRAL
from bot.gateway.problems import Problem, wording_name

LANGUAGE = "nb"
OPENING = "utter_enkel_apning"  # what closing the page does is not the same as in the chat
BUTTONS = "utter_apning"
# The neutral place stands in `form-action`, which also holds for where a form is sent on to.
POLICY = content_security_policy(script_src="'none'", form_action=f"'self' {NEUTRAL.rstrip('/')}")


@dataclass(frozen=True)
class View:
    """What a page shows. `field`: what stands in the field; `own`: what was just written."""

    token: str = ""
    field: str = ""
    own: str = ""
    messages: Sequence[Message] = ()
    problem: str = ""
    status: int = 200
    is_erased: bool = False


async def start(request: web.Request) -> web.Response:
    """`GET /enkel`: the opening. No conversation is begun before something is sent."""
    return _page(request, View(messages=_opening(request)))


async def write(request: web.Request) -> web.Response:
    """`POST /enkel`: a message or a pressed button, and the page with the answer."""
    form = Form()
    try:
        form = await _read(request)
        return await _turn(request, form)
    except Problem as problem:
        return _page(request, _trouble(form, problem))


async def erase(request: web.Request) -> web.Response:
    """`POST /enkel/slett`: the page without the conversation."""
    try:
        await _forget(request, await _read(request))
    except Problem as problem:
        return _page(request, _trouble(Form(), problem))
    return _page(request, View(is_erased=True))


async def leave(request: web.Request) -> web.Response:
    """`POST /enkel/forlat`: erases and goes to the neutral place, whatever happens."""
    try:
        await _forget(request, await _read(request))
    except Problem:
        pass  # it expires by itself, or the sweep erases it
    return web.Response(status=303, headers={hdrs.LOCATION: NEUTRAL, hdrs.CACHE_CONTROL: NO_STORE})


async def _read(request: web.Request) -> Form:
    headers = request.headers
    forms.check_type(headers.get(hdrs.CONTENT_TYPE), headers.get(hdrs.CONTENT_ENCODING))
    return forms.parse(await chat.read_body(request, forms.FORM_BYTES))


async def _turn(request: web.Request, form: Form) -> web.Response:
    incoming = form.incoming()
    if incoming.choice == chat.ERASE:
        await _forget(request, form)
        return _page(request, View(is_erased=True, field=form.words()))
    form, conversation = await _conversation(request, form, incoming.text)
    try:
        chat.within_limits(request, conversation, incoming.text)
        answer = await request.app[TURNS].answer(conversation, incoming)
    except Problem as problem:
        return _page(request, _trouble(form, problem))
    own, field = (incoming.text, "") if incoming.text else ("", form.words())
    return _page(request, View(form.token, field, own, _messages(answer)))


async def _conversation(
    request: web.Request, form: Form, text: str | None
) -> tuple[Form, Conversation]:
    """The conversation of the form's token; a new one when the form has none."""
    if form.token:
        return form, _find(request, form)
    token, conversation = chat.open_new(request, text)
    await request.app[TURNS].open(conversation, LANGUAGE)
    return replace(form, token=token), conversation


def _find(request: web.Request, form: Form) -> Conversation:
    token = validation.bearer(f"Bearer {form.token}")
    return request.app[CONVERSATIONS].find(token, request.app[CLOCK]().timestamp())


async def _forget(request: web.Request, form: Form) -> None:
    """Erases the form's conversation; quiet when there is none any more."""
    try:
        conversation = _find(request, form)
    except Problem:
        return
    await chat.erase(request, conversation)


def _trouble(form: Form, problem: Problem) -> View:
    """What went wrong, the help that came with it, and what had been written."""
    has_ended = problem.status in (401, 410)
    return View(
        token="" if has_ended else form.token,
        field=form.words(),
        messages=_messages(problem.messages),
        problem=problem.code,
        status=problem.status,
    )


def _messages(answer: Sequence[Json]) -> list[Message]:
    return [from_json(one) for one in answer]


def _opening(request: web.Request) -> list[Message]:
    wording = request.app[WORDING]
    texts = map(Text, wording.text(OPENING).split("\n"))
    return [*texts, Choices(wording.variant(BUTTONS).choices)]


def _page(request: web.Request, view: View) -> web.Response:
    problem = request.app[WORDING].text(wording_name(view.problem)) if view.problem else ""
    messages = view.messages or (_opening(request) if view.status in (401, 410) else ())
    html = request.app[PAGES].render(
        "enkel.html",
        view=view,
        messages=[(type(one).__name__.lower(), one) for one in messages],
        problem=problem,
        id=forms.new_id(),
        exit_url=NEUTRAL,
    )
    response = web.Response(text=html, content_type="text/html", status=view.status)
    response.headers[hdrs.CACHE_CONTROL] = NO_STORE
    response[OWN] = {"Content-Security-Policy": POLICY}
    return response


def add_routes(app: web.Application) -> None:
    """The routes of this file."""
    app.router.add_get("/enkel", start)
    app.router.add_post("/enkel", write)
    app.router.add_post("/enkel/slett", erase)
    app.router.add_post("/enkel/forlat", leave)
