"""No way to the log lets a person's words through. The canary is what a person wrote."""

from __future__ import annotations

import ast
import asyncio
import gc
import io
import logging
import subprocess
import sys
import textwrap
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.privacy.logging import CODE, SafeRecord, configure_logging, known_logger, watch_loop
from bot.privacy.trouble import describe, place

ROOT = Path(__file__).resolve().parents[2]
CANARY = "kanarifugl"
OURS = logging.getLogger("bot.privacy.logging")
THEIRS = logging.getLogger("json.decoder")  # stands for any library


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that is logged, at debug level; everything is put back afterwards."""
    stream = io.StringIO()
    restore = configure_logging(logging.DEBUG, stream)
    yield stream
    restore()


def fail() -> None:
    raise ValueError(CANARY)


def caught() -> ValueError:
    try:
        fail()
    except ValueError as error:
        return error
    raise AssertionError


class Unprintable:
    def __str__(self) -> str:
        raise RuntimeError(CANARY)


WAYS_OF_LIBRARIES: dict[str, Callable[[], object]] = {
    "a formatted message": lambda: THEIRS.error(f"got {CANARY}"),
    "an argument": lambda: THEIRS.warning("got %s", CANARY),
    "named arguments": lambda: THEIRS.warning("got %(x)s", {"x": CANARY}),
    "an object as message": lambda: THEIRS.warning(ValueError(CANARY)),
    "a list as message": lambda: THEIRS.warning([CANARY]),
    "a word that looks like a code": lambda: THEIRS.warning(f"{CANARY}_{CANARY}"),
    "debug": lambda: THEIRS.debug(CANARY),
    "critical": lambda: THEIRS.critical(CANARY),
    "an odd level": lambda: THEIRS.log(33, CANARY),
    "extra": lambda: THEIRS.error("x", extra={"text": CANARY, "error": CANARY, "at": CANARY}),
    "exc_info": lambda: THEIRS.error("x", exc_info=caught()),
    "stack_info": lambda: THEIRS.error(CANARY, stack_info=True),
    "arguments that do not fit": lambda: THEIRS.error("%d %d", CANARY),
    "an argument that cannot be printed": lambda: THEIRS.error("%s", Unprintable()),
    "a logger named by it": lambda: logging.getLogger(CANARY).error("x"),
    "a child logger named by it": lambda: logging.getLogger(f"bot.{CANARY}").error("x"),
    "the root logger": lambda: logging.error(CANARY),  # noqa: LOG015
    "our own logger, wrongly used": lambda: OURS.error(CANARY),
    "our own logger with arguments": lambda: OURS.error("engine_failed %s", CANARY),
    "our own logger with extra": lambda: OURS.error(
        "engine_failed", extra={"text": CANARY, "error": CANARY, "at": CANARY, "count": CANARY}
    ),
    "a warning": lambda: warnings.warn(CANARY, stacklevel=1),
    "a deprecation": lambda: warnings.warn(CANARY, DeprecationWarning, stacklevel=1),
    "structlog event": lambda: structlog.get_logger().warning(CANARY),
    "structlog keys": lambda: structlog.get_logger().error("a.b", text=CANARY, a={"b": CANARY}),
    "structlog bound": lambda: structlog.get_logger().bind(text=CANARY).info("a.b"),
    "structlog exc_info": lambda: structlog.get_logger().error("a.b", exc_info=caught()),
    "structlog debug": lambda: structlog.get_logger().debug("a.b", rasa_event=CANARY),
    "structlog arguments": lambda: structlog.get_logger().info("%s", CANARY),
}


@pytest.mark.parametrize("way", WAYS_OF_LIBRARIES)
def test_log_has_no_canary(
    way: str, written: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        shown = warnings.showwarning
        configure_again = configure_logging(
            logging.DEBUG, written
        )  # catch_warnings has put back its own
        WAYS_OF_LIBRARIES[way]()
        configure_again()
        warnings.showwarning = shown
    out, err = capfd.readouterr()
    assert CANARY not in written.getvalue() + out + err
    assert written.getvalue().count("\n") == 1, "the event itself is seen, in one line"


def test_log_of_an_exception_shows_types_and_places(written: io.StringIO) -> None:
    try:
        try:
            fail()
        except ValueError as error:
            raise KeyError(CANARY) from error
    except KeyError:
        OURS.exception("engine_failed")
    line = written.getvalue()
    assert CANARY not in line
    assert "engine_failed KeyError at test_logging.py:" in line
    assert ", from ValueError at test_logging.py:" in line


def test_log_of_a_library_shows_who_and_where(written: io.StringIO) -> None:
    THEIRS.warning("x")
    structlog.get_logger().warning("x")
    theirs, struct = written.getvalue().splitlines()
    assert "WARNING json.decoder test_logging.py:" in theirs
    assert "WARNING" in struct and "test_logging.py:" in struct


def test_log_of_ours_shows_code_and_safe_extras(written: io.StringIO) -> None:
    extra = {"seconds": 1.5, "error": "KeyError", "at": "engine.py:3", "text": CANARY}
    OURS.info("engine_failed", extra=extra)
    assert "engine_failed seconds=1.5 error=KeyError at=engine.py:3\n" in written.getvalue()


def test_log_of_a_warning_shows_kind_and_place(written: io.StringIO) -> None:
    warnings.showwarning(CANARY, UserWarning, "/srv/rasa/model.py", 7)
    assert "python_warning error=UserWarning at=model.py:7" in written.getvalue()


def test_log_stays_safe_when_a_library_adds_its_own_handler(written: io.StringIO) -> None:
    later = io.StringIO()
    handler = logging.StreamHandler(later)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s %(args)s %(exc_text)s"))
    THEIRS.addHandler(handler)
    try:
        fail()
    except ValueError:
        THEIRS.exception("got %s", CANARY)
    THEIRS.removeHandler(handler)
    assert later.getvalue() and CANARY not in later.getvalue() + written.getvalue()


def test_log_stays_safe_when_structlog_is_configured_anew(written: io.StringIO) -> None:
    """As Rasa's own command line does it."""
    structlog.configure(
        processors=[structlog.processors.JSONRenderer()],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    structlog.get_logger().warning("a.b", text=CANARY)
    assert written.getvalue() and CANARY not in written.getvalue()


@pytest.mark.parametrize(
    ("told", "level"), [(logging.WARNING, logging.INFO), (logging.DEBUG, logging.DEBUG)]
)
def test_level_is_info_unless_told_to_say_more(told: int, level: int) -> None:
    root = logging.getLogger()
    before = root.level
    root.setLevel(told)
    restore = configure_logging(stream=io.StringIO())
    configured = root.level
    restore()
    root.setLevel(before)
    assert configured == level


def test_handlers_that_libraries_had_before_are_gone() -> None:
    before = io.StringIO()
    handler = logging.StreamHandler(before)
    THEIRS.addHandler(handler)
    restore = configure_logging(logging.DEBUG, io.StringIO())
    THEIRS.error(CANARY)
    restore()
    assert before.getvalue() == "" and THEIRS.handlers == [handler]
    THEIRS.removeHandler(handler)


async def test_tasks_that_nobody_awaits_leave_no_canary(written: io.StringIO) -> None:
    async def task() -> None:
        fail()

    watch_loop(asyncio.get_running_loop())
    running = asyncio.create_task(task(), name=CANARY)
    await asyncio.wait([running])
    del running
    gc.collect()
    assert "task_failed ValueError at test_logging.py:" in written.getvalue()
    assert CANARY not in written.getvalue()


async def test_default_handler_of_the_loop_leaves_no_canary(written: io.StringIO) -> None:
    context: dict[str, Any] = {"message": CANARY, "exception": caught()}
    asyncio.get_running_loop().default_exception_handler(context)
    assert written.getvalue() and CANARY not in written.getvalue()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_threads_that_fail_leave_no_canary(written: io.StringIO) -> None:
    restore = configure_logging(logging.DEBUG, written)  # over pytest's own hook
    thread = threading.Thread(target=fail, name=CANARY)
    thread.start()
    thread.join()
    restore()
    assert "uncaught_exception ValueError" in written.getvalue()
    assert CANARY not in written.getvalue()


SCRIPT = """
    import asyncio, logging, sys, threading, warnings
    sys.path.insert(0, {root!r})
    import structlog
    from bot.privacy.logging import configure_logging
    early = structlog.get_logger()
    configure_logging(logging.DEBUG)

    class Late:
        def __del__(self):
            raise ValueError({canary!r})

    async def lost():
        raise ValueError({canary!r})

    async def main():
        task = asyncio.ensure_future(lost())
        await asyncio.sleep(0.01)

    asyncio.run(main(), debug=True)
    thread = threading.Thread(target=lambda: int({canary!r}))
    thread.start()
    thread.join()
    warnings.warn({canary!r})
    early.error({canary!r}, text={canary!r})
    logging.basicConfig(level=0, force=True, format="%(message)s %(args)s")
    logging.getLogger("x").error("%s", {canary!r})
    Late()
    int({canary!r})
"""


def test_a_process_that_fails_in_every_way_prints_no_canary() -> None:
    """Excepthooks, finalizers and loops as they are without a test runner around them."""
    code = textwrap.dedent(SCRIPT).format(root=str(ROOT), canary=CANARY)
    command = [sys.executable, "-X", "dev", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)  # noqa: S603
    assert done.returncode == 1
    assert done.stderr.count("uncaught_exception ValueError") == 3, done.stderr
    assert CANARY not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bot.privacy.logging", "bot.privacy.logging"),
        ("bot.privacy.logging.kari", "bot.privacy.logging"),
        ("asyncio", "asyncio"),
        ("kari", "other"),
        ("", "other"),
        ("..", "other"),
    ],
)
def test_known_logger_is_a_loaded_module(name: str, expected: str) -> None:
    assert known_logger(name) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/a/b/engine.py", "engine.py:3"),
        ("/a/hjelp.html", "hjelp.html:3"),
        ("<string>", "?"),
        (CANARY, "?"),
        ("", "?"),
        ("jeg heter kari.py", "?"),
    ],
)
def test_place_is_a_source_file(path: str, expected: str) -> None:
    assert place(path, 3) == expected


