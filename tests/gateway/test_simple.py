"""`/enkel`: the conversation in plain forms, with the real page and the real wording."""

from __future__ import annotations

import html
import logging
import re
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientResponse, web

from bot.contract import Message
from bot.gateway import forms
from bot.gateway.keys import CONVERSATIONS
from bot.gateway.neutral import NEUTRAL
from bot.gateway.pages import FOLDER
from bot.gateway.problems import Problem
from bot.wording import Wording

from .conftest import Client
from .fakes import BUTTON, DANGER, ROOT, FakeClock, FakeEngine

WORDING = Wording.load(ROOT / "data" / "responses")
CANARY = "kanarifugl i buret"


@dataclass
class Writer:
    """A browser without JavaScript: has the fields of the page it was last given."""

    client: Client
    page: str = ""

    @property
    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.page)
        return found[1] if found else ""

    @property
    def id(self) -> str:
        found = re.search(r'name="id" value="([^"]+)"', self.page)
        return found[1] if found else ""

    @property
    def field(self) -> str:
        found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", self.page, re.DOTALL)
        return html.unescape(found[1]) if found else ""

    def fields(self, **fields: str) -> dict[str, str]:
        kept = {"token": self.token} if self.token else {}
        return {**kept, "id": self.id, "text": "", **fields}

    async def open(self) -> Writer:
        self.page = await (await self.client.get("/enkel")).text()
        return self

    async def post(self, path: str = "/enkel", **fields: str) -> ClientResponse:
        data = {"token": self.token} if path != "/enkel" else self.fields(**fields)
        answer = await self.client.post(path, data=data, allow_redirects=False)
        if answer.content_type == "text/html":
            self.page = await answer.text()
        return answer


@pytest.fixture
def words() -> Wording:
    return WORDING


@pytest.fixture
def folder() -> Path:
    return FOLDER


@pytest.fixture
async def writer(client: Client) -> Writer:
    return await Writer(client).open()


async def test_looking_at_the_page_begins_no_conversation(
    writer: Writer, engine: FakeEngine
) -> None:
    assert engine.opened == [] and writer.token == ""
    assert "Ring nå." not in writer.page and WORDING.text("utter_side_nod") in writer.page


async def test_first_message_opens_a_conversation_and_is_answered(
    writer: Writer, engine: FakeEngine
) -> None:
    answer = await writer.post(text="hei du")
    assert answer.status == 200 and "6 tegn" in writer.page
    assert [text for _, text in engine.said] == ["hei du"]
    assert len(engine.opened) == 1 and len(writer.token) == 43


async def test_next_message_goes_on_with_the_same_conversation(
    writer: Writer, engine: FakeEngine
) -> None:
    await writer.post(text="hei")
    token = writer.token
    await writer.post(text="hei igjen")
    assert writer.token == token and len({name for name, _ in engine.said}) == 1


async def test_button_sends_its_payload_and_keeps_what_stands_in_the_field(
    writer: Writer, engine: FakeEngine
) -> None:
    await writer.post(text="hei")
    assert html.escape(BUTTON, quote=True).replace("&quot;", "&#34;") in writer.page
    await writer.post(choice=BUTTON, text="halvferdig")
    assert engine.said[-1][1] == BUTTON and writer.field == "halvferdig"


async def test_page_sent_twice_is_one_message(writer: Writer, engine: FakeEngine) -> None:
    await writer.post(text="hei")
    fields = writer.fields(text="en gang")
    pages = [await writer.client.post("/enkel", data=fields) for _ in range(2)]
    assert [page.status for page in pages] == [200, 200]
    assert [text for _, text in engine.said].count("en gang") == 1


async def test_line_breaks_of_forms_become_line_feeds(writer: Writer, engine: FakeEngine) -> None:
    await writer.post(text="en\r\nto\rtre")
    assert engine.said[-1][1] == "en\nto\ntre"


async def test_words_are_escaped(writer: Writer) -> None:
    await writer.post(text="<script>x</script>")
    assert "<script>" not in writer.page and "&lt;script&gt;" in writer.page


async def test_danger_comes_first(writer: Writer) -> None:
    await writer.post(text=DANGER)
    assert writer.page.index("Ring nå.") < writer.page.index("tegn</p>")


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        ("", "empty_text", 400),
        ("   ", "empty_text", 400),
        ("/restart", "starts_with_slash", 400),
        ("a" * 1001, "text_too_long", 400),
        ("a\x07b", "control_character", 400),
    ],
)
async def test_text_that_cannot_be_sent_stays_in_the_field_with_the_reason(
    writer: Writer, engine: FakeEngine, text: str, code: str, status: int
) -> None:
    answer = await writer.post(text=text)
    assert answer.status == status and engine.opened == []
    assert WORDING.text(f"utter_feil_{code}") in writer.page
    assert 'aria-describedby="problem limit" aria-invalid="true"' in writer.page
    assert writer.field == text.replace("\x07", "")


async def test_thousand_characters_of_any_kind_come_through(
    writer: Writer, engine: FakeEngine
) -> None:
    assert (await writer.post(text="😀" * 1000)).status == 200
    assert engine.said[-1][1] == "😀" * 1000


async def test_unknown_button_is_refused(writer: Writer, engine: FakeEngine) -> None:
    assert (await writer.post(choice="/ukjent", text="mitt")).status == 422
    assert engine.said == [] and writer.field == "mitt"


