"""Numbers: fødselsnummer and D-number (with checksums), passports, plates, telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from bot.language.identifiers.found import Found

_ELEVEN = re.compile(r"(?<!\d)(\d{6})[ .-]?(\d{3})[ ]?(\d{2})(?!\d)")
_ID_WORD = re.compile(
    r"(?:f[øo]dsels-?(?:nummer|nr)|person-?(?:nummer|nr)|fnr|d-?nummer)\w*\W{0,3}"
    r"(?:er|mitt er|hans er|hennes er)?\W{0,3}$",
    re.IGNORECASE,
)
_FIVE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_WEIGHTS_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_WEIGHTS_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def national_ids(text: str) -> Iterator[Found]:
    """Eleven digits with a date and both check digits right, or named as such."""
    for match in _ELEVEN.finditer(text):
        digits = "".join(match.groups())
        if is_national_id(digits) or _ID_WORD.search(text, 0, match.start()):
            yield Found("fødselsnummer", match.start(), match.end())
    for match in _FIVE.finditer(text):
        if _ID_WORD.search(text, 0, match.start()):
            yield Found("fødselsnummer", match.start(), match.end())


def is_national_id(digits: str) -> bool:
    """Whether eleven digits are a fødselsnummer, D-number or synthetic one by checksum and
    date (Skatteetaten's rules: day + 40 for D, month + 40, 65 or 80 for synthetic)."""
    values = [int(digit) for digit in digits]
    if len(values) != 11:
        return False
    sums = (
        sum(w * v for w, v in zip(_WEIGHTS_1, values)),
        sum(w * v for w, v in zip(_WEIGHTS_2, values)),
    )
    return all(total % 11 == 0 for total in sums) and _has_date(digits)


def _has_date(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    day -= 40 if day > 40 else 0
    for shift in (80, 65, 40):
        if month > shift:
            month -= shift
            break
    try:
        date(2000 + year if (month, day) == (2, 29) else 1900 + year, month, day)
    except ValueError:
        return False
    return True


_PASSPORT = re.compile(r"(?<![\w])(?=[A-Za-z]{0,3}\d{5,9}(?!\w))[A-Za-z]{0,3}\d{5,9}")
_PASSPORT_WORD = re.compile(
    r"pass(?:et|port|ports)?-?(?:nummer|nr|number|no)?\w*\W{0,3}"
    r"(?:mitt|hans|hennes|er|is|har|med|nummer|number|nr)?\W{0,3}(?:er|is|nummer|number|nr)?\W{0,3}$",
    re.IGNORECASE,
)
_PASSPORT_SURE = re.compile(r"(?<!\w)[A-Z]{3}\d{6}(?!\w)")


def passports(text: str) -> Iterator[Found]:
    """Three capitals and six digits, or letters and digits right after the word passport."""
    for match in _PASSPORT_SURE.finditer(text):
        yield Found("passnummer", match.start(), match.end())
    for match in _PASSPORT.finditer(text):
        long_enough = 7 <= len(match[0]) <= 9
        if long_enough and _PASSPORT_WORD.search(text, max(0, match.start() - 40), match.start()):
            yield Found("passnummer", match.start(), match.end())


_PLATE = re.compile(r"(?<![\w])([A-ZÆØÅa-zæøå]{2})[ -]?(\d{4,5})(?!\w)")
_PLATE_WORD = re.compile(
    r"(?:skilt|reg\.?-?(?:nr|nummer)|bil|biln|bilen|registrer|kjennemerke|moped|scooter)\w*",
    re.IGNORECASE,
)
_NOT_PLATES = frozenset("nr kl kr id år på av om ca vg tv pc no fra".split())


def plates(text: str) -> Iterator[Found]:
    """Two capitals and five digits; four digits or small letters only near a word for car."""
    for match in _PLATE.finditer(text):
        letters, digits = match.groups()
        near = _PLATE_WORD.search(text, max(0, match.start() - 40), match.start())
        if letters.lower() in _NOT_PLATES:
            continue
        if (letters.isupper() or len(digits) == 5) and (
            near or (letters.isupper() and len(digits) == 5)
        ):
            yield Found("bilnummer", match.start(), match.end())


_SEP = r"[ \u00a0.\-]?"
_NORWEGIAN = re.compile(
    rf"(?<![\w+.,\-/])(?:\(?(?:\+|00){_SEP}47\)?{_SEP}|47{_SEP}(?=[2-9](?:{_SEP}\d){{7}}(?!\d)))?"
    rf"[2-9](?:{_SEP}\d){{7}}(?!{_SEP}?\d)(?![.,/]?\d)"
)
_FOREIGN = re.compile(r"(?<![\w+])(?:\+|00)[1-9](?:[ \-.()]?\d){7,14}(?!\d)")
SERVICES = Path(__file__).parents[3] / "data" / "services"
_PUBLIC = re.compile(r'^\s+(?:phone|sms|phone_from_abroad): "?(\+?\d+)"?', re.MULTILINE)
_ODD_GROUPS = re.compile(r"^\d{4}[.\-]\d{4}$|^(?:19|20)\d{2}[ \-.](?:19|20)\d{2}$")


def phones(text: str) -> Iterator[Found]:
    """Norwegian numbers of eight digits however grouped, and foreign ones with a country code.
    Numbers of help services and of emergency are no secret and stay."""
    for pattern in (_NORWEGIAN, _FOREIGN):
        for match in pattern.finditer(text):
            digits = re.sub(r"\D", "", match[0])
            if digits[-8:] in public_numbers() or _ODD_GROUPS.match(match[0]):
                continue
            yield Found("telefon", match.start(), match.end())


@lru_cache(maxsize=1)
def public_numbers() -> frozenset[str]:
    """The last eight digits of every number in the directory."""
    files = sorted(SERVICES.glob("*.yml"))
    lines = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return frozenset(number[-8:] for number in _PUBLIC.findall(lines))