def test_describe_hides_a_type_made_from_words() -> None:
    assert describe(type(CANARY, (Exception,), {})(CANARY)) == "Exception at ?"
    assert describe(None) == ""


def test_describe_of_a_long_chain_is_short() -> None:
    error: BaseException = ValueError(CANARY)
    for _ in range(50):
        link = KeyError(CANARY)
        link.__cause__ = error
        error = link
    assert describe(error).count("KeyError") == 3


def test_record_made_by_hand_is_safe() -> None:
    record = SafeRecord(None, None, "", 0, CANARY, (CANARY,), (ValueError, caught(), None))
    assert CANARY not in repr(vars(record))


def logging_calls(file: Path) -> Iterator[ast.Call]:
    """Calls of `log.<level>(...)` in a source file."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id in ("log", "logger", "logging"):
                if node.func.attr in ("debug", "info", "warning", "error", "exception", "critical"):
                    yield node


def test_every_log_call_of_ours_is_a_constant_code() -> None:
    """The code is written out, so it can be nobody's words; nothing is interpolated."""
    files = [f for part in ("bot", "actions") for f in (ROOT / part).rglob("*.py")]
    wrong = [
        f"{file.name}:{call.lineno}"
        for file in files
        for call in logging_calls(file)
        if len(call.args) != 1
        or not isinstance(call.args[0], ast.Constant)
        or not CODE.fullmatch(str(call.args[0].value))
    ]
    assert wrong == []