async def test_expired_conversation_keeps_the_text_and_begins_anew(
    writer: Writer, engine: FakeEngine, clock: FakeClock
) -> None:
    await writer.post(text="hei")
    clock.forward(1000)
    answer = await writer.post(text="det jeg ville si")
    assert answer.status == 410 and writer.token == "" and writer.field == "det jeg ville si"
    assert WORDING.text("utter_feil_expired") in writer.page
    assert (await writer.post(text=writer.field)).status == 200
    assert len(engine.opened) == 2 and engine.said[-1][1] == "det jeg ville si"


@pytest.mark.parametrize("token", ["x", "A" * 43, "../" + "a" * 40])
async def test_forged_token_opens_nothing(writer: Writer, engine: FakeEngine, token: str) -> None:
    answer = await writer.post(token=token, text="hei")
    assert answer.status in (401, 410) and engine.said == [] and writer.field == "hei"


async def test_erasing_erases_and_says_so(
    writer: Writer, engine: FakeEngine, app: web.Application
) -> None:
    await writer.post(text=CANARY)
    answer = await writer.post("/enkel/slett")
    assert answer.status == 200 and WORDING.text("utter_side_slettet") in writer.page
    assert CANARY not in writer.page and writer.token == ""
    assert len(engine.erased) == 1 and len(app[CONVERSATIONS]) == 0


async def test_button_that_erases_works_without_the_engine(
    writer: Writer, engine: FakeEngine
) -> None:
    await writer.post(text="hei")
    await writer.post(choice='/slett_samtalen{"bekreftet": "ja"}')
    assert len(engine.erased) == 1 and engine.said[-1][1] == "hei"


async def test_leaving_erases_and_leads_to_the_neutral_place(
    writer: Writer, engine: FakeEngine
) -> None:
    await writer.post(text="hei")
    answer = await writer.post("/enkel/forlat")
    assert (answer.status, answer.headers["Location"]) == (303, NEUTRAL)
    assert len(engine.erased) == 1


@pytest.mark.parametrize("data", [b"", b"token=x", b"\xff", b"a=1&a=2"])
async def test_leaving_leaves_whatever_is_sent(client: Client, data: bytes) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await client.post("/enkel/forlat", data=data, headers=kind, allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (303, NEUTRAL)


async def test_failed_erasing_still_leaves(writer: Writer, engine: FakeEngine) -> None:
    await writer.post(text="hei")
    engine.fails_to_erase = 1
    assert (await writer.post("/enkel/forlat")).status == 303


async def test_engine_that_is_not_ready_gives_help_and_keeps_the_text(
    writer: Writer, engine: FakeEngine
) -> None:
    engine.is_ready = False
    answer = await writer.post(text="hei")
    assert answer.status == 503 and "Vakta" in writer.page and writer.field == "hei"


async def test_engine_that_fails_gives_help(writer: Writer, engine: FakeEngine) -> None:
    async def fail(_: str) -> list[Message]:
        raise RuntimeError(CANARY)

    engine.behave = fail
    assert (await writer.post(text="hei")).status == 200 and "Ring nå." in writer.page


async def test_messages_are_limited_as_in_the_chat(writer: Writer) -> None:
    statuses = [(await writer.post(text=DANGER)).status for _ in range(14)]
    assert statuses[0] == 200 and statuses[-1] == 429
    assert writer.field == DANGER and "Ring nå." in writer.page


@pytest.mark.parametrize("path", ["/enkel", "/enkel/slett"])
@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"{}", "application/json", 415),
        (b"text=%ff", "application/x-www-form-urlencoded", 400),
        (b"navn=x", "application/x-www-form-urlencoded", 400),
        (b"text=a&text=b", "application/x-www-form-urlencoded", 400),
        (b"text=" + b"a" * forms.FORM_BYTES, "application/x-www-form-urlencoded", 413),
    ],
)
async def test_body_that_is_no_form_of_ours_is_refused_in_words(
    client: Client, engine: FakeEngine, path: str, data: bytes, kind: str, status: int
) -> None:
    answer = await client.post(path, data=data, headers={"Content-Type": kind})
    assert (answer.status, answer.content_type) == (status, "text/html")
    assert 'id="problem"' in await answer.text() and engine.opened == []


async def test_nothing_may_be_stored_and_no_script_may_run(writer: Writer) -> None:
    answers = [await writer.client.get("/enkel"), await writer.post(text="hei")]
    answers += [await writer.post(text=""), await writer.post("/enkel/slett")]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store" and "Set-Cookie" not in answer.headers
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "<script" not in writer.page


async def test_token_is_in_no_address(writer: Writer) -> None:
    await writer.post(text="hei")
    addresses = re.findall(r'(?:href|action|src)="([^"]*)"', writer.page)
    assert writer.token and not [one for one in addresses if writer.token in one or "?t" in one]


async def test_words_are_in_no_log(writer: Writer, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await writer.post(text=CANARY)
        await writer.post(text="/" + CANARY)
        await writer.post(text=CANARY, token="x")  # noqa: S106
    assert CANARY not in caplog.text


def test_form_reads_what_a_browser_writes() -> None:
    number = str(uuid.uuid4())
    form = forms.parse(f"token=&id={number}&text=bl%C3%A5b%C3%A6r+og%0D%0Amer".encode())
    assert form == forms.Form("", number, "blåbær og\nmer")
    with pytest.raises(Problem):
        forms.parse("text=å".encode())
