"""E-mail addresses and user names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.identifiers.found import Found

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?"
    r"(?:@|\(at\)|\[at\]|\s(?:krøllalfa|alfakrøll)\s|\sat\s(?=(?:g|hot|icloud|yahoo|out|live)\S*))\s?"
    r"[\w-]{1,63}(?:(?:\.|\s?\(dot\)\s?|\s(?:dot|punktum)\s)[a-zA-Z]{2,24}\b){1,3}"
)
_AT = re.compile(r"(?<![\w@.])@[\w.]{2,30}(?<!\.)")
_APP = (
    r"(?:snap(?:chat)?|insta(?:gram)?|ig|tik ?tok|discord|kik|telegram|facebook|fb|jodel|twitch|"
    r"roblox|psn|xbox|steam|bruker(?:navn|namn)|user ?name|nick)"
)
_TOLD = re.compile(
    rf"\b{_APP}(?:en|et)?(?:\s(?:min|mitt|mi|hans|hennes|deres|til \w+|på \w+))?"
    r"(?P<link>\s?[:=]\s?|\s(?:er|heter|is|e|æ)\s|\s)(?P<handle>[\w.\-#]{3,32})",
    re.IGNORECASE,
)
_LIKE_A_HANDLE = re.compile(r"(?=.*[\d_#])|[a-zæøå]+\.[a-zæøå]", re.IGNORECASE)


def emails(text: str) -> Iterator[Found]:
    """Addresses, also written out to fool machines."""
    for match in _EMAIL.finditer(text):
        yield Found("e-post", match.start(), match.end())


def handles(text: str) -> Iterator[Found]:
    """`@name` anywhere; a name after an app's name when it looks like one or a colon says so."""
    for match in _AT.finditer(text):
        yield Found("brukernavn", match.start(), match.end())
    for match in _TOLD.finditer(text):
        handle = match["handle"].rstrip(".")
        sure = match["link"].strip() in (":", "=")
        if sure or (_LIKE_A_HANDLE.match(handle) and not handle.isdigit()):
            yield Found("brukernavn", match.start("handle"), match.start("handle") + len(handle))
