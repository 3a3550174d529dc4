"""Logging that cannot write a user's words, at any level, whoever logs.

An allow-list. Of a log record only this is left, from the moment it is made: time, level,
logger name, place in the code, our own event code, exception types and places. Messages,
arguments and exception texts of all libraries are dropped before any handler sees them; so
they are from structlog (Rasa's), warnings, and every hook for exceptions nobody caught.

What cannot be caught here: a library that calls `print`, writes to `sys.stderr` itself, calls
`traceback.print_exc` or `sys.exit` with a text; and an attribute put on a record by `extra=`
when someone else's handler asks for it by name. The canary test of the whole stack watches
for those."""

from __future__ import annotations

import asyncio
import logging
import re
import sys
import threading
import warnings
from collections.abc import Callable, Mapping, MutableMapping
from types import FrameType, TracebackType
from typing import Any, NoReturn, TextIO

import structlog

from bot.privacy.trouble import describe, place, type_name

OURS = ("bot", "actions")
CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")  # an underscore at least: a word of a person is none
NUMBERS = ("count", "port", "seconds", "status")
WORDS = {
    "error": re.compile(r"[A-Z][A-Za-z]{0,60}(Error|Warning)|Exception|SystemExit"),
    "at": re.compile(r"[A-Za-z0-9_.-]{1,60}\.(py|pyx|html):\d{1,6}"),
}
Restore = Callable[[], None]

log = logging.getLogger(__name__)


class SafeRecord(logging.LogRecord):
    """A record that never holds what was logged, only where, by whom and how urgent."""

    def __init__(
        self,
        name: str | None,
        level: int | None,
        pathname: str,
        lineno: int,
        msg: object,
        args: object,
        exc_info: Any,
        func: str | None = None,
        sinfo: str | None = None,
        **kwargs: object,
    ) -> None:
        safe, source = known_logger(name or ""), place(pathname, lineno)
        words = [code(safe, msg) or source, trouble(exc_info)]
        text = " ".join(word for word in words if word)
        super().__init__(safe, level or 0, pathname, lineno, text, (), None, None, None)


class SafeFormatter(logging.Formatter):
    """Time, level, logger, message (safe already), and the extras that are safe by name."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        extras = (f"{key}={value}" for key, value in safe_extras(record.__dict__).items())
        return " ".join([super().format(record), *extras])


def known_logger(name: str) -> str:
    """The longest part of a logger's name that is a loaded module's; else `other`."""
    while name and name not in sys.modules:
        name = name.rpartition(".")[0]
    return name or "other"


def code(logger: str, message: object) -> str:
    """The event code if it is one of ours; else nothing, as it might be anyone's words."""
    safe = isinstance(message, str) and is_ours(logger) and CODE.fullmatch(message)
    return str(message) if safe else ""


def is_ours(logger: str) -> bool:
    """Whether a logger is this project's."""
    return logger.partition(".")[0] in OURS


def trouble(exc_info: Any) -> str:
    """The exception of `exc_info` (in any form that logging takes) as types and places."""
    if isinstance(exc_info, BaseException):
        return describe(exc_info)
    if isinstance(exc_info, tuple):
        return describe(exc_info[1]) if isinstance(exc_info[1], BaseException) else ""
    return describe(sys.exc_info()[1]) if exc_info else ""


def safe_extras(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Of our own records: numbers and words under known names, the words in a known form."""
    if not is_ours(str(fields.get("name", ""))):
        return {}
    numbers = {key: fields[key] for key in NUMBERS if type(fields.get(key)) in (int, float)}
    words = {k: fields[k] for k, form in WORDS.items() if form.fullmatch(str(fields.get(k, "")))}
    return {**numbers, **words}


def configure_logging(level: int | None = None, stream: TextIO | None = None) -> Restore:
    """Makes all logging of the process safe; gives back what undoes it (for tests). `level`
    None: INFO, or lower if the root logger has been told to say more."""
    level = min(logging.INFO, logging.getLogger().level) if level is None else level
    undo = [_records(), _handlers(level, stream), _warnings(), _structlog(level), _hooks()]

    def restore() -> None:
        for step in reversed(undo):
            step()

    return restore


def watch_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Errors that nobody awaited are logged as type and place, without the task's repr."""

    def handler(_: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
        log.error("task_failed", exc_info=context.get("exception"))

    loop.set_exception_handler(handler)


def _records() -> Restore:
    factory, raising = logging.getLogRecordFactory(), logging.raiseExceptions
    logging.setLogRecordFactory(SafeRecord)
    logging.raiseExceptions = False  # else a failing handler prints message and arguments

    def restore() -> None:
        logging.setLogRecordFactory(factory)
        logging.raiseExceptions = raising

    return restore


def _handlers(level: int, stream: TextIO | None) -> Restore:
    """One handler, at the root; whatever libraries have put on their loggers goes."""
    root = logging.getLogger()
    others = [one for one in root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    before = [(one, one.handlers[:], one.propagate, one.level) for one in [root, *others]]
    for one in others:
        one.handlers, one.propagate = [], True
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(SafeFormatter())
    root.handlers = [handler]
    root.setLevel(level)

    def restore() -> None:
        for one, handlers, propagate, its_level in before:
            one.handlers, one.propagate = handlers, propagate
            one.setLevel(its_level)

    return restore


def _warnings() -> Restore:
    before = warnings.showwarning
    logging.captureWarnings(True)

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        extra = {"error": type_name(category), "at": place(filename, lineno)}
        log.warning("python_warning", extra=extra)

    warnings.showwarning = show

    def restore() -> None:
        logging.captureWarnings(False)
        warnings.showwarning = before

    return restore


def _structlog(level: int) -> Restore:
    """Rasa's events: who and where; the caller's module stands for the logger."""
    before = structlog.get_config()

    def relay(_: Any, method: str, event: MutableMapping[str, Any]) -> NoReturn:
        frame = _caller()
        logger = logging.getLogger(str(frame.f_globals.get("__name__", "other")))
        severity = logging.getLevelName({"warn": "WARNING"}.get(method, method.upper()))
        severity = severity if isinstance(severity, int) else logging.ERROR
        exc_info = event.get("exc_info") or method == "exception"
        if logger.isEnabledFor(severity):
            file = frame.f_code.co_filename
            logger.handle(SafeRecord(logger.name, severity, file, frame.f_lineno, "", (), exc_info))
        raise structlog.DropEvent

    structlog.configure(
        processors=[relay],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        context_class=dict,
        logger_factory=structlog.ReturnLoggerFactory(),
        cache_logger_on_first_use=False,
    )
    return lambda: structlog.configure(**before)


def _caller() -> FrameType:
    """The innermost frame outside structlog and this file."""
    frame = sys._getframe(1)
    while frame.f_back is not None and _is_plumbing(frame):
        frame = frame.f_back
    return frame


def _is_plumbing(frame: FrameType) -> bool:
    name = str(frame.f_globals.get("__name__", ""))
    return name == __name__ or name.partition(".")[0] == "structlog"


def _hooks() -> Restore:
    """Exceptions that nobody caught: in the main thread, in others, in finalizers."""
    before = sys.excepthook, threading.excepthook, sys.unraisablehook

    def uncaught(
        kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        log.critical("uncaught_exception", exc_info=error)

    sys.excepthook = uncaught
    threading.excepthook = lambda args: uncaught(args.exc_type, args.exc_value, None)
    sys.unraisablehook = lambda args: uncaught(args.exc_type, args.exc_value, None)

    def restore() -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before

    return restore
